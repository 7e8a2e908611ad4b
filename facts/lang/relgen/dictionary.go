package main

import (
	_ "embed"
	"fmt"
	"strings"
)

// dictionaryLines say for the words that people ask with what news says instead:
//
//	agenda = plan programme ; discuss talk topic ;
//	colour = shade tint ; paint ; red blue green
//
// Behind the equals sign stand words that mean nearly the same, words that a sentence
// which answers often has, and, of what can be chosen from, its commonest kinds.
//
//go:embed dictionary.txt
var dictionaryLines string

// The weights of what the dictionary says is nearly the same, in tenths: of a word that
// stands for its head, and of the head where it stands for the word.
const (
	nearly    = 4
	nearlyFor = 3
)

// addDictionary adds the words of the dictionary that say nearly the same as its heads, and
// gives for each stem the stems that it implies and those of its kinds.
func addDictionary(related map[string]map[string]int, lines string, stem func(string) string) (implied, kinds map[string]string, err error) {
	goes, sorts := map[string]map[string]bool{}, map[string]map[string]bool{}
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		head, rest, ok := strings.Cut(line, " = ")
		parts := strings.Split(rest, ";")
		if !ok || len(parts) != 3 {
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
