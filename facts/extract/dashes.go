package extract

import (
	"strings"

	"byline/facts/lang"
)

// Speech between dashes, as papers on the continent print it: "- It is late - said Hill."

// isDash reports whether token i is a dash between words or clauses.
func (d *doc) isDash(i int) bool { return i >= 0 && i < len(d.toks) && d.toks[i].Dash() }

// dashSpeech finds the speech in a paragraph that a dash opens where a sentence begins
// and a dash closes before whoever said it.
func (d *doc) dashSpeech(p run) {
	open := -1
	for i := p.first; i < p.last; i++ {
		switch {
		case !d.isDash(i):
		case d.opensSpeech(i, p):
			open = i
		case open >= 0 && i > open+2 && d.saidBehind(i, p):
			d.addQuote(quotation{run: run{open + 1, i - 1}, open: open, close: i})
			open = -1
		}
	}
}

// opensSpeech reports whether a dash stands where a sentence of speech can begin.
func (d *doc) opensSpeech(i int, p run) bool {
	if next := d.toks[i+1]; !next.Space || !next.Capitalised() && next.Kind != lang.Mark {
		return false
	}
	if i == p.first {
		return true
	}
	if last := d.toks[i-1]; last.Kind == lang.Mark {
		return !last.Space && i-2 >= p.first && (d.is(i-2, ".") || d.is(i-2, "?") || d.is(i-2, "!"))
	}
	return d.is(i-1, ".") || d.is(i-1, "?") || d.is(i-1, "!") || d.is(i-1, ":")
}

// saidReach is how far behind a closing dash the verb of speech may stand, in tokens.
const saidReach = 5

// saidBehind reports whether a verb of speech follows a dash at once ("- said Hill"), or
// closes the sentence behind it ("- the politician concluded.").
func (d *doc) saidBehind(dash int, p run) bool {
	for v := dash + 1; v <= min(dash+saidReach, p.last); v++ {
		if d.toks[v].Kind != lang.Word {
			return false
		}
		if !strings.HasPrefix(d.word(v).cue, "s") || d.tags(v)&(lang.Past|lang.ThirdS) == 0 {
			continue
		}
		if v == dash+1 || v == p.last || d.toks[v+1].Kind == lang.Punct {
			return true
		}
	}
	return false
}
