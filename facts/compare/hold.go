package compare

import (
	"cmp"
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// A Verdict says how an assertion stands to the articles.
type Verdict int

// The verdicts, the best last.
const (
	Absent  Verdict = iota // no article has it
	Differs                // an article has something else in its place
	Borne                  // an article says the same
)

// A Reason is what differs.
type Reason int

// The reasons.
const (
	NoReason     Reason = iota
	OtherValue          // another number for the same
	OtherMatter         // the number is for something else, or words are not there
	Negated             // one says that it is not so
	Unsure              // one says that it may be or will be so
	OtherSpeaker        // somebody else says it
	OtherWords          // nearly the same words
	NotInMarks          // the words are the article's own, in no quotation
)

// Held is an assertion that was held against articles.
type Held struct {
	Assertion
	Verdict Verdict
	Why     Reason   // where it differs
	Missing []string // words of the message that the proof has not, where these are the reason
	Proofs  []Proof  // what bears it out or differs, the best first
	Against []Proof  // of one that is borne out: other articles that say otherwise
}

// A Proof is a place in an article: a fact, or only the words of a sentence.
type Proof struct {
	Table    *facts.Table
	Sentence int
	Fact     int // into Table.Facts, or -1
	Mark     facts.Span
}

// maxProofs is how many places are shown for one assertion.
const maxProofs = 2

// A finding is a place with how well it fits.
type finding struct {
	Proof
	verdict Verdict
	why     Reason
	missing []string
	fit     float64
}

// Hold looks for an assertion in articles, which come in the order in which they are
// preferred.
func Hold(a Assertion, tables []*facts.Table) Held {
	var all []finding
	for _, t := range tables {
		if a.Quote {
			all = append(all, a.inWords(t)...)
		} else {
			all = append(all, a.inFigures(t)...)
		}
	}
	h := Held{Assertion: a}
	if len(all) == 0 {
		return h
	}
	slices.SortStableFunc(all, func(a, b finding) int {
		return cmp.Or(cmp.Compare(b.verdict, a.verdict), cmp.Compare(b.fit, a.fit))
	})
	best := all[0]
	h.Verdict, h.Why, h.Missing = best.verdict, best.why, a.written(best.missing)
	for _, f := range all {
		if f.verdict == best.verdict && f.why == best.why && len(h.Proofs) < maxProofs && (best.verdict == Differs || f.fit == best.fit) {
			h.Proofs = append(h.Proofs, f.Proof)
		}
	}
	if h.Verdict == Borne && !a.Quote {
		h.Against = against(h.Proofs[0], all)
	}
	return h
}

// written is the words of the message that have these stems.
func (a *Assertion) written(stems []string) (out []string) {
	for _, w := range words(a.Text) {
		if slices.Contains(stems, lang.Stem(strings.TrimSuffix(w, "'s"))) || slices.Contains(stems, lang.Stem(w)) {
			out = append(out, w)
		}
	}
	return out
}

// against is the places in other articles, or of other speakers, whose number for the same
// cannot be true together with a proof.
func against(p Proof, all []finding) (out []Proof) {
	own := Ref{p.Table, p.Fact}
	for _, f := range all {
		if f.why != OtherValue || len(out) == maxProofs {
			continue
		}
		other := Ref{f.Table, f.Fact}
		if other.Table == own.Table && sameSpeaker(own.Fact(), other.Fact()) {
			continue // who gives two numbers in one article means two things
		}
		if overlap(dayOf(own), dayOf(other)) && !compatible(own.Fact(), other.Fact()) {
			out = append(out, f.Proof)
		}
	}
	return out
}
