package extract

import (
	"slices"
	"sort"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

func lower(s string) string { return strings.ToLower(s) }

// A subject gathers the facts of one topic while the table is read.
type subject struct {
	topic facts.Topic
	facts map[int]bool
	count int // mentions in the text; more of them come first
}

// findTopics lists what readers may ask about: every entity, and every noun that a
// fact holds. Facts belong to a topic when their content, their noun or their speaker
// has it.
func (d *doc) findTopics(t *facts.Table) []facts.Topic {
	subjects := map[string]*subject{}
	var order []string
	get := func(key, name string, kind facts.EntityKind, entity int) *subject {
		if s := subjects[key]; s != nil {
			return s
		}
		s := &subject{topic: facts.Topic{Name: name, Kind: kind, Entity: entity}, facts: map[int]bool{}}
		subjects[key] = s
		order = append(order, key)
		return s
	}
	bySentence := make([][]int, len(d.sents))
	for i := range t.Facts {
		f := &t.Facts[i]
		for k := f.Sentence; k < len(bySentence) && (k == f.Sentence || d.Sentences[k].Overlaps(f.Span)); k++ { // a quotation may hold several
			bySentence[k] = append(bySentence[k], i)
		}
	}
	for _, m := range d.mentions {
		e := &t.Entities[m.entity]
		if e.Name == "" || e.Kind == facts.EntityOther && isCommonWord(lower(e.Name)) {
			continue
		}
		s := get("@"+e.Name, d.topicName(m.entity), e.Kind, m.entity)
		s.count++
		for _, i := range bySentence[d.sentOf[m.first]] {
			if d.concerns(&t.Facts[i], d.span(m.run)) {
				s.facts[i] = true
			}
		}
	}
	for i := range t.Facts {
		f := &t.Facts[i]
		if f.By != nil && f.By.Speaker != nil && f.By.Speaker.Entity >= 0 {
			e := f.By.Speaker.Entity
			get("@"+t.Entities[e].Name, d.topicName(e), t.Entities[e].Kind, e).facts[i] = true
		}
		if f.Kind == facts.KindFigure && f.Figure.Noun != "" {
			words := strings.Fields(f.Figure.Noun)
			for _, w := range words[max(0, len(words)-1):] {
				if isDull(lower(w)) {
					continue
				}
				key := d.nounTopic(lower(w))
				get(key, lower(w), facts.EntityOther, -1).facts[i] = true
			}
		}
	}
	nouns := d.topicNouns()
	for i, tok := range d.toks {
		if !d.plainNoun(i) {
			continue
		}
		key := d.nounTopic(tok.Word.Lower)
		if !nouns[key] {
			continue
		}
		s := get(key, tok.Word.Lower, facts.EntityOther, -1)
		s.count++
		if tok.Word.Tags&lang.Plural != 0 && s.topic.Name != tok.Word.Lower && lang.Singular(tok.Word.Lower) == lang.Singular(s.topic.Name) {
			s.topic.Name = tok.Word.Lower
		}
		for _, k := range bySentence[d.sentOf[i]] {
			if d.concerns(&t.Facts[k], tok.Span) {
				s.facts[k] = true
			}
		}
	}
	return d.finishTopics(t, subjects, order)
}

// plainNoun reports whether token i was read as a noun that is no name, time or unit.
func (d *doc) plainNoun(i int) bool {
	t := d.toks[i]
	return d.class[i]&noun != 0 && d.class[i]&properNoun == 0 && t.Kind == lang.Word && len(t.Word.Lower) > 2 &&
		t.Word.Tags&(lang.Time|lang.Function) == 0 && t.Word.Shape&lang.HasDigit == 0 && d.word(i).unit == "" && d.sentOf[i] >= 0 &&
		!isDull(t.Word.Lower)
}

// topicNouns are the keys of the nouns that make topics: those that stand somewhere as
// nothing but a noun can.
func (d *doc) topicNouns() map[string]bool {
	keys := map[string]bool{}
	for i, t := range d.toks {
		if d.plainNoun(i) && d.surelyNoun(i) {
			keys[d.nounTopic(t.Word.Lower)] = true
		}
	}
	return keys
}

// surelyNoun reports whether token i can be nothing but a noun: one that is mostly a
// noun, or else the head of a phrase where no verb or adjective stands.
func (d *doc) surelyNoun(i int) bool {
	tags := d.tags(i)
	p := d.phraseOf[i]
	head := p >= 0 && d.phrases[p].head == i
	switch {
	case d.inAddress(i):
		return false
	case tags&lang.Known == 0:
		return head && !looksAdjective(d.lower(i))
	case strings.Contains(d.lower(i), "-") && !head, tags&lang.MostlyAdjective != 0:
		return false
	case tags&lang.Adverb != 0 && tags&lang.MostlyNoun == 0:
		return false
	case tags&(lang.Verb|lang.Adjective) == 0 || tags&lang.MostlyNoun != 0 && tags&lang.ThirdS == 0:
		return true
	case !head:
		return tags&lang.MostlyNoun != 0
	}
	if d.phrases[p].first < i && d.class[i-1]&(properNoun|numeral) == 0 { // "the press", "heavy losses"
		return true
	}
	plural := tags&lang.Plural != 0
	return plural && (d.isClass(i-1, preposition|numeral|verb) || d.isClass(i+1, auxiliary) || d.is(i+1, "of") || d.isPreposition(d.phrases[p].first-1)) || d.is(i-1, "of")
}

// isCommonWord reports whether a word that was taken for a name only has a capital letter:
// "Western", "Allegedly".
func isCommonWord(w string) bool {
	tags := lang.TagsOf(w)
	return tags&(lang.MostlyAdjective|lang.MostlyVerb|lang.Time) != 0 || tags&(lang.Adverb|lang.Adjective) != 0 && tags&lang.MostlyNoun == 0 ||
		tags == 0 && strings.HasSuffix(w, "ly")
}

// looksAdjective guesses from the ending of a word that the lexicon does not have.
func looksAdjective(w string) bool {
	for _, end := range [...]string{"ous", "ive", "ful", "less", "est", "able", "ible", "ial", "nal"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// addressReach is how many tokens around one of them an address takes at most.
const addressReach = 20

// inAddress reports whether token i is a piece of an address: "www.example.com/page".
func (d *doc) inAddress(i int) bool {
	first, last := i, i
	for first > i-addressReach && first > 0 && !d.toks[first].Space && !d.toks[first].Line {
		first--
	}
	for last < i+addressReach && last+1 < len(d.toks) && !d.toks[last+1].Space && !d.toks[last+1].Line {
		last++
	}
	for j := first; j <= last; j++ {
		switch d.lower(j) {
		case "http", "https", "www":
			return true
		case ".":
			if j > first && j < last && d.toks[j+1].Kind == lang.Word && !d.toks[j+1].Capitalised() {
				return true
			}
		}
	}
	return false
}

// isDull knows nouns that nobody asks about by themselves.
func isDull(w string) bool {
	if lang.Weekday(w) || lang.Month(w) || isPeriod(w) {
		return true
	}
	return dullNouns.Has(lang.Singular(w))
}

// nounTopic is the key under which a noun's spellings and near-synonyms meet.
func (d *doc) nounTopic(w string) string {
	key := lang.Singular(w)
	if alias, ok := nounAliases.Find(key); ok {
		return alias
	}
	return key
}

// concerns reports whether a fact is about what stands at a span: a quotation or a
// statement must hold it, an event's sentence does, and a figure must count it or
// have it in its fate.
func (d *doc) concerns(f *facts.Fact, s facts.Span) bool {
	switch f.Kind {
	case facts.KindFigure:
		return f.Figure.Fate.Contains(s) || f.Span.End <= s.Start && s.Start-f.Span.End <= len(f.Figure.Noun)+8 && strings.Contains(f.Figure.Noun, d.Slice(s))
	case facts.KindPerson:
		return f.Span.Contains(s)
	}
	return f.Span.Contains(s)
}

// topicName is what people call an entity: a person by surname with particles, other
// names as they are.
func (d *doc) topicName(e int) string {
	ent := &d.entities[e]
	if ent.kind != facts.EntityPerson {
		return ent.label
	}
	words := strings.Fields(ent.label)
	first := len(words) - 1
	for first > 1 && nameParticles.Has(lower(words[first-1])) {
		first--
	}
	if first > 0 && (words[first] == "Jr." || words[first] == "Jr" || words[first] == "Sr.") {
		first--
	}
	return strings.Trim(strings.Join(words[first:], " "), ",.")
}

func (d *doc) finishTopics(t *facts.Table, subjects map[string]*subject, order []string) []facts.Topic {
	kept := make([]*subject, 0, len(order))
	for _, key := range order {
		s := subjects[key]
		if len(s.facts) == 0 {
			continue
		}
		for i := range s.facts {
			s.topic.Facts = append(s.topic.Facts, i)
		}
		slices.Sort(s.topic.Facts)
		s.topic.Forms = d.forms(t, key, s)
		kept = append(kept, s)
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].weight(t) > kept[j].weight(t) })
	out := make([]facts.Topic, len(kept))
	for i, s := range kept {
		out[i] = s.topic
	}
	return out
}

// weight puts topics with figures and with many facts first.
func (s *subject) weight(t *facts.Table) int {
	w := s.count
	for _, i := range s.topic.Facts {
		switch t.Facts[i].Kind {
		case facts.KindFigure:
			w += 3
		case facts.KindQuote:
			w += 2
		default:
			w++
		}
	}
	return w
}

// forms are the lower-case words that mean a topic, its name first.
func (d *doc) forms(t *facts.Table, key string, s *subject) []string {
	out := []string{lower(s.topic.Name)}
	add := func(w string) {
		if w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	if e := s.topic.Entity; e >= 0 {
		add(lower(t.Entities[e].Name))
		for _, a := range t.Entities[e].Aliases {
			add(lower(a))
		}
		return out
	}
	add(key)
	add(lang.PluralOf(key))
	nounAliases.Each(func(alias, target string) {
		if target == key {
			add(alias)
			add(lang.PluralOf(alias))
		}
	})
	return out
}
