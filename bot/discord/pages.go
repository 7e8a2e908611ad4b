package discord

import "slices"

// A page has about ten lines, so that it is read at a glance. A reply with a few more is
// one page all the same.
const (
	perPage = 10
	onePage = 12
)

// An entry is what stays together on a page: a fact with the line that says what it
// belongs to and the source it cites, or a source that no fact cites.
type entry struct {
	group  int // index of that line among the facts; -1 for none
	fact   int // likewise; -1 for none
	source int // index among the sources; -1 for none
}

// pages takes blocks apart into pages whose lines take at most room characters where that
// is possible. Every page has the answer and the heading, and with its facts just the
// sources that they cite, under the numbers of the whole reply. Notes and examples stand
// on the first.
func (b blocks) pages(room int) []blocks {
	entries := b.entries()
	most := perPage
	if len(entries) <= onePage {
		most = onePage
	}
	used := func(p blocks) int {
		return size(paragraphs(p.factLines(), p.notes, p.sourceLines(), p.examples))
	}
	empty := b
	empty.facts, empty.sources = nil, nil
	page, on := empty, 0
	var pages []blocks
	for i, e := range entries {
		next := b.with(page, e, i > 0 && on > 0 && entries[i-1].group == e.group)
		if on > 0 && (on == most || used(next) > room) {
			pages = append(pages, page)
			page, on = empty, 0
			page.notes, page.examples = nil, nil
			next = b.with(page, e, false)
		}
		page, on = next, on+1
	}
	if len(pages) == 0 {
		return []blocks{b}
	}
	pages = append(pages, page)
	for i := range pages {
		pages[i].page, pages[i].of = i+1, len(pages)
	}
	return pages
}

// entries are the facts in their order, then the sources that none of them cites.
func (b blocks) entries() []entry {
	var list []entry
	cited := map[int]bool{}
	index := map[int]int{}
	for i, s := range b.sources {
		index[s.number] = i
	}
	group := -1
	for i, f := range b.facts {
		at, ok := index[f.cites]
		if !ok {
			at = -1
		}
		cited[at] = true
		switch {
		case !f.group:
			list = append(list, entry{group, i, at})
		case i+1 == len(b.facts) || b.facts[i+1].group: // nothing stands below it
			list, group = append(list, entry{-1, i, at}), -1
		default:
			group = i
		}
	}
	for i := range b.sources {
		if !cited[i] {
			list = append(list, entry{-1, -1, i})
		}
	}
	return list
}

// with is a page with one more entry.
func (b blocks) with(page blocks, e entry, sameGroup bool) blocks {
	if e.group >= 0 && !sameGroup {
		page.facts = append(slices.Clip(page.facts), b.facts[e.group])
	}
	if e.fact >= 0 {
		page.facts = append(slices.Clip(page.facts), b.facts[e.fact])
	}
	if e.source >= 0 && !slices.Contains(page.sources, b.sources[e.source]) {
		page.sources = append(slices.Clip(page.sources), b.sources[e.source])
		slices.SortFunc(page.sources, func(a, b source) int { return a.number - b.number })
	}
	return page
}
