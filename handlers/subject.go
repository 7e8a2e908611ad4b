package handlers

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// A subject is what people can ask about by name: a topic of the tables, or a
// speaker that is no topic. One subject may stand in several articles.
type subject struct {
	name  string
	kind  facts.EntityKind
	forms []string // folded, the name's own first
	stems []string // of the forms that are single words
	parts []part
}

// A part is what one article has on a subject.
type part struct {
	table  *facts.Table
	topic  int    // index into table.Topics, or -1
	entity int    // index into table.Entities, or -1
	voice  string // the speaker's name where there is neither
}

// subjects lists what a library's tables can be asked about, most facts first
// within a table.
func subjects(tables []*facts.Table) []*subject {
	var all []*subject
	byName := map[string]*subject{}
	get := func(name string, kind facts.EntityKind) *subject {
		key := plain(name)
		s := byName[key]
		if s == nil {
			s = &subject{name: oneLine(name), kind: kind, forms: []string{key}}
			byName[key] = s
			all = append(all, s)
		}
		return s
	}
	for _, t := range tables {
		known := make([]bool, len(t.Entities))
		for i := range t.Topics {
			topic := &t.Topics[i]
			s := get(topic.Name, topic.Kind)
			for _, form := range topic.Forms {
				s.addForm(form)
			}
			if topic.Entity >= 0 && topic.Entity < len(t.Entities) {
				known[topic.Entity] = true
				s.addEntity(&t.Entities[topic.Entity])
			}
			s.parts = append(s.parts, part{table: t, topic: i, entity: topic.Entity})
		}
		for i := range t.Entities {
			if e := &t.Entities[i]; e.Kind == facts.EntityPerson && !known[i] {
				known[i] = true
				s := get(e.Name, e.Kind)
				s.addEntity(e)
				s.parts = append(s.parts, part{table: t, topic: -1, entity: i})
			}
		}
		for i := range t.Facts {
			by := t.Facts[i].By
			if by == nil || by.Speaker == nil || by.Speaker.Name == "" {
				continue
			}
			if e := by.Speaker.Entity; e >= 0 && e < len(known) && known[e] {
				continue
			}
			s := get(by.Speaker.Name, facts.EntityOther)
			if name := plain(by.Speaker.Name); strings.Contains(name, "'s ") {
				// "Piet Öhler's spokesperson" is also "öhler's spokesperson"
				owner, rest, _ := strings.Cut(name, "'s ")
				s.addForm(owner[strings.LastIndexByte(owner, ' ')+1:] + "'s " + rest)
			}
			if !slices.ContainsFunc(s.parts, func(p part) bool { return p.table == t }) {
				s.parts = append(s.parts, part{table: t, topic: -1, entity: -1, voice: by.Speaker.Name})
			}
		}
	}
	for _, s := range all {
		for _, form := range s.forms {
			if stem := stemOf(form); stem != "" {
				s.stems = append(s.stems, stem)
			}
		}
	}
	return all
}

func (s *subject) addForm(form string) {
	if form = plain(form); form != "" && !slices.Contains(s.forms, form) {
		s.forms = append(s.forms, form)
	}
}

func (s *subject) addEntity(e *facts.Entity) {
	s.addForm(e.Name)
	for _, a := range e.Aliases {
		s.addForm(a)
	}
	if e.Kind == facts.EntityPerson {
		words := strings.Fields(e.Name)
		s.addForm(words[len(words)-1])
	}
}

// plain makes names comparable: folded, one space between words, without a leading
// "the", a closing "'s" and the punctuation around them.
func plain(s string) string {
	s = strings.Join(strings.Fields(lang.Fold(s)), " ")
	s = strings.TrimFunc(s, notInWord)
	s = strings.TrimSuffix(s, "'s")
	return strings.TrimPrefix(s, "the ")
}

// spokeIn reports whether the subject is the speaker of a fact.
func (p part) spokeIn(f *facts.Fact) bool {
	if f.By == nil || f.By.Speaker == nil {
		return false
	}
	if p.entity >= 0 {
		return f.By.Speaker.Entity == p.entity
	}
	return p.voice != "" && plain(f.By.Speaker.Name) == plain(p.voice)
}

// said is the facts that the subject gives, concerning the facts that are about it.
func (p part) said() (indices []int) {
	for i := range p.table.Facts {
		if p.spokeIn(&p.table.Facts[i]) {
			indices = append(indices, i)
		}
	}
	return indices
}

func (p part) concerning() []int {
	if p.topic < 0 {
		return nil
	}
	var indices []int
	for _, i := range p.table.Topics[p.topic].Facts {
		if i >= 0 && i < len(p.table.Facts) && !p.spokeIn(&p.table.Facts[i]) {
			indices = append(indices, i)
		}
	}
	return indices
}

// person is the subject's name and role where it is a person; empty otherwise.
func (s *subject) person() (name, role string) {
	for _, p := range s.parts {
		if p.entity >= 0 && p.entity < len(p.table.Entities) {
			if e := &p.table.Entities[p.entity]; e.Kind == facts.EntityPerson {
				return oneLine(e.Name), entityRole(e)
			}
		}
	}
	return "", ""
}

func entityRole(e *facts.Entity) string {
	if e.Role != "" {
		return oneLine(e.Role)
	}
	return oneLine(e.Organisation)
}

// cutHead takes the subject's word from the end of a noun: the modifiers that are
// left, and whether the noun was the subject at all.
func (s *subject) cutHead(noun string) (modifiers string, ok bool) {
	folded := plain(noun)
	for _, form := range s.forms {
		if folded == form {
			return "", true
		}
		if strings.HasSuffix(folded, " "+form) {
			words := strings.Fields(noun)
			return strings.Join(words[:max(0, len(words)-len(strings.Fields(form)))], " "), true
		}
	}
	return "", false
}

// command is the chat line that asks for the subject. Commands win over topics, so
// one that has a command's name needs the explicit form.
func (s *subject) command() string {
	name := s.shortest()
	for _, spec := range Specs() {
		if first, _, _ := strings.Cut(name, " "); spec.has(first) {
			return prefix + "topic " + name
		}
	}
	return prefix + name
}

// shortest is how people would call the subject: the name of a plain noun, a
// person's surname.
func (s *subject) shortest() string {
	name := s.name
	if s.kind == facts.EntityPerson {
		words := strings.Fields(name)
		last := len(words) - 1
		for last > 0 && !capitalised(words[last-1]) {
			last-- // "von der Leyen"
		}
		name = strings.Join(words[last:], " ")
	}
	return strings.ToLower(name)
}
