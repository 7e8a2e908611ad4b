package answer

import (
	"math"
	"runtime"
	"slices"
	"sync"

	"byline/facts"
)

// Index answers questions over the fact tables of one library. It is immutable and safe
// for concurrent use; With and Without make others, which share with it what they have in
// common.
//
// It is a list of segments, the one added last first. An article more is a segment of its
// own, which is merged with the one behind it once that is no larger, so that there are few
// segments and an article is merged a few times only.
type Index struct {
	weights    func() *weights // read when something is ranked
	vocabulary *vocabulary
	stems      []stemEntry // of the vocabulary, those that the segments have among them
	kinds      []class
	segments   []*segment
	first      []int // of each segment: its first sentence among all
	before     []int // of each segment: the articles in those before it
	sentences  int
	places     []int32    // of each article among all by age, 0 being the newest; nil where they stand in that order
	scratches  *sync.Pool // of *scratch
}

// Articles in one segment. More would make a merge noticeable, fewer would make more places
// to look up each word in.
const (
	segmentMost  = 1024
	segmentLeast = 64 // when several are built at once
)

// New builds the index of these tables, newest article first.
func New(tables ...*facts.Table) *Index {
	sources := make([]Source, len(tables))
	for i, t := range tables {
		sources[i] = t
	}
	return Open(sources...)
}

// Open builds the index of articles whose tables need not stay in memory, newest first. It
// uses all processors.
func Open(sources ...Source) *Index {
	v := newVocabulary()
	workers := runtime.GOMAXPROCS(0)
	size := min(max((len(sources)+workers-1)/workers, segmentLeast), segmentMost)
	chunks := slices.Collect(slices.Chunk(sources, size))
	segments := make([]*segment, len(chunks))
	next := make(chan int, len(chunks))
	for i := range chunks {
		next <- i
	}
	close(next)
	var wg sync.WaitGroup
	for range min(workers, len(chunks)) {
		wg.Go(func() {
			r := newReader(v)
			for i := range next {
				if r.full() {
					r = newReader(v)
				}
				b := &builder{reader: r}
				for _, s := range chunks[i] {
					b.add(s)
				}
				segments[i] = b.segment()
			}
		})
	}
	wg.Wait()
	return newIndex(learned, v, segments, nil)
}

func newIndex(w func() *weights, v *vocabulary, segments []*segment, places []int32) *Index {
	x := &Index{weights: w, vocabulary: v, segments: segments, places: places, scratches: new(sync.Pool)}
	x.stems, x.kinds = v.all()
	articles := 0
	for _, s := range segments {
		x.first, x.before = append(x.first, x.sentences), append(x.before, articles)
		x.sentences += int(s.sentences)
		articles += len(s.docs)
	}
	return x
}

// With is the index with one more article, the newest. The old index goes on answering
// without it.
func (x *Index) With(t *facts.Table) *Index { return x.Insert(0, t) }

// Insert is With for an article that so many others are newer than, and whose table need
// not stay in memory.
func (x *Index) Insert(newer int, s Source) *Index {
	b := newBuilder(x.vocabulary)
	b.add(s)
	places := x.places
	if n := x.Articles(); places != nil || newer > 0 {
		places = make([]int32, 1, n+1)
		places[0] = int32(min(newer, n))
		for i := range n {
			p := x.place(i)
			if p >= places[0] {
				p++
			}
			places = append(places, p)
		}
	}
	return newIndex(x.weights, x.vocabulary, tidy(append([]*segment{b.segment()}, x.segments...)), places)
}

// Without is the index without the articles of these names (see facts.Article.Name). The
// old index goes on answering with them.
func (x *Index) Without(names ...string) *Index {
	gone := func(d *document) bool { return slices.Contains(names, d.name) }
	var segments []*segment
	var left []int32 // the places of the articles that are left
	for k, s := range x.segments {
		for i := range s.docs {
			if !gone(&s.docs[i]) {
				left = append(left, x.place(x.before[k]+i))
			}
		}
		if slices.ContainsFunc(s.docs, func(d document) bool { return gone(&d) }) {
			s = s.without(x.vocabulary, gone)
		}
		if s != nil {
			segments = append(segments, s)
		}
	}
	if x.places == nil {
		left = nil
	}
	return newIndex(x.weights, x.vocabulary, tidy(segments), closed(left))
}

// closed is places without gaps.
func closed(places []int32) []int32 {
	inOrder := slices.Sorted(slices.Values(places))
	for i, p := range places {
		at, _ := slices.BinarySearch(inOrder, p)
		places[i] = int32(at)
	}
	return places
}

// place is how many articles are newer than article number doc.
func (x *Index) place(doc int) int32 {
	if x.places == nil {
		return int32(doc)
	}
	return x.places[doc]
}

// Articles is the number of articles in the index.
func (x *Index) Articles() int {
	n := 0
	for _, s := range x.segments {
		n += len(s.docs)
	}
	return n
}

// tidy merges neighbours of which the older is no larger than the newer.
func tidy(segments []*segment) []*segment {
	for i := 0; i+1 < len(segments); {
		a, b := len(segments[i].docs), len(segments[i+1].docs)
		if a < b || a+b > segmentMost {
			i++
			continue
		}
		segments = slices.Replace(segments, i, i+2, merge(segments[i], segments[i+1]))
		i = max(i-1, 0)
	}
	return segments
}

// find is the number of a stem that an article of the index has, or means, and how often
// the index has it.
func (x *Index) find(stem string) (id int32, c count, ok bool) {
	id, known := x.vocabulary.find(stem)
	if !known {
		return 0, count{}, false
	}
	for _, s := range x.segments {
		if i, here := slices.BinarySearch(s.stems, id); here {
			c, ok = c.plus(s.counts[i]), true
		}
	}
	return id, c, ok
}

// count is how often the index has a stem.
func (x *Index) count(stem int32) (c count) {
	for _, s := range x.segments {
		d, _, _ := s.of(stem)
		c = c.plus(d)
	}
	return c
}

// spells reports whether an article of the index has a spelling.
func (x *Index) spells(word int32) bool {
	return slices.ContainsFunc(x.segments, func(s *segment) bool { return s.has(word) })
}

// age is the place of the article of sentence id.
func (x *Index) age(id int) int32 {
	if x.places == nil {
		return 0 // the order of the sentences says it
	}
	k, doc := x.locate(id)
	return x.place(x.before[k] + doc)
}

// newer reports whether a sentence stands in a newer article than another.
func (x *Index) newer(id, other int) bool {
	if a, b := x.age(id), x.age(other); a != b {
		return a < b
	}
	k, doc := x.locate(id)
	l, otherDoc := x.locate(other)
	return id < other && (k != l || doc != otherDoc)
}

// locate is where sentence id stands.
func (x *Index) locate(id int) (segment, doc int) {
	at, found := slices.BinarySearch(x.first, id)
	for found && at+1 < len(x.first) && x.first[at+1] == id { // segments without a sentence
		at++
	}
	if !found {
		at--
	}
	return at, x.segments[at].document(int32(id - x.first[at]))
}

// rarity weighs a stem by how few sentences have it (inverse document frequency)
// and by how uncommon it is in English (see lang.Commonness): in an article of twenty sentences
// the first alone says little.
func (x *Index) rarity(c count, commonness int) float64 {
	n, df := float64(x.sentences), float64(c.sentences)
	idf := math.Log(1 + (n-df+0.5)/(df+0.5))
	return max(idf, 0.1) * (1 - 0.06*max(float64(commonness), 0))
}
