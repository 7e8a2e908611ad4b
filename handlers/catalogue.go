package handlers

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"byline/facts"
	"byline/facts/lang"
)

const (
	maxSubjectWords = 6  // a longer text is no name of a subject
	maxSubjectBytes = 80 // nor is this
)

// A subject is what people can ask about by name: a topic of the tables, or a
// speaker that is no topic. One subject may stand in several articles.
type subject struct {
	name  string
	kind  facts.EntityKind
	forms []string // folded, the name's own first
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
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
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
		if strings.HasSuffix(folded, " "+form) && len(noun) > len(form) {
			return strings.TrimSpace(noun[:len(noun)-len(form)]), true
		}
	}
	return "", false
}

// command is the chat line that asks for the subject.
func (s *subject) command() string { return "!" + s.shortest() }

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

// exactly is the subjects with this name or form.
func exactly(all []*subject, words string) (found []*subject) {
	name := plain(words)
	if !nameable(name) {
		return nil
	}
	for _, s := range all {
		if s.name == words {
			return []*subject{s}
		}
		if slices.Contains(s.forms, name) {
			found = append(found, s)
		}
	}
	return settled(found)
}

// settled picks the subject with most facts where several have one word, such as
// "UAVs" for the drones and for the UAVs. Different people are never settled.
func settled(found []*subject) []*subject {
	people := 0
	for _, s := range found {
		if s.kind == facts.EntityPerson {
			people++
		}
	}
	if len(found) < 2 || people > 1 {
		return found
	}
	return []*subject{slices.MaxFunc(found, func(a, b *subject) int { return cmp.Compare(a.size(), b.size()) })}
}

// near is the subjects whose name the words probably mean: another form of the
// same word, or as few typing errors away as any.
func near(all []*subject, words string) (found []*subject) {
	name := plain(words)
	if !nameable(name) {
		return nil
	}
	if stem := stemOf(name); stem != "" {
		for _, s := range all {
			if slices.ContainsFunc(s.forms, func(form string) bool { return stemOf(form) == stem }) {
				found = append(found, s)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	best := maxErrors + 1
	for _, s := range all {
		d := best + 1
		for _, form := range s.forms {
			d = min(d, errorsBetween(name, form))
		}
		switch {
		case d < best:
			best, found = d, append(found[:0], s)
		case d == best && d <= maxErrors:
			found = append(found, s)
		}
	}
	return found
}

func nameable(name string) bool {
	return name != "" && len(name) <= maxSubjectBytes && strings.Count(name, " ") < maxSubjectWords
}

// stemOf is a single word's stem; empty for several words and for short ones,
// whose stems meet by chance.
func stemOf(name string) string {
	if len(name) < 5 || strings.ContainsAny(name, " '-") {
		return ""
	}
	return lang.Stem(name)
}

// maxErrors is the most typing errors that are forgiven in a name.
const maxErrors = 2

// errorsBetween is how many typing errors lie between what was typed and a name,
// or more than maxErrors when it is no typing error: in short words, in words that
// English has (other bots share the prefix, and "!rank" is meant for one of them),
// and where the first letter is another one.
func errorsBetween(typed, name string) int {
	const no = maxErrors + 1
	if typed == name {
		return 0
	}
	a, b := []rune(typed), []rune(name)
	if len(a) < 4 || len(b) < 4 || strings.Count(typed, " ") != strings.Count(name, " ") {
		return no
	}
	if a[0] != b[0] && (a[0] != b[1] || a[1] != b[0]) {
		return no
	}
	limit := lang.TypingErrors(min(len(typed), len(name)))
	d := lang.Distance(typed, name, limit)
	if d > limit {
		return no
	}
	if len(a) == 4 && len(b) == 4 && !sameLetters(a, b) || len(a) != len(b) && min(len(a), len(b)) == 4 {
		return no // in four letters only two swapped ones are forgiven
	}
	if english(typed) || foreign(typed) {
		return no
	}
	return d
}

func sameLetters(a, b []rune) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// foreign reports whether a word is a usual command of other bots that is in no
// English dictionary.
func foreign(word string) bool {
	switch word {
	case "stats", "emote", "emotes", "emoji", "emojis", "meme", "memes", "gifs", "unban", "unmute", "uptime",
		"modlog", "giveaway", "userinfo", "serverinfo", "leaderboard", "autorole", "lyrics", "config", "playlist":
		return true
	}
	return false
}

// english reports whether every word is one that an English dictionary has.
func english(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if lang.TagsOf(w)&lang.Known == 0 {
			return false
		}
	}
	return true
}
