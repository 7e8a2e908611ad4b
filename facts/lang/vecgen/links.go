package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"byline/facts/lang"
)

// What makes a link, and how heavy it is.
const (
	leastRelated  = 3   // tenths that related.txt gives a word, at least: all that relgen writes now
	fullyRelated  = 6   // tenths that make a link of weight one; synonyms of WordNet have 5
	impliedWeight = 0.5 // of a link from implied.txt, which gives no weights
)

// A link says that a list has a word under a head.
type link struct {
	head, word int // rows of the table
	weight     float64
}

// readLinks gives the links of related.txt and implied.txt in dir, each pair once and in
// the lists' order. Stems that are not among the names are left out.
func readLinks(dir string, names []string) ([]link, error) {
	related, err := readList(dir, "related.txt")
	if err != nil {
		return nil, err
	}
	implied, err := readList(dir, "implied.txt")
	if err != nil {
		return nil, err
	}
	rows := make(map[string]int, len(names))
	for i, n := range names {
		rows[n] = i
	}
	var links []link
	place := map[[2]int]int{} // where in links a pair is
	add := func(head, word string, weight float64) {
		h, isHead := rows[head]
		w, isWord := rows[word]
		if !isHead || !isWord || h == w {
			return
		}
		pair := [2]int{h, w}
		if at, ok := place[pair]; ok {
			links[at].weight = max(links[at].weight, weight)
			return
		}
		place[pair] = len(links)
		links = append(links, link{h, w, weight})
	}
	related.Each(func(head, words string) {
		for word := range strings.FieldsSeq(words) {
			last := len(word) - 1
			if tenths := int(word[last] - '0'); tenths >= leastRelated {
				add(head, word[:last], float64(tenths)/fullyRelated)
			}
		}
	})
	implied.Each(func(head, words string) {
		for word := range strings.FieldsSeq(words) {
			add(head, word, impliedWeight)
		}
	})
	if len(links) == 0 {
		return nil, fmt.Errorf("the lists in %s link no two stems of the table", dir)
	}
	return links, nil
}

func readList(dir, name string) (lang.List, error) {
	text, err := os.ReadFile(filepath.Join(dir, name))
	return lang.List(text), err
}
