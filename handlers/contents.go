package handlers

import (
	"slices"
	"strconv"
	"strings"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/compare"
)

// contents is what one article brings to a catalogue. It holds numbers and names, which
// articles share, and no table, so that those of a large library need not be unpacked to
// tell what it can be asked about.
type contents struct {
	source   answer.Source
	article  string // facts.Article.Name
	words    *lexicon
	keywords []keyword
	forms    []word   // of the keywords, one after the other
	ids      []uint32 // how the ids of its facts begin, in their order
	outline  compare.Outline
}

// A keyword is one name that an article can be asked about: a topic, a person who is none,
// or a speaker who is neither. Several may mean one subject.
type keyword struct {
	name   word
	first  int32 // index of the name's own form, folded, in the article's forms
	topic  int32 // index into the table's Topics, or -1
	entity int32 // index into its Entities, or -1
	facts  int32 // of the topic
	quotes int32 // that the entity says
	kind   kind
	person bool // the entity is one
}

// A kind is a facts.EntityKind in one byte.
type kind uint8

func entityKinds() [4]facts.EntityKind {
	return [...]facts.EntityKind{facts.EntityOther, facts.EntityPerson, facts.EntityOrganisation, facts.EntityPlace}
}

func kindOf(k facts.EntityKind) kind {
	kinds := entityKinds()
	return kind(max(0, slices.Index(kinds[:], k)))
}

func (k kind) entity() facts.EntityKind { return entityKinds()[k] }

// formsOf is the words that mean a keyword, folded, the name's own first.
func (c *contents) formsOf(keyword int) []word {
	end := len(c.forms)
	if keyword+1 < len(c.keywords) {
		end = int(c.keywords[keyword+1].first)
	}
	return c.forms[c.keywords[keyword].first:end]
}

// A draft is a keyword whose forms are being gathered.
type draft struct {
	keyword
	words *lexicon
	forms []word
}

// contentsOf reads what an article brings, the topics first.
func contentsOf(source answer.Source, words *lexicon, outliner compare.Outliner) *contents {
	t := source.Table()
	c := &contents{source: source, article: t.Article.Name, words: words, ids: make([]uint32, len(t.Facts)), outline: outliner.Of(t)}
	var drafts []draft
	quotes := make([]int32, len(t.Entities))
	people := castOf(t)
	for i := range t.Facts {
		f := &t.Facts[i]
		c.ids[i] = beginning(f.ID)
		if e := people.speaker(f); f.Kind == facts.KindQuote && e >= 0 && e < len(quotes) {
			quotes[e]++
		}
	}
	add := func(name string, kind facts.EntityKind, topic, entity int) *draft {
		k := draft{keyword{name: words.number(oneLine(name)), kind: kindOf(kind), topic: int32(topic), entity: int32(entity)},
			words, []word{words.number(plain(name))}}
		if entity >= 0 && entity < len(t.Entities) {
			k.person, k.quotes = t.Entities[entity].Kind == facts.EntityPerson, quotes[entity]
		}
		drafts = append(drafts, k)
		return &drafts[len(drafts)-1]
	}
	known := make([]bool, len(t.Entities))
	for i := range t.Topics {
		topic := &t.Topics[i]
		k := add(topic.Name, topic.Kind, i, topic.Entity)
		k.facts = int32(len(topic.Facts))
		for _, form := range topic.Forms {
			k.addForm(form)
		}
		if topic.Entity >= 0 && topic.Entity < len(t.Entities) {
			known[topic.Entity] = true
			k.addEntity(&t.Entities[topic.Entity])
		}
	}
	for i := range t.Entities {
		if e := &t.Entities[i]; e.Kind == facts.EntityPerson && !known[i] {
			known[i] = true
			add(e.Name, e.Kind, -1, i).addEntity(e)
		}
	}
	for i := range t.Facts {
		by := t.Facts[i].By
		if by == nil || by.Speaker == nil || by.Speaker.Name == "" {
			continue
		}
		if e := people.speaker(&t.Facts[i]); e >= 0 && e < len(known) && known[e] {
			continue
		}
		name := plain(by.Speaker.Name)
		k := called(drafts, words.number(name))
		if k == nil {
			k = add(by.Speaker.Name, facts.EntityOther, -1, -1)
		}
		if strings.Contains(name, "'s ") {
			// "Piet Öhler's spokesperson" is also "öhler's spokesperson"
			owner, rest, _ := strings.Cut(name, "'s ")
			k.addForm(owner[strings.LastIndexByte(owner, ' ')+1:] + "'s " + rest)
		}
	}
	distinguish(drafts, t)
	c.take(drafts)
	return c
}

// distinguish gives people of one surname their full names, so that they are not one
// subject.
func distinguish(drafts []draft, t *facts.Table) {
	bySurname := map[word][]*draft{}
	for i := range drafts {
		if d := &drafts[i]; d.person {
			bySurname[d.forms[0]] = append(bySurname[d.forms[0]], d)
		}
	}
	for _, same := range bySurname {
		name := func(d *draft) string { return t.Entities[d.entity].Name }
		if !slices.ContainsFunc(same, func(d *draft) bool { return !sameBearer(name(d), name(same[0])) }) {
			continue
		}
		for _, d := range same {
			d.name = d.words.number(oneLine(name(d)))
			full := d.words.number(plain(name(d)))
			d.forms = append([]word{full}, slices.DeleteFunc(d.forms, func(w word) bool { return w == full })...)
		}
	}
}

// take keeps drafts in as little memory as they need.
func (c *contents) take(drafts []draft) {
	n := 0
	for _, d := range drafts {
		n += len(d.forms)
	}
	c.keywords, c.forms = make([]keyword, len(drafts)), make([]word, 0, n)
	for i, d := range drafts {
		c.keywords[i] = d.keyword
		c.keywords[i].first = int32(len(c.forms))
		c.forms = append(c.forms, d.forms...)
	}
}

// called is the last draft of a folded name; nil when there is none.
func called(drafts []draft, name word) *draft {
	for i := range slices.Backward(drafts) {
		if drafts[i].forms[0] == name {
			return &drafts[i]
		}
	}
	return nil
}

func (k *draft) addForm(form string) {
	if form = plain(form); form == "" {
		return
	}
	if n := k.words.number(form); !slices.Contains(k.forms, n) {
		k.forms = append(k.forms, n)
	}
}

func (k *draft) addEntity(e *facts.Entity) {
	k.addForm(e.Name)
	for _, a := range e.Aliases {
		k.addForm(a)
	}
	if e.Kind == facts.EntityPerson {
		words := strings.Fields(e.Name)
		k.addForm(words[len(words)-1])
	}
}

// table is the article's table, unpacked.
func (c *contents) table() *facts.Table { return c.source.Table() }

// idDigits is how many of an id's hexadecimal digits contents hold.
const idDigits = 8

func beginning(id string) uint32 {
	n, _ := strconv.ParseUint(id[:min(len(id), idDigits)], 16, 32)
	return uint32(n)
}

// mayHave reports whether a fact's id may begin like this; facts must be looked at to be
// sure.
func (c *contents) mayHave(prefix string) bool {
	prefix = prefix[:min(len(prefix), idDigits)]
	want, shift := beginning(prefix), 4*(idDigits-len(prefix))
	return slices.ContainsFunc(c.ids, func(id uint32) bool { return id>>shift == want })
}
