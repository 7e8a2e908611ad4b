// Command relgen makes the word lists of facts/lang that say which words belong
// together: forms.txt (irregular forms), common.txt (how common a stem is),
// related.txt (related stems with weights), implied.txt (stems that sentences about a stem
// often have), kinds.txt (stems of its kinds), phrases.txt (what can stand for phrases of
// several words) and opposites.txt (stems that exclude each other). It reads the WordNet 3.0 database (Debian
// package wordnet-base) and the groups, the dictionary, the phrases and the forms kept beside it:
//
//	go run ./facts/lang/relgen -wordnet /usr/share/wordnet -out facts/lang/lists
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
	"strconv"
	"strings"

	"github.com/kljensen/snowball/english"
)

//go:embed groups.txt
var groupLines string

//go:embed phrases.txt
var phraseLines string

//go:embed keep.txt
var keepLines string

//go:embed forms.txt
var formLines string

const header = "# Made by facts/lang/relgen from WordNet 3.0, Copyright 2006 by Princeton University\n" +
	"# (WordNet licence), and from relgen/groups.txt, dictionary.txt and phrases.txt.\n"

func main() {
	dir := flag.String("wordnet", "/usr/share/wordnet", "folder of the WordNet database")
	out := flag.String("out", "facts/lang/lists", "folder for the lists")
	flag.Parse()
	if err := run(*dir, *out); err != nil {
		log.Fatal(err)
	}
}

func run(dir, out string) error {
	forms, err := readForms(dir)
	if err != nil {
		return err
	}
	stem := func(w string) string {
		if s, ok := forms[w]; ok {
			return s
		}
		return english.Stem(w, true)
	}
	wn, err := readWordNet(dir)
	if err != nil {
		return err
	}
	common := wn.common(stem)
	related := wn.related(stem, common)
	if err := addGroups(related, groupLines, stem); err != nil {
		return err
	}
	implied, kinds, err := addDictionary(related, dictionaryLines, stem)
	if err != nil {
		return err
	}
	standing, err := phrases(phraseLines, stem)
	if err != nil {
		return err
	}
	for name, lines := range map[string]map[string]string{
		"common.txt":    values(common, strconv.Itoa),
		"forms.txt":     forms,
		"related.txt":   values(related, best),
		"implied.txt":   implied,
		"kinds.txt":     kinds,
		"phrases.txt":   standing,
		"opposites.txt": values(wn.opposites(stem), joined),
	} {
		if err := write(filepath.Join(out, name), lines); err != nil {
			return err
		}
	}
	return nil
}

// values is a map with its values as the lists have them.
func values[V any](m map[string]V, text func(V) string) map[string]string {
	out := make(map[string]string, len(m))
	for k, v := range m {
		out[k] = text(v)
	}
	return out
}

// joined is a set of stems in order, parted by spaces.
func joined[V any](set map[string]V) string {
	return strings.Join(slices.Sorted(maps.Keys(set)), " ")
}

// maxRelated bounds the related stems of one stem, so that a question stays cheap.
const maxRelated = 48

// best writes the strongest related stems as "stem7 stem3", weight in tenths.
func best(to map[string]int) string {
	stems := slices.Collect(maps.Keys(to))
	slices.SortFunc(stems, func(a, b string) int {
		if to[a] != to[b] {
			return to[b] - to[a]
		}
		return strings.Compare(a, b)
	})
	var b strings.Builder
	for i, s := range stems {
		if i == maxRelated {
			break
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%s%d", s, to[s])
	}
	return b.String()
}

// write writes a list as lang.List reads it: lines in order, each a key, a tab and its value.
// What has no value is left out.
func write(name string, lines map[string]string) error {
	var b bytes.Buffer
	b.WriteString(header)
	for _, k := range slices.Sorted(maps.Keys(lines)) {
		if lines[k] != "" {
			fmt.Fprintf(&b, "%s\t%s\n", k, lines[k])
		}
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}

// readForms reads irregular nouns and verbs. Forms whose regular stem is right
// already are left out, and so are those that are better known as words of their
// own (relgen/keep.txt). Some regular forms are added that the algorithm stems wrongly
// (relgen/forms.txt).
func readForms(dir string) (map[string]string, error) {
	keep := map[string]bool{}
	for _, w := range strings.Fields(keepLines) {
		keep[w] = true
	}
	forms := map[string]string{}
	for line := range strings.Lines(formLines) {
		if f := strings.Fields(line); len(f) == 2 {
			forms[f[0]] = english.Stem(f[1], true)
		}
	}
	for _, name := range []string{"verb.exc", "noun.exc"} {
		err := eachLine(filepath.Join(dir, name), func(line string) error {
			f := strings.Fields(line)
			if len(f) < 2 || !plain(f[0]) || !plain(f[1]) || keep[f[0]] || forms[f[0]] != "" {
				return nil
			}
			if s := english.Stem(f[1], true); s != english.Stem(f[0], true) {
				forms[f[0]] = s
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return forms, nil
}

// addGroups adds the hand-made groups: each line is a weight in tenths and words
// that all mean each other; with ">" behind the first word, only the first word
// stands for the others ("kremlin > russia").
func addGroups(related map[string]map[string]int, lines string, stem func(string) string) error {
	for line := range strings.Lines(lines) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		weight, err := strconv.Atoi(f[0])
		if err != nil || weight < 1 || weight > 9 {
			return fmt.Errorf("groups.txt: %q does not begin with a weight from 1 to 9", strings.TrimSpace(line))
		}
		words := f[1:]
		oneWay := len(words) > 1 && words[1] == ">"
		if oneWay {
			words = append(words[:1], words[2:]...)
		}
		for i, a := range words {
			for j, b := range words {
				if i != j && (!oneWay || i == 0) {
					link(related, stem(a), stem(b), weight)
				}
			}
		}
	}
	return nil
}

// phrases writes for the stems of each phrase's first two words what may follow and what
// can stand for the whole: "come to light = reveal" becomes "come to", "light=reveal". Several
// are parted by semicolons, those with most words first.
func phrases(lines string, stem func(string) string) (map[string]string, error) {
	var split [][2][]string
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		left, right, ok := strings.Cut(line, "=")
		phrase, means := strings.Fields(left), strings.Fields(right)
		if !ok || len(phrase) < 2 || len(means) == 0 || !listed(phrase...) || !listed(means...) {
			return nil, fmt.Errorf("phrases.txt: %q is not a phrase, an equals sign and words", line)
		}
		for _, words := range [][]string{phrase, means} {
			for i := range words {
				words[i] = stem(words[i])
			}
		}
		split = append(split, [2][]string{phrase, means})
	}
	slices.SortStableFunc(split, func(a, b [2][]string) int { return len(b[0]) - len(a[0]) })
	out := map[string]string{}
	for _, p := range split {
		first, rest := p[0][0]+" "+p[0][1], strings.Join(p[0][2:], " ")+"="+strings.Join(p[1], " ")
		if out[first] != "" {
			rest = out[first] + ";" + rest
		}
		out[first] = rest
	}
	return out, nil
}

// link adds b to the stems that can stand for a, with the greater of two weights in tenths.
func link(related map[string]map[string]int, a, b string, weight int) {
	if a == b {
		return
	}
	if related[a] == nil {
		related[a] = map[string]int{}
	}
	related[a][b] = max(related[a][b], weight)
}

func eachLine(name string, f func(line string) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if err := f(lines.Text()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return lines.Err()
}

// listed reports whether these are words as the dictionary and the phrases have them: lower-case
// letters and digits, none of the marks that part them.
func listed(words ...string) bool {
	for _, w := range words {
		if strings.Trim(w, "abcdefghijklmnopqrstuvwxyz0123456789") != "" || w == "" {
			return false
		}
	}
	return true
}

// plain reports whether a word is one lower-case English word.
func plain(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return w != ""
}
