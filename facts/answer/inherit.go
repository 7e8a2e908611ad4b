package answer

// A sentence that answers often does not name what the question is about: it says "the
// home's owner" after a sentence about a nursing home, or "it cost them". What stands
// in the sentences before then counts for it too, the more the plainer it refers there: the
// weight of a term there is multiplied with one of these, which are set by hand.
const (
	byNoun    = 0.8  // beside the noun that it repeats: the home
	besideAll = 0.5  // elsewhere in the sentence with that noun
	byPronoun = 0.55 // in the sentence before, which a pronoun refers to
	byFar     = 0.3  // in the one before that
	byPlace   = 0.25 // in the sentence before, which nothing refers to
)

const (
	backward  = 4  // sentences that a noun may refer back
	nounReach = 8  // words from a repeated noun that what goes with it may stand
	opening   = 12 // first words of a sentence in which a pronoun refers to another sentence
	nounPart  = 3  // words behind "its" or "the" in which its noun stands
)

// inherited gives the weight with which sentence id takes each term over from those before
// it, as in match.weight; 0 for a term that it does not take over.
func (m *matcher) inherited(id int) (out [maxTerms]float32) {
	if !m.canInherit(id) {
		return out
	}
	s := m.sentence(id)
	m.take(&out, id, 1, byPlace)
	nouns := 0 // how many of the next words may be the noun that refers back
	for i, w := range s.words {
		switch {
		case w.kind&beside != 0:
			continue
		case w.kind&pronoun != 0:
			if i < opening {
				m.take(&out, id, 1, byPronoun)
				m.take(&out, id, 2, byFar)
			}
			nouns = nounPart
			continue
		case w.kind&definite != 0:
			nouns = nounPart
			continue
		case w.kind&function != 0:
			nouns = 0
		}
		if nouns == 0 {
			continue
		}
		nouns--
		if w.stem >= 0 && w.kind&noun != 0 && w.kind&(clock|number|stop) == 0 {
			m.takeBeside(&out, id, w.stem)
		}
	}
	return out
}

// canInherit reports whether one of the sentences before sentence id has a term better.
func (m *matcher) canInherit(id int) bool {
	r := m.of(id)
	for step := 1; step <= backward && m.beside(id, -step); step++ {
		before := m.of(id - step)
		for i := range m.q.terms {
			if before.weight[i] > r.weight[i] {
				return true
			}
		}
	}
	return false
}

// take lets all that the sentence so many steps before has count for sentence id.
func (m *matcher) take(out *[maxTerms]float32, id, step int, weight float32) {
	if !m.beside(id, -step) {
		return
	}
	r := m.of(id - step)
	for i := range m.q.terms {
		out[i] = max(out[i], r.weight[i]*weight)
	}
}

// takeBeside lets what the last sentence before that has a noun has count for sentence id,
// most where it stands beside the noun.
func (m *matcher) takeBeside(out *[maxTerms]float32, id int, noun int32) {
	for step := 1; step <= backward && m.beside(id, -step); step++ {
		at := -1
		for k, w := range m.sentence(id - step).words {
			if w.stem == noun {
				at = k
			}
		}
		if at < 0 {
			continue
		}
		r := m.of(id - step)
		for i := range m.q.terms {
			weight := float32(besideAll)
			if p := int(r.at[i]); p >= 0 && p <= at+nounReach && p >= at-nounReach {
				weight = byNoun
			}
			out[i] = max(out[i], r.weight[i]*weight)
		}
		return
	}
}
