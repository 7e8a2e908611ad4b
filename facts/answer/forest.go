package answer

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A forest is decision trees whose values are added up: the log odds that the articles
// answer a question. One doubt alone rarely decides; that words are missing says much
// when the question repeats the article's words, and little when it is a paraphrase.
// (Gradient boosting, Friedman 2001.)
type forest struct {
	base  float64
	nodes []node
	roots []int32 // indices into nodes
	usual doubts  // what each doubt mostly is: the medians of the questions learned from
}

// A node asks whether a doubt is below a cut, or is a leaf with a value.
type node struct {
	cut   float64 // in a leaf the value
	doubt doubt   // -1 in a leaf
	no    int32   // index of the node for doubts not below the cut; the other one follows this node
}

// odds is the sum of the trees' values: positive when an answer is likelier than none.
func (f *forest) odds(d *doubts) float64 {
	sum := f.base
	for _, at := range f.roots {
		n := &f.nodes[at]
		for n.doubt >= 0 {
			next := n.no
			if d[n.doubt] < n.cut {
				next = at + 1
			}
			at = next
			n = &f.nodes[at]
		}
		sum += n.cut
	}
	return sum
}

// confidence is how likely the articles answer, 0 to 1.
func (f *forest) confidence(d *doubts) float64 {
	return 1 / (1 + math.Exp(-f.odds(d)))
}

// reasons says of each doubt how much it raises the odds against its usual value.
func (f *forest) reasons(d *doubts) doubts {
	var out doubts
	odds := f.odds(d)
	for i := range d {
		other := *d
		other[i] = f.usual[i]
		out[i] = odds - f.odds(&other)
	}
	return out
}

// grow adds the tree that a line of the weights file describes: "doubt<cut", then the
// tree for doubts below the cut, then the one for the others; "=value" is a leaf.
func (f *forest) grow(line string, names map[string]doubt) error {
	fields := strings.Fields(line)
	f.roots = append(f.roots, int32(len(f.nodes)))
	rest, err := f.branch(fields, names)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%q stands behind the tree", rest[0])
	}
	return err
}

func (f *forest) branch(fields []string, names map[string]doubt) (rest []string, err error) {
	if len(fields) == 0 {
		return nil, fmt.Errorf("a branch is missing")
	}
	at := len(f.nodes)
	f.nodes = append(f.nodes, node{doubt: -1})
	if leaf, ok := strings.CutPrefix(fields[0], "="); ok {
		f.nodes[at].cut, err = strconv.ParseFloat(leaf, 64)
		return fields[1:], err
	}
	name, cut, _ := strings.Cut(fields[0], "<")
	d, ok := names[name]
	if !ok {
		return nil, fmt.Errorf("no doubt is named %q", name)
	}
	f.nodes[at].doubt = d
	if f.nodes[at].cut, err = strconv.ParseFloat(cut, 64); err != nil {
		return nil, err
	}
	if rest, err = f.branch(fields[1:], names); err != nil {
		return nil, err
	}
	f.nodes[at].no = int32(len(f.nodes))
	return f.branch(rest, names)
}
