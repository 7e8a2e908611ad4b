// Command lexgen makes lexicon.txt and gazetteer.txt of facts/lang from the WordNet
// 3.0 database (Debian package wordnet-base) and the lists of function words and of
// newer places beside it:
//
//	go run ./facts/lang/lexgen -wordnet /usr/share/wordnet -out facts/lang
package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
)

//go:embed function.txt
var functionWords string

//go:embed places.txt
var newPlaces string

type word struct {
	classes map[byte]int   // class letter → how often WordNet's tagged texts use it so
	lemma   string         // of an irregular form
	form    byte           // P past, L plural
	fields  map[string]int // WordNet's file of a noun sense, "18" for people → how often, plus one
}

func main() {
	dir := flag.String("wordnet", "/usr/share/wordnet", "folder with data.noun, cntlist.rev and the exception lists")
	out := flag.String("out", "facts/lang", "folder to write to")
	flag.Parse()
	if err := run(*dir, *out); err != nil {
		log.Fatal(err)
	}
}

// fieldLetters names the files of noun senses that extraction asks for.
var fieldLetters = map[string]byte{"10": 'c', "14": 'g', "15": 'l', "18": 'p', "28": 't'}

func run(dir, outDir string) error {
	names := map[string]map[byte]bool{}
	words := map[string]*word{}
	get := func(s string) *word {
		if words[s] == nil {
			words[s] = &word{classes: map[byte]int{}, fields: map[string]int{}}
		}
		return words[s]
	}
	for letter, name := range map[byte]string{'n': "noun", 'v': "verb", 'a': "adj", 'r': "adv"} {
		if err := lines(filepath.Join(dir, "data."+name), func(line string) {
			// offset lexfile type count(hex) word lexid word lexid …
			f := strings.Fields(line)
			if strings.HasPrefix(line, " ") || len(f) < 6 {
				return
			}
			n, err := strconv.ParseInt(f[3], 16, 32)
			if err != nil {
				return
			}
			for i := 0; i < int(n); i++ {
				w, _, _ := strings.Cut(f[4+2*i], "(") // "galore(ip)" marks a position
				if plain(w) {
					get(w).classes[letter] += 0
					if letter == 'n' {
						get(w).fields[f[1]]++
					}
				} else {
					addName(names, w, letter, f[1], strings.Contains(line, " @i "))
				}
			}
		}); err != nil {
			return err
		}
	}
	for place := range strings.Lines(newPlaces) {
		if place = strings.TrimSpace(place); place[0] != '#' {
			addName(names, place, 'n', "15", true)
		}
	}
	letters := map[byte]byte{'1': 'n', '2': 'v', '3': 'a', '4': 'r', '5': 'a'}
	if err := lines(filepath.Join(dir, "cntlist.rev"), func(line string) {
		// said%2:32:00:: 1 2772
		f := strings.Fields(line)
		w, rest, ok := strings.Cut(f[0], "%")
		if n, err := strconv.Atoi(f[len(f)-1]); ok && err == nil && words[w] != nil {
			words[w].classes[letters[rest[0]]] += n
			if rest[0] == '1' {
				words[w].fields[rest[2:4]] += 10 * n // a counted use outweighs any number of listed senses
			}
		}
	}); err != nil {
		return err
	}
	for name, form := range map[string]byte{"verb.exc": 'P', "noun.exc": 'L'} {
		if err := lines(filepath.Join(dir, name), func(line string) {
			f := strings.Fields(line)
			if len(f) < 2 || !plain(f[0]) || !plain(f[1]) || f[0] == f[1] || words[f[1]] == nil {
				return
			}
			switch {
			case form == 'P' && (strings.HasSuffix(f[0], "ing") || strings.HasSuffix(f[0], "s")):
				return // regular enough for the endings
			case form == 'L' && words[f[1]].total() == 0:
				return
			}
			if w := get(f[0]); w.lemma == "" {
				w.lemma, w.form = f[1], form
			}
		}); err != nil {
			return err
		}
	}
	for _, w := range strings.Fields(functionWords) {
		words[w] = &word{classes: map[byte]int{'f': 1}}
	}
	keys := make([]string, 0, len(words))
	for k, w := range words {
		// rare words that only name a thing add size and nothing else
		if _, verb := w.classes['v']; w.total() > 0 || verb || w.lemma != "" || len(w.classes) > 1 || len(k) < 9 {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	var out bytes.Buffer
	for _, k := range keys {
		w := words[k]
		fmt.Fprint(&out, k, "\t")
		if w.lemma != "" {
			fmt.Fprintf(&out, "=%s %c", w.lemma, w.form)
		}
		fmt.Fprintln(&out, w.letters()+w.field())
	}
	if err := os.WriteFile(filepath.Join(outDir, "lexicon.txt"), out.Bytes(), 0o644); err != nil {
		return err
	}
	out.Reset()
	for _, k := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(&out, "%s\t%s\n", k, string(slices.Sorted(maps.Keys(names[k]))))
	}
	return os.WriteFile(filepath.Join(outDir, "gazetteer.txt"), out.Bytes(), 0o644)
}

// addName keeps what WordNet knows of capitalised names: l places, g groups,
// d demonyms ("Ukrainian", noun or adjective), f first words of people's names. An
// instance is one person, whose surname is no demonym however it ends.
func addName(names map[string]map[byte]bool, w string, class byte, file string, instance bool) {
	if w[0] < 'A' || w[0] > 'Z' || len(w) < 2 {
		return
	}
	put := func(key string, letter byte) {
		key = strings.ToLower(strings.ReplaceAll(key, "_", " "))
		if names[key] == nil {
			names[key] = map[byte]bool{}
		}
		names[key][letter] = true
	}
	first, rest, several := strings.Cut(w, "_")
	switch {
	case class == 'a' && !several, class == 'n' && file == "18" && !several && !instance && strings.HasSuffix(w, "n"):
		put(w, 'd')
	case class != 'n':
	case file == "15", file == "17": // places; continents, rivers and mountains
		put(w, 'l')
	case file == "14":
		put(w, 'g')
	case file == "18" && several && rest[0] >= 'A' && rest[0] <= 'Z' && !strings.Contains(first, ".") && first != "Saint" && first != "Sir":
		put(first, 'f')
	}
}

// field is a slash and the letter of the file that most uses of a noun belong to.
func (w *word) field() string {
	best, most, total := "", 0, 0
	for f, n := range w.fields {
		total += n
		if n > most || n == most && f < best {
			best, most = f, n
		}
	}
	if l := fieldLetters[best]; l != 0 && 2*most >= total {
		return "/" + string(l)
	}
	return ""
}

func (w *word) total() (n int) {
	for _, c := range w.classes {
		n += c
	}
	return n
}

// letters names the classes; the most frequent one is upper case when it has at
// least half of all uses.
func (w *word) letters() string {
	var b strings.Builder
	total := w.total()
	for _, c := range []byte("fnvar") {
		if n, ok := w.classes[c]; ok {
			if c != 'f' && (len(w.classes) == 1 || total > 0 && 2*n >= total) {
				c -= 'a' - 'A'
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

func plain(w string) bool {
	for i := 0; i < len(w); i++ {
		if c := w[i]; (c < 'a' || c > 'z') && !(c == '-' && i > 0) {
			return false
		}
	}
	return len(w) > 1
}

func lines(path string, each func(string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		each(s.Text())
	}
	return s.Err()
}
