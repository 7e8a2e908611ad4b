package article

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What decides about a page's body.
const (
	evidence    = 0.5  // share of a block's word groups that must stand in the witness's text
	sure        = 0.8  // the same, for a block that stands elsewhere
	homeShare   = 0.75 // of the prose; less loses first paragraphs, more lets in what surrounds the story (0.60 and 0.85 measured worse)
	heavyMarks  = 0.4  // an element with more of the page's prose than this is the story, whatever it is called
	witnessGain = 4    // how much more a block weighs that the witness has
	shingle     = 4    // words in a group
)

// A witness is a text that claims to be the story: the articleBody of the page's
// metadata.
type witness map[string]struct{}

func newWitness(texts ...string) witness {
	w := witness{}
	for _, text := range texts {
		for group := range groups(text) {
			w[group] = struct{}{}
		}
	}
	return w
}

// groups are the runs of words of a text, in lower case.
func groups(text string) func(func(string) bool) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return func(yield func(string) bool) {
		for i := 0; i == 0 || i+shingle <= len(words); i++ {
			if !yield(strings.Join(words[i:min(i+shingle, len(words))], " ")) {
				return
			}
		}
	}
}

// has is the share of a text's word groups that the witness has.
func (w witness) has(text string) float64 {
	all, known := 0, 0
	for group := range groups(text) {
		all++
		if _, ok := w[group]; ok {
			known++
		}
	}
	return float64(known) / float64(all)
}

// story picks the blocks of the story. The title is the page's; the witness may be
// empty. The story's home is the innermost element that holds most of the page's prose;
// what the page calls something else, or what says so itself, is left out.
func story(all []block, stated witness, title string, livePage bool) []block {
	if len(all) == 0 {
		return nil
	}
	weigh := make([]float64, len(all))
	forgiven := forgive(all)
	for i := range all {
		all[i].marks &^= forgiven[i]
	}
	if livePage {
		setEntriesApart(all)
	}
	for i, b := range all {
		if !b.prose() || b.marks&(unseen|caption) != 0 {
			continue
		}
		weigh[i] = float64(b.words)
		if b.marks&apart != 0 {
			weigh[i] /= 10
		}
		if len(stated) > 0 && stated.has(b.text) > evidence {
			weigh[i] *= witnessGain
		}
	}
	home := home(all, weigh)
	flows := flowsOf(all, home)
	var kept []block
	seen := map[string]bool{}
	for i := range all {
		b := &all[i]
		if b.marks&(apart|unseen|caption) != 0 || rule(b.text) && b.text != "___" || furnished(b, title) {
			continue
		}
		inside := within(b.node, home)
		switch {
		case b.node.DataAtom == atom.H1 && len(kept) == 0: // the headline, if in other words
			continue
		case inside && (b.prose() || b.marks&heading != 0 || rule(b.text)):
		case inside && b.words >= 4 && closed(b.text):
		case inside && flows.short(b):
		case !inside && b.prose() && (flows.joins(b) || len(stated) > 0 && stated.has(b.text) > sure):
		default:
			continue
		}
		if b.words >= proseWords {
			if seen[b.text] {
				continue
			}
			seen[b.text] = true
		}
		kept = append(kept, *b)
	}
	return tidy(kept)
}

// closed reports whether a text ends as sentences do.
func closed(text string) bool {
	return strings.ContainsRune(".?!:;…\"”’»)", lastRune(text))
}

// forgive tells for each block which marks to ignore, since the element that has them
// holds most of the page's prose: pages call their main column "with-sidebar", too.
// Readers' remarks may well be longer than the story, so they are neither counted nor
// forgiven.
func forgive(all []block) []marks {
	total := 0
	prose := map[*html.Node]int{}
	remarked := remarkedIn(all)
	for i := range all {
		b := &all[i]
		if !b.prose() || remarked[i] {
			continue
		}
		total += b.words
		for n := b.node; n != nil; n = n.Parent {
			prose[n] += b.words
		}
	}
	heavy := func(words int) bool { return float64(words) > heavyMarks*float64(total) }
	own := map[*html.Node]marks{}
	ignored := make([]marks, len(all))
	for i := range all {
		if remarked[i] {
			continue
		}
		var strict marks
		for n := all[i].node; n != nil; n = n.Parent {
			if n.Type != html.ElementNode || heavy(prose[n]) {
				continue
			}
			m, ok := own[n]
			if !ok {
				m = ownMarks(n)
				own[n] = m
			}
			strict |= m
		}
		ignored[i] = all[i].marks & (apart | unseen | caption) &^ strict
	}
	return ignored
}

// remarkedIn tells which blocks are remarks of readers: they stand in an element named
// so that does not hold the headline.
func remarkedIn(all []block) []bool {
	headline := map[*html.Node]bool{} // elements around an h1
	for i := range all {
		if all[i].node.DataAtom == atom.H1 {
			for n := all[i].node; n != nil && !headline[n]; n = n.Parent {
				headline[n] = true
			}
		}
	}
	remarked := make([]bool, len(all))
	for i := range all {
		if all[i].marks&remarks == 0 {
			continue
		}
		for n := all[i].node; n != nil && !headline[n] && n.DataAtom != atom.Body; n = n.Parent {
			if ownMarks(n)&remarks != 0 {
				remarked[i] = true
				break
			}
		}
	}
	return remarked
}

// home is the innermost element that holds most of the weight.
func home(all []block, weigh []float64) *html.Node {
	total := 0.0
	sum := map[*html.Node]float64{}
	var root *html.Node
	for i := range all {
		total += weigh[i]
		for n := all[i].node; n != nil; n = n.Parent {
			sum[n] += weigh[i]
			root = n
		}
	}
	home := root
	for {
		var next *html.Node
		for c := home.FirstChild; c != nil; c = c.NextSibling {
			if sum[c] >= homeShare*total {
				next = c
			}
		}
		if next == nil || total == 0 {
			return home
		}
		if next.DataAtom == atom.P {
			return home
		}
		home = next
	}
}

func within(n, home *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == home {
			return true
		}
	}
	return false
}

// tidy drops what is left at the end: headings with nothing under them, and what
// stands below the last rule, when it is short.
func tidy(kept []block) []block {
	for i := len(kept) - 1; i > 0; i-- {
		if !rule(kept[i].text) {
			continue
		}
		below, all := 0, 0
		for j := range kept {
			all += kept[j].words
			if j > i {
				below += kept[j].words
			}
		}
		if below < 80 && 4*below < all || below < 30 {
			kept = kept[:i]
		}
	}
	kept = slices.DeleteFunc(kept, func(b block) bool { return rule(b.text) })
	for len(kept) > 0 && kept[len(kept)-1].marks&heading != 0 {
		kept = kept[:len(kept)-1]
	}
	return slices.Clip(kept)
}

func join(kept []block) string {
	var text strings.Builder
	for i := range kept {
		if i > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(kept[i].text)
	}
	return text.String()
}
