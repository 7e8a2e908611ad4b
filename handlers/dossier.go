package handlers

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/handlers/language"
)

// A dossier is a subject with what its newest articles have on it.
type dossier struct {
	*subject
	parts []part
}

// A part is what one article has on a subject.
type part struct {
	article  *contents
	table    *facts.Table
	people   cast
	topics   []int    // indices into table.Topics
	entities []int    // indices into table.Entities
	voices   []string // the folded names of speakers who are no entity
}

// maxCompared is how many articles, the newest, are set against each other.
const maxCompared = 200

// open unpacks the newest articles that have something on the subject.
func (s *subject) open() *dossier { return s.opened(maxOpened) }

func (s *subject) opened(most int) *dossier {
	d := &dossier{subject: s}
	for _, at := range s.places {
		if n := len(d.parts); n == 0 || d.parts[n-1].article != at.article {
			if n == most {
				break
			}
			t := at.article.table()
			d.parts = append(d.parts, part{article: at.article, table: t, people: castOf(t)})
		}
		d.parts[len(d.parts)-1].add(int(at.keyword))
	}
	return d
}

// add makes one of the article's keywords the part's subject too.
func (p *part) add(keyword int) {
	k := &p.article.keywords[keyword]
	if k.topic >= 0 {
		p.topics = append(p.topics, int(k.topic))
	}
	if k.entity >= 0 {
		p.entities = append(p.entities, int(k.entity))
		return
	}
	p.voices = append(p.voices, p.article.words.word(p.article.forms[k.first]))
}

// limited notes that a reply does not tell what older articles have on the subject.
func (d *dossier) limited(v language.Voice, r *Reply) {
	if n := d.articles(); n > len(d.parts) {
		r.Notes = append(r.Notes, ofNewest(v, len(d.parts), n))
	}
}

// spokeIn reports whether the subject is the speaker of a fact.
func (p part) spokeIn(f *facts.Fact) bool {
	if f.By == nil || f.By.Speaker == nil {
		return false
	}
	return slices.Contains(p.entities, p.people.speaker(f)) || len(p.voices) > 0 && slices.Contains(p.voices, plain(f.By.Speaker.Name))
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

func (p part) concerning() (indices []int) {
	for n, topic := range p.topics {
		for _, i := range p.table.Topics[topic].Facts {
			if i < 0 || i >= len(p.table.Facts) || p.spokeIn(&p.table.Facts[i]) || n > 0 && slices.Contains(indices, i) {
				continue
			}
			indices = append(indices, i)
		}
	}
	return indices
}

// identity is the subject's name and role where it is a person; empty otherwise. What the
// newest article leaves out is taken from an older one that means the same person.
func (d *dossier) identity() (name, role string) {
	for _, p := range d.parts {
		for _, i := range p.entities {
			if i >= len(p.table.Entities) || p.table.Entities[i].Kind != facts.EntityPerson {
				continue
			}
			e := &p.table.Entities[i]
			switch full := oneLine(e.Name); {
			case name == "", !strings.Contains(name, " ") && sameBearer(name, full):
				name = full
			case !sameBearer(name, full):
				continue
			}
			if role == "" {
				role = entityRole(e)
			}
		}
	}
	return name, role
}

func entityRole(e *facts.Entity) string {
	if e.Role != "" {
		return oneLine(e.Role)
	}
	return oneLine(e.Organisation)
}
