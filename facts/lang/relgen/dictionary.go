package main

import (
	_ "embed"
	"fmt"
	"strings"
)

// dictionaryLines say for the words that people ask with, the heads, what news says instead:
//
//	agenda = plan programme ; discuss talk topic ;
//	colour = shade tint ; paint ; red blue green
//
// Behind the equals sign stand words that mean nearly the same, words that sentences about
// the head often have, and, of what there are several kinds, the commonest.
//
//go:embed dictionary.txt
var dictionaryLines string

// The weights of what the dictionary says is nearly the same, in tenths: between
// those of WordNet's synonyms and of its broader words, as a line holds all senses of its head.
const (
	nearly    = 4 // of a word that stands for its head
	nearlyFor = 3 // of a head that stands for one of its words
)

// addDictionary adds the words of the dictionary that say nearly the same as its heads, and
// gives for the stems of the heads the stems of words that sentences about them often have
// (implied) and those of their kinds, parted by spaces.
func addDictionary(related map[string]map[string]int, lines string, stem func(string) string) (implied, kinds map[string]string, err error) {
	goes, sorts := map[string]map[string]bool{}, map[string]map[string]bool{}
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		head, rest, ok := strings.Cut(line, " = ")
		parts := strings.Split(rest, ";")
		if !ok || len(parts) != 3 || !listed(head) || !listed(strings.Fields(strings.ReplaceAll(rest, ";", " "))...) {
			return nil, nil, fmt.Errorf("dictionary.txt: %q is not a word, an equals sign and three lists", line)
		}
		head = stem(head)
		for _, w := range strings.Fields(parts[0]) {
			link(related, head, stem(w), nearly)
			link(related, stem(w), head, nearlyFor)
		}
		for i, to := range []map[string]map[string]bool{goes, sorts} {
			if to[head] == nil {
				to[head] = map[string]bool{}
			}
			for _, w := range strings.Fields(parts[i+1]) {
				to[head][stem(w)] = true
			}
		}
	}
	return values(goes, joined), values(sorts, joined), nil
}
