package main

import (
	"math/bits"
	"path/filepath"
	"strconv"
	"strings"
)

// The weights of WordNet's relations, in tenths. Groups made by hand weigh more:
// they were made for news.
const (
	derived   = 7 // destroy, destruction
	synonym   = 5
	attribute = 4 // similar adjectives, entailment, cause
	broader   = 3 // one step up or down
)

type sense struct {
	words []string
	links []pointer
}

type pointer struct {
	kind   string
	synset string
	words  [2]int // source and target word number; 0 for all
}

type lemma struct {
	word   string
	senses []string // synset keys, most frequent first
	counts []int
	total  int
}

type wordNet struct {
	senses map[string]sense // by part of speech and offset
	lemmas []lemma          // one for each word and part of speech
	counts map[string]int   // uses of a word in the tagged texts
}

func readWordNet(dir string) (*wordNet, error) {
	wn := &wordNet{senses: map[string]sense{}, counts: map[string]int{}}
	counts := map[string]int{} // word, part of speech, sense number
	err := eachLine(filepath.Join(dir, "cntlist.rev"), func(line string) error {
		f := strings.Fields(line)
		word, key, ok := strings.Cut(f[0], "%")
		if !ok || len(f) < 3 {
			return nil
		}
		n, err := strconv.Atoi(f[2])
		wn.counts[word] += n
		counts[word+partOf(key[0])+f[1]] += n
		return err
	})
	if err != nil {
		return nil, err
	}
	for pos, name := range map[string]string{"n": "noun", "v": "verb", "a": "adj", "r": "adv"} {
		if err := eachLine(filepath.Join(dir, "data."+name), func(line string) error { return wn.addSense(pos, line) }); err != nil {
			return nil, err
		}
		err := eachLine(filepath.Join(dir, "index."+name), func(line string) error {
			if strings.HasPrefix(line, " ") {
				return nil
			}
			f := strings.Fields(line)
			n, err := strconv.Atoi(f[2])
			if err != nil || !plain(f[0]) {
				return err
			}
			l := lemma{word: f[0]}
			for i, off := range f[len(f)-n:] {
				c := counts[f[0]+pos+strconv.Itoa(i+1)]
				l.senses = append(l.senses, pos+off)
				l.counts = append(l.counts, c)
				l.total += c
			}
			wn.lemmas = append(wn.lemmas, l)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return wn, nil
}

func partOf(digit byte) string {
	switch digit {
	case '1':
		return "n"
	case '2':
		return "v"
	case '4':
		return "r"
	}
	return "a"
}

func (wn *wordNet) addSense(pos, line string) error {
	if strings.HasPrefix(line, " ") {
		return nil
	}
	f := strings.Fields(line)
	n, err := strconv.ParseInt(f[3], 16, 32)
	if err != nil {
		return err
	}
	var s sense
	for i := range int(n) {
		word, _, _ := strings.Cut(strings.ToLower(f[4+2*i]), "(")
		s.words = append(s.words, word)
	}
	rest := f[4+2*n:]
	m, err := strconv.Atoi(rest[0])
	if err != nil {
		return err
	}
	for i := range m {
		p := rest[1+4*i:]
		from, err := strconv.ParseInt(p[3][:2], 16, 32)
		if err != nil {
			return err
		}
		to, err := strconv.ParseInt(p[3][2:], 16, 32)
		if err != nil {
			return err
		}
		part := p[2]
		if part == "s" {
			part = "a"
		}
		s.links = append(s.links, pointer{kind: p[0], synset: part + p[1], words: [2]int{int(from), int(to)}})
	}
	wn.senses[pos+f[0]] = s
	return nil
}

// common says how common each stem is: 0 for words that were never met in the
// tagged texts, else 1 + log2 of the number of times, at most 9.
func (wn *wordNet) common(stem func(string) string) map[string]int {
	uses := map[string]int{}
	for _, l := range wn.lemmas {
		uses[stem(l.word)] += 0
	}
	for w, n := range wn.counts {
		if plain(w) {
			uses[stem(w)] += n
		}
	}
	for s, n := range uses {
		uses[s] = min(bits.Len(uint(n)), 9)
	}
	return uses
}

// tooCommon is how common a stem is that relates to everything, and so is no help as a
// related word. Nor are words so rare that no news text will have them (see rare in related).
const tooCommon = 9

// related links each stem to the stems of words that mean about the same, over
// the senses that are at all usual.
func (wn *wordNet) related(stem func(string) string, common map[string]int) map[string]map[string]int {
	out := map[string]map[string]int{}
	for _, l := range wn.lemmas {
		from := stem(l.word)
		for i, key := range l.senses {
			if i > 0 && l.counts[i]*4 < l.total || i > 2 {
				continue
			}
			s := wn.senses[key]
			add := func(words []string, weight int) {
				for _, w := range words {
					to := stem(w)
					rare := common[to] == 0 && weight < derived || common[from] == 0 && weight < synonym
					if plain(w) && len(w) > 2 && !rare && common[to] < tooCommon {
						link(out, from, to, weight)
					}
				}
			}
			add(s.words, synonym)
			narrower := 0
			for _, p := range s.links {
				target := wn.senses[p.synset]
				words := target.words
				if p.words[1] > 0 {
					if s.words[p.words[0]-1] != l.word {
						continue
					}
					words = words[p.words[1]-1 : p.words[1]]
				}
				switch p.kind {
				case "+", "\\":
					add(words, derived)
				case "&", "*", ">", "$":
					add(words, attribute)
				case "@":
					add(words, broader)
				case "~":
					if narrower++; narrower <= 8 {
						add(words, broader)
					}
				}
			}
		}
	}
	return out
}

// opposites links each stem to the stems that WordNet calls its antonyms.
func (wn *wordNet) opposites(stem func(string) string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, l := range wn.lemmas {
		from := stem(l.word)
		for _, key := range l.senses {
			s := wn.senses[key]
			for _, p := range s.links {
				if p.kind != "!" || p.words[0] == 0 || s.words[p.words[0]-1] != l.word {
					continue
				}
				to := wn.senses[p.synset].words[p.words[1]-1]
				if other := stem(to); plain(to) && other != from {
					if out[from] == nil {
						out[from] = map[string]bool{}
					}
					out[from][other] = true
				}
			}
		}
	}
	return out
}
