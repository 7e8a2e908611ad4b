// Package answer turns a question in plain words into the facts and sentences of
// fact tables that answer it, or into "not in the articles".
//
// A question is read for its intent (how many, who, when …), its focus (what is
// counted or chosen) and its terms, with typing errors mended (question.go, intent.go, focus.go,
// terms.go, mend.go). The sentences that share words with it are compared with it (match.go)
// and ranked (rank.go) by features that can be explained (features.go): the words that a
// sentence has (cover.go) or takes over from those before it (inherit.go), what it means
// (sense.go), whether it has what is wanted (typed.go, whenwhere.go, who.go) near those words
// (closest.go), and its tone (tone.go).
// Whether the best one answers is a learned confidence (sure.go, forest.go) under rules
// that forbid answers (refuse.go). The short answer is a fact or the stretch of the
// sentence that most looks like one (short.go, stretch.go, traits.go), or yes or no
// (truth.go). The weights are learned by the program in train.
package answer

import "byline/facts"

// An Answer is what the articles say to one question.
type Answer struct {
	Question   string  // as asked
	Read       string  // as understood: a follow-up is completed, see AskAfter
	Found      bool    // the articles answer the question
	Confidence float64 // 0 to 1: how likely they do; given also when Found is false

	// Short is the span that answers, as written in the first hit's sentence, or a
	// resolved name ("Yuriy Ignat, Air Force spokesman"). Empty when only the whole
	// sentence answers.
	Short string

	// Guess is true where other parts of the sentence are nearly as likely to be the short
	// answer, so that the sentence alone says more.
	Guess bool

	// Verdict is yes or no where the first hit's sentence plainly says so; its Mark has the
	// words that do.
	Verdict Verdict

	Hits []Hit // sentences, best first, given also when Found is false (the nearest ones)

	// Missing names what the question is about and the articles do not have
	// ("helicopters"), when that is known.
	Missing string
}

// A Hit is one sentence with the facts in it that bear on the question.
type Hit struct {
	Table    *facts.Table
	Sentence int
	Facts    []int      // indices into Table.Facts, best first; may be empty
	Mark     facts.Span // the part that answers; empty when the whole sentence does
	Score    float64
}

// Ask answers one question.
func (x *Index) Ask(text string) Answer {
	q := x.read(text)
	m := newMatcher(x, q)
	defer m.release()
	ranked := m.rank()
	a := Answer{Question: text, Read: text}
	_, confidence, missing, _ := m.judge(ranked)
	a.Confidence, a.Found = confidence, confidence >= threshold
	ranked = m.replied(ranked)
	for _, s := range ranked[:min(len(ranked), maxHits)] {
		a.Hits = append(a.Hits, m.hit(s))
	}
	if !a.Found {
		a.Missing = missing
		return a
	}
	a.Short, a.Hits[0].Mark, a.Hits[0].Facts, a.Guess = m.short(ranked[0].id)
	if v, where := m.verdict(ranked[0].id); v != Unsaid {
		a.Verdict, a.Hits[0].Mark = v, where
	}
	return a
}

// threshold is the confidence from which a question counts as answered;
// docs/accuracy.md has what other values would give.
const threshold = 0.5
