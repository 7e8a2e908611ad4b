package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// setEntriesApart marks the entries of a live page, if something is left without them:
// the story is what stands above the stream.
func setEntriesApart(all []block) {
	repeated := map[*html.Node]bool{}
	alike := map[*html.Node]int{} // children of an element with a heading or time that are named alike
	for i := range all {
		if all[i].marks&heading == 0 {
			continue
		}
		for n, up := all[i].node, 0; n != nil && n.Parent != nil && up < 6; n, up = n.Parent, up+1 {
			if !repeated[n] && n.DataAtom != atom.P && all[i].node != n {
				repeated[n] = true
				alike[n.Parent]++
			}
		}
	}
	left := 0
	entry := make([]bool, len(all))
	for i := range all {
		for n := all[i].node; n != nil && n.Parent != nil; n = n.Parent {
			if repeated[n] && alike[n.Parent] >= fewestEntries {
				entry[i] = true
				break
			}
		}
		if !entry[i] && all[i].prose() && all[i].marks&(apart|unseen|caption) == 0 {
			left += all[i].words
		}
	}
	if left < leastProse {
		return
	}
	for i := range all {
		if entry[i] {
			all[i].marks |= apart
		}
	}
}

const fewestEntries = 4 // of a live page
