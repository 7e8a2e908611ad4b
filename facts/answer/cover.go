package answer

// covers fills the features of how a sentence has the words of the question, beside
// those that the matcher weighs as a whole.
func (m *matcher) covers(id int, r *match, v *vector) {
	q := m.q
	taken, soft := m.inherited(id), m.soft(id)
	var verbs, verbsAll, flat, flatTaken, flatSoft, asked float64
	heaviest := -1
	v[fAllMet] = 1
	for i := range q.terms {
		t := &q.terms[i]
		w, with := float64(r.weight[i]), float64(max(r.weight[i], taken[i]))
		v[fTaken] += t.weight * with / m.total
		if t.kind&verb != 0 && t.kind&name == 0 {
			verbs += w * t.weight
			verbsAll += t.weight
		}
		switch {
		case w >= asMeant || w == 0:
		case w >= related:
			v[fNearly] += t.weight / m.total
		default:
			v[fWeakly] += t.weight / m.total
		}
		if q.asking(i) {
			continue
		}
		asked++
		flat += w
		flatTaken += with
		flatSoft += max(w, float64(soft[i]))
		if heaviest < 0 || t.weight > q.terms[heaviest].weight {
			heaviest = i
		}
		if w < leastMet {
			v[fAllMet] = 0
		}
	}
	v[fVerbs] = share(verbs, verbsAll)
	v[fTakenTyped] = v[fTaken] * v[fTyped]
	v[fFlat], v[fFlatTaken], v[fFlatSoft] = share(flat, asked), share(flatTaken, asked), share(flatSoft, asked)
	if heaviest >= 0 {
		v[fHeaviest] = float64(r.weight[heaviest])
	} else {
		v[fAllMet] = 0
	}
}

// asMeant is the weight of a word from which it is the word of the question in some form, or
// another spelling of it, rather than one that means nearly the same: a little below that
// of the least of these, fullWeight.
const asMeant = otherForm - 0.05

// implied is the share of the question for which the sentence has nothing but a word that
// goes with it: "expire" with a contract.
func (m *matcher) implied(s *sentence, r *match) float64 {
	var best [maxTerms]float32
	for i := range s.words {
		for _, a := range m.useOf(s.words[i].stem).goes {
			best[a.term] = max(best[a.term], a.weight)
		}
	}
	sum := 0.0
	for i := range m.q.terms {
		if r.weight[i] < related && !m.q.asking(i) {
			sum += float64(best[i]) * m.q.terms[i].weight
		}
	}
	return share(sum, m.total)
}

// namesKind is 1 when the sentence has one of the kinds of what is asked for, which the
// question does not name.
func (m *matcher) namesKind(s *sentence) float64 {
	if m.q.focus < 0 || len(m.q.terms[m.q.focus].kinds) == 0 {
		return 0
	}
	for i := range s.words {
		if m.q.isKind(s.words[i].stem) && !m.met(s, i) {
			return 1
		}
	}
	return 0
}

// muchNew is from how many words that the question does not have on more of them tell no
// more.
const muchNew = 10

// novelty is how much the sentence says that the question does not have, 0 to 1.
func (m *matcher) novelty(s *sentence) float64 {
	n := 0.0
	for i, w := range s.words {
		if w.stem >= 0 && w.kind&(function|stop|mark|beside) == 0 && !m.met(s, i) {
			n++
		}
	}
	return min(n, muchNew) / muchNew
}

// refers is how plainly a sentence begins with something said before: 1 for "He", less for
// "The man".
func (s *sentence) refers() float64 {
	for _, w := range s.words {
		switch {
		case w.kind&(mark|stop) != 0:
		case w.kind&pronoun != 0:
			return 1
		case w.kind&definite != 0:
			return 0.5
		default:
			return 0
		}
	}
	return 0
}
