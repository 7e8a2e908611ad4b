package extract

import (
	"strings"

	"byline/facts/lang"
)

// A word is what the word lists say of one form. Each form is looked up once.
type word struct {
	role, organisation, title, particle, channel, claim, number bool

	unit      string // what a unit measures; "" for no unit
	cue       string // what a cue verb can do; "" for no cue
	gazetteer string // letters of lang.Gazetteer
}

func (d *doc) lookUp() {
	for _, t := range d.toks {
		if t.Word.ID < len(d.words) {
			continue
		}
		var w word
		if t.Kind == lang.Word || t.Kind == lang.Number {
			lower := t.Word.Lower
			w.role, w.organisation, w.title = roleNouns.Has(lower), organisationWords.Has(lower), titles.Has(lower)
			w.particle, w.channel = nameParticles.Has(lower), channelNouns.Has(lower)
			w.claim = claimNouns.Has(lang.Singular(lower))
			w.number = numberWords.Has(lower) || strings.Contains(lower, "-") && isNumberWord(lower)
			w.unit, _ = unitWords.Find(lower)
			if t.Word.Tags&lang.Verb != 0 {
				w.cue, _ = cueVerbs.Find(t.Word.Lemma)
			}
			w.gazetteer, _ = lang.Gazetteer.Find(lower)
		}
		d.words = append(d.words, w)
	}
}

func isNumberWord(lower string) bool {
	_, ok := wordValue(lower)
	return ok
}

// word is what the lists say of token i; nothing beyond the text.
func (d *doc) word(i int) word {
	if i < 0 || i >= len(d.toks) {
		return word{}
	}
	return d.words[d.toks[i].Word.ID]
}
