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
		if f := &t.Facts[i]; f.Sentence < len(bySentence) {
			bySentence[f.Sentence] = append(bySentence[f.Sentence], i)
		}
	}
	for _, m := range d.mentions {
		e := &t.Entities[m.entity]
		if e.Name == "" {
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
	for i, tok := range d.toks {
		if d.class[i]&noun == 0 || d.class[i]&properNoun != 0 || tok.Kind != lang.Word || len(tok.Word.Lower) < 3 || tok.Word.Tags&(lang.Time|lang.Function) != 0 || d.word(i).unit != "" || d.sentOf[i] < 0 {
			continue
		}
		if tok.Word.Shape&lang.HasDigit != 0 || isDull(tok.Word.Lower) {
			continue
		}
		key := d.nounTopic(tok.Word.Lower)
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

// isDull knows nouns that nobody asks about by themselves.
func isDull(w string) bool {
	if isWeekday(w) || isMonth(w) || isPeriod(w) {
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
