package handlers

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// A subject is what people can ask about by name: a topic of the articles, or a
// speaker that is no topic. One subject may stand in several articles.
type subject struct {
	name   string
	kind   facts.EntityKind
	forms  []string // folded, the name's own first
	stems  []string // of the forms that are single words
	places []place  // newest article first; several of one article stand together
	size   int      // facts of its topics
	quotes int      // that it says, where it is a person or an organisation
	person bool     // it is a person in an article
}

// A place is where an article has something on a subject.
type place struct {
	article *contents
	keyword int32 // index into its keywords
}

// articles is how many articles have something on the subject.
func (s *subject) articles() int {
	n := 0
	for i, at := range s.places {
		if i == 0 || at.article != s.places[i-1].article {
			n++
		}
	}
	return n
}

// subjects lists what articles, which share a lexicon, can be asked about, most facts
// first within an article.
// Subjects that the directory before them, which may be nil, has with the same words keep
// what was found out about these.
func subjects(articles []*contents, before *directory) []*subject {
	var all []*subject
	if len(articles) == 0 {
		return nil
	}
	words := articles[0].words
	byName := make([]*subject, words.size())
	for _, a := range articles {
		for i := range a.keywords {
			k := &a.keywords[i]
			forms := a.formsOf(i)
			s := byName[forms[0]]
			if s == nil {
				s = &subject{name: words.word(k.name), kind: k.kind.entity(), forms: make([]string, 0, len(forms))}
				byName[forms[0]] = s
				all = append(all, s)
			}
			for _, form := range forms {
				if form := words.word(form); !slices.Contains(s.forms, form) {
					s.forms = append(s.forms, form)
				}
			}
			s.places = append(s.places, place{a, int32(i)})
			s.size += int(k.facts)
			s.quotes += int(k.quotes)
			s.person = s.person || k.person
		}
	}
	for _, s := range all {
		if old := before.called(s.name); old != nil && slices.Equal(old.forms, s.forms) {
			s.forms, s.stems = old.forms, old.stems
			continue
		}
		for _, form := range s.forms {
			if stem := stemOf(form); stem != "" {
				s.stems = append(s.stems, stem)
			}
		}
	}
	return all
}

// plain makes names comparable: folded, one space between words, without a leading
// "the", a closing "'s" and the punctuation around them.
func plain(s string) string {
	s = strings.Join(strings.Fields(lang.Fold(s)), " ")
	s = strings.TrimFunc(s, notInWord)
	s = strings.TrimSuffix(s, "'s")
	return strings.TrimPrefix(s, "the ")
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
