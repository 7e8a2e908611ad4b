package handlers

import (
	"slices"
	"strconv"
	"strings"
	"unique"

	"byline/facts"
	"byline/facts/answer"
)

// contents is what one article brings to a catalogue. It holds numbers and names, which
// articles share, and no table, so that those of a large library need not be unpacked to
// tell what it can be asked about.
type contents struct {
	source   answer.Source
	article  string // facts.Article.Name
	keywords []keyword
	ids      []uint32 // how the ids of its facts begin, in their order
}

// A keyword is one name that an article can be asked about: a topic, a person who is none,
// or a speaker who is neither. Several may mean one subject.
type keyword struct {
	name   unique.Handle[string]
	kind   facts.EntityKind
	forms  []unique.Handle[string] // folded, the name's own first
	topic  int32                   // index into the table's Topics, or -1
	entity int32                   // index into its Entities, or -1
	facts  int32                   // of the topic
	quotes int32                   // that the entity says
	person bool                    // the entity is one
}

// contentsOf reads what an article brings, the topics first.
func contentsOf(source answer.Source) *contents {
	t := source.Table()
	c := &contents{source: source, article: t.Article.Name, ids: make([]uint32, len(t.Facts))}
	quotes := make([]int32, len(t.Entities))
	for i := range t.Facts {
		f := &t.Facts[i]
		c.ids[i] = beginning(f.ID)
		if f.Kind == facts.KindQuote && f.By != nil && f.By.Speaker != nil {
			if e := f.By.Speaker.Entity; e >= 0 && e < len(quotes) {
				quotes[e]++
			}
		}
	}
	add := func(name string, kind facts.EntityKind, topic, entity int) *keyword {
		k := keyword{name: unique.Make(oneLine(name)), kind: kind, topic: int32(topic), entity: int32(entity)}
		k.forms = append(k.forms, unique.Make(plain(name)))
		if entity >= 0 && entity < len(t.Entities) {
			k.person, k.quotes = t.Entities[entity].Kind == facts.EntityPerson, quotes[entity]
		}
		c.keywords = append(c.keywords, k)
		return &c.keywords[len(c.keywords)-1]
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
		if e := by.Speaker.Entity; e >= 0 && e < len(known) && known[e] {
			continue
		}
		name := plain(by.Speaker.Name)
		k := c.keyword(name)
		if k == nil {
			k = add(by.Speaker.Name, facts.EntityOther, -1, -1)
		}
		if strings.Contains(name, "'s ") {
			// "Piet Öhler's spokesperson" is also "öhler's spokesperson"
			owner, rest, _ := strings.Cut(name, "'s ")
			k.addForm(owner[strings.LastIndexByte(owner, ' ')+1:] + "'s " + rest)
		}
	}
	for i := range c.keywords {
		c.keywords[i].forms = slices.Clip(c.keywords[i].forms)
	}
	c.keywords = slices.Clip(c.keywords)
	return c
}

// keyword is the last one of a folded name; nil when there is none.
func (c *contents) keyword(name string) *keyword {
	for i := range slices.Backward(c.keywords) {
		if c.keywords[i].forms[0].Value() == name {
			return &c.keywords[i]
		}
	}
	return nil
}

func (k *keyword) addForm(form string) {
	if form = plain(form); form == "" {
		return
	}
	if h := unique.Make(form); !slices.Contains(k.forms, h) {
		k.forms = append(k.forms, h)
	}
}

func (k *keyword) addEntity(e *facts.Entity) {
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
