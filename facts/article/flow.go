package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flows are the elements that hold the story's paragraphs.
type flows struct {
	home  *html.Node
	words map[*html.Node]int // of the prose directly in an element
	total int
	named map[string]bool // the names of paragraphs and of what they stand in
}

func flowsOf(all []block, home *html.Node) *flows {
	f := &flows{home: home, words: map[*html.Node]int{}, named: map[string]bool{}}
	for i := range all {
		b := &all[i]
		if b.prose() && b.marks&(apart|unseen|caption) == 0 && within(b.node, home) {
			f.words[flow(b)] += b.words
			f.total += b.words
			if name := signature(b.node); name != "" {
				f.named[name] = true
			}
		}
	}
	return f
}

// flow is the element in which a block follows other blocks.
func flow(b *block) *html.Node {
	n := b.node
	if b.marks&item != 0 {
		for n.Parent != nil && n.DataAtom != atom.Ul && n.DataAtom != atom.Ol && n.DataAtom != atom.Dl {
			n = n.Parent
		}
	}
	if n.Parent == nil {
		return n
	}
	return n.Parent
}

// short reports whether a short line stands among the story's paragraphs.
func (f *flows) short(b *block) bool {
	return 2*b.linked < b.words && flowShare*f.words[flow(b)] >= f.total
}

// flowShare says how much of the prose a place must hold for short lines in it to
// belong to the story: one word in so many.
const flowShare = 6

// joins reports whether a paragraph outside of the story's home belongs to it: it
// stands beside the home, or is named like the paragraphs in it.
func (f *flows) joins(b *block) bool {
	if f.named[signature(b.node)] {
		return true
	}
	up := f.home.Parent
	for range 2 {
		if up == nil || up.DataAtom == atom.Body {
			return false
		}
		if flow(b) == up {
			return true
		}
		up = up.Parent
	}
	return false
}

// signature is how a page names a paragraph and the two elements around it; nothing
// when none has a class.
func signature(n *html.Node) string {
	var name strings.Builder
	classes := false
	for range 3 {
		if n == nil || n.Type != html.ElementNode {
			break
		}
		class := attribute(n, "class")
		classes = classes || class != ""
		name.WriteString(n.Data + "." + class[:min(len(class), longestNames)] + " ")
		n = n.Parent
	}
	if !classes {
		return ""
	}
	return name.String()
}
