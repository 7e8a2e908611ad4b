package extract

import (
	"strings"
	"sync"

	"byline/facts/lang"
)

// A word is what the word lists say of one form. Each form is looked up once.
type word struct {
	role, organisation, title, particle, channel, claim, number, place bool

	level, deed bool   // of a verb's lemma
	feat        bool   // a noun for what somebody did: "a goal from"
	given       string // "m", "f" or "u" for a given name

	unit      string // what a unit measures; "" for no unit
	cue       string // what a cue verb can do; "" for no cue
	gazetteer string // letters of lang.Gazetteer
}

// says reports whether a verb reports a clause: "said", "thought".
func (w word) says() bool { return strings.ContainsAny(w.cue, "sb") }

// listed is every word of the word lists with what they say of it, made at the first
// article.
var listed = sync.OnceValue(func() map[string]word {
	words := map[string]word{}
	mark := func(l lang.List, set func(w *word, value string)) {
		l.Each(func(key, value string) {
			w := words[key]
			set(&w, value)
			words[key] = w
		})
	}
	mark(roleNouns, func(w *word, _ string) { w.role = true })
	mark(organisationWords, func(w *word, _ string) { w.organisation = true })
	mark(titles, func(w *word, _ string) { w.title = true })
	mark(nameParticles, func(w *word, _ string) { w.particle = true })
	mark(channelNouns, func(w *word, _ string) { w.channel = true })
	mark(claimNouns, func(w *word, _ string) { w.claim = true })
	mark(numberWords, func(w *word, _ string) { w.number = true })
	mark(placeNouns, func(w *word, _ string) { w.place = true })
	mark(levelVerbs, func(w *word, _ string) { w.level = true })
	mark(deedVerbs, func(w *word, v string) { w.deed, w.feat = v == "", v == "n" })
	mark(givenNames, func(w *word, v string) { w.given = v })
	mark(unitWords, func(w *word, v string) { w.unit = v })
	mark(cueVerbs, func(w *word, v string) { w.cue = v })
	return words
})

func (d *doc) lookUp() {
	known := listed()
	for _, t := range d.toks {
		if t.Word.ID < len(d.words) {
			continue
		}
		var w word
		if t.Kind == lang.Word || t.Kind == lang.Number {
			lower := t.Word.Lower
			w = known[lower]
			w.number = w.number || strings.Contains(lower, "-") && isNumberWord(lower)
			w.claim = w.claim || strings.HasSuffix(lower, "s") && known[lower[:len(lower)-1]].claim
			w.cue, w.level, w.deed = "", false, false
			if t.Word.Tags&lang.Verb != 0 {
				lemma := known[t.Word.Lemma]
				w.cue, w.level, w.deed = lemma.cue, lemma.level, lemma.deed
			}
			if before, noun, ok := strings.Cut(lower, "-"); ok && known[noun].role && (known[before].role || isRoleModifier(before)) { // "Colonel-General"
				w.role = true
			}
			if w.given == "" && t.Capitalised() {
				first, _, _ := strings.Cut(lang.Fold(lower), "-") // "Jean-Pierre"
				w.given = known[first].given
			}
			w.gazetteer, _ = lang.Gazetteer.Find(lower)
		}
		d.words = append(d.words, w)
	}
}

func isNumberWord(lower string) bool {
	if _, ok := wordValue(lower); ok {
		return true
	}
	_, _, ok := compound(lower)
	return ok
}

// word is what the lists say of token i; nothing beyond the text.
func (d *doc) word(i int) word {
	if i < 0 || i >= len(d.toks) {
		return word{}
	}
	return d.words[d.toks[i].Word.ID]
}
