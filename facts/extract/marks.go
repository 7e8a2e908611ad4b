package extract

import "byline/facts/lang"

// A quotation is one stretch between quotation marks.
type quotation struct {
	run          // its content, marks excluded
	open    int  // the opening mark
	close   int  // the closing mark, or -1 when the quotation runs to the paragraph's end
	single  bool // single marks
	inside  int  // the quotation it is nested in, or -1
	goesOn  bool // the next paragraph's first quotation continues it
	resumes bool // it continues the quotation of the paragraph before
}

// quotations pairs the marks of each paragraph. Marks of both shapes may be mixed;
// a quotation without a closing mark runs to the end of its paragraph when the next
// paragraph opens with a mark again, or when it began as a sentence.
func (d *doc) quotations() {
	for p := 0; p+1 < len(d.paras); p++ {
		d.pairMarks(d.para(p))
	}
	for i := range d.quotes {
		q := &d.quotes[i]
		for t := q.first; t <= q.last; t++ {
			d.quoteOf[t] = i // inner quotations come later and win
		}
		if q.goesOn {
			for j := i + 1; j < len(d.quotes); j++ {
				if d.quotes[j].inside < 0 {
					d.quotes[j].resumes = true
					break
				}
			}
		}
	}
}

func (d *doc) pairMarks(p run) {
	spoken := len(d.quotes)
	d.dashSpeech(p)
	defer d.nest(spoken, len(d.quotes))
	open := -1 // the double mark that is open
	for i := p.first; i <= p.last; i++ {
		t := d.toks[i]
		if t.Kind != lang.Mark || isSingle(t.Word.Text) {
			continue
		}
		if i > p.first && d.is(i-1, "=") || open >= 0 && d.is(open-1, "=") { // an attribute of markup
			open = i
			if !d.is(i-1, "=") {
				open = -1
			}
			continue
		}
		switch side := d.side(i, p, open >= 0); {
		case side == opening && open >= 0:
			// the earlier mark was never closed: its quotation ends with the last
			// sentence before this one, if it is one
			if d.sentOf[i] != d.sentOf[open] && i-1 > open+1 {
				d.addQuote(quotation{run: run{open + 1, i - 1}, open: open, close: -1})
			}
			open = i
		case side == opening:
			open = i
		case open >= 0:
			if i > open+1 {
				d.addQuote(quotation{run: run{open + 1, i - 1}, open: open, close: i})
			}
			open = -1
		}
	}
	if open >= 0 && open < p.last {
		next := p.last + 1
		goesOn := next < len(d.toks) && d.toks[next].Kind == lang.Mark && !isSingle(d.toks[next].Word.Text)
		if goesOn || d.beginsClause(open) {
			d.addQuote(quotation{run: run{open + 1, p.last}, open: open, close: -1, goesOn: goesOn})
		}
	}
	d.pairSingle(p)
}

// nest puts the quotations behind those from first to last inside the ones that hold them.
func (d *doc) nest(first, last int) {
	for j := last; j < len(d.quotes) && last > first; j++ {
		for k := first; k < last; k++ {
			if o := d.quotes[k]; o.first <= d.quotes[j].open && d.quotes[j].last <= o.last {
				d.quotes[j].inside = k
			}
		}
	}
}

// addQuote keeps a quotation, with the ones in single marks it holds to follow.
func (d *doc) addQuote(q quotation) {
	q.inside = -1
	d.quotes = append(d.quotes, q)
}

type markSide int

const (
	opening markSide = iota
	closing
)

// side decides what a double mark does. White space beside it decides first, since
// curly marks are often mistyped; then its shape; then what is open.
func (d *doc) side(i int, p run, isOpen bool) markSide {
	t := d.toks[i]
	before := t.Space || i == p.first || d.is(i-1, "(") || d.is(i-1, "[") || d.is(i-1, "—") || d.is(i-1, "–") || d.is(i-1, "-")
	after := i == p.last || d.toks[i+1].Space
	if i < p.last && d.toks[i+1].Kind == lang.Punct && !d.is(i+1, "$") && !d.is(i+1, "[") && !d.is(i+1, "…") && !d.is(i+1, "#") && !d.is(i+1, "@") && !d.is(i+1, "(") {
		after = true
	}
	switch {
	case before && !after:
		return opening
	case after && !before:
		return closing
	}
	switch t.Word.Text {
	case "“", "„", "«", "‟", "「":
		if isOpen && t.Word.Text == "“" && i > p.first && d.toks[i-1].Kind == lang.Punct {
			return closing
		}
		return opening
	case "”", "»", "」":
		return closing
	}
	if isOpen {
		return closing
	}
	return opening
}

func isSingle(mark string) bool {
	switch mark {
	case "'", "‘", "’", "‹", "›", "`":
		return true
	}
	return false
}

// pairSingle finds quotations in single marks: in headlines, in British papers, and
// nested inside double marks. An apostrophe is no closing mark unless a quotation is
// open and the words end there.
func (d *doc) pairSingle(p run) {
	first := len(d.quotes)
	for i := p.first; i < p.last; i++ {
		t := d.toks[i]
		if t.Kind != lang.Mark || !isSingle(t.Word.Text) || t.Word.Text == "›" {
			continue
		}
		next := d.toks[i+1]
		free := t.Space || i == p.first || d.toks[i-1].Kind == lang.Mark || d.is(i-1, "(") || d.is(i-1, "[") || d.is(i-1, "—")
		if !free || next.Space || next.Kind == lang.Number && t.Word.Text != "‘" || next.Kind == lang.Punct || isElision(next.Word.Lower) {
			continue
		}
		if t.Word.Text == "’" && d.is(i+1, "s") {
			continue
		}
		if end := d.singleEnd(i, p); end > i+1 {
			d.addQuote(quotation{run: run{i + 1, end - 1}, open: i, close: end, single: true})
			i = end
		}
	}
	d.nest(0, first)
}

// singleReach is how far a quotation in single marks may go on, in tokens.
const singleReach = 400

// singleEnd is the mark that closes the single mark at open, or -1. A mark behind
// punctuation is surest; a plural possessive ("allies’") is passed over when a
// better one follows in the same sentence.
func (d *doc) singleEnd(open int, p run) int {
	best := -1
	for j := open + 2; j <= p.last; j++ {
		t := d.toks[j]
		if t.Kind != lang.Mark {
			if j > open+singleReach {
				break
			}
			continue
		}
		if !isSingle(t.Word.Text) {
			// a double mark shuts an inner quotation only where it encloses it
			continue
		}
		if t.Word.Text == "‘" || t.Word.Text == "‹" || t.Space {
			continue
		}
		if j < p.last && !d.toks[j+1].Space && d.toks[j+1].Kind != lang.Punct && d.toks[j+1].Kind != lang.Mark {
			continue
		}
		if prev := d.toks[j-1]; prev.Kind == lang.Punct {
			return j
		}
		if best < 0 {
			best = j
			if last := d.lower(j - 1); last[len(last)-1] != 's' {
				return best
			}
		}
		if d.sentOf[j] != d.sentOf[open] {
			break
		}
	}
	return best
}

// isElision knows words that begin with an apostrophe.
func isElision(w string) bool {
	switch w {
	case "em", "til", "tis", "twas", "cause", "round", "n", "bout", "ere", "neath", "cos", "t", "n'":
		return true
	}
	return false
}

// beginsClause reports whether the mark at i stands where direct speech begins: at
// the start of its sentence, or behind a comma or colon.
func (d *doc) beginsClause(i int) bool {
	if i == 0 || d.sentOf[i-1] != d.sentOf[i] || d.paraOf[i-1] != d.paraOf[i] || d.toks[i].Kind == lang.Punct {
		return true
	}
	return d.is(i-1, ",") || d.is(i-1, ":") || d.is(i-1, "—") || d.is(i-1, "–")
}
