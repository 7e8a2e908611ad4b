package handlers

import (
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
	table  *facts.Table
	topic  int    // index into table.Topics, or -1
	entity int    // index into table.Entities, or -1
	voice  string // the speaker's folded name where there is neither
}

// maxCompared is how many articles, the newest, are set against each other.
const maxCompared = 200

// open unpacks the newest articles that have something on the subject.
func (s *subject) open() *dossier { return s.opened(maxOpened) }

func (s *subject) opened(most int) *dossier {
	d := &dossier{subject: s}
	for _, at := range s.places[:min(len(s.places), most)] {
		k := &at.article.keywords[at.keyword]
		p := part{table: at.article.table(), topic: int(k.topic), entity: int(k.entity)}
		if k.topic < 0 && k.entity < 0 {
			p.voice = at.article.words.word(at.article.forms[k.first])
		}
		d.parts = append(d.parts, p)
	}
	return d
}

// limited notes that a reply does not tell what older articles have on the subject.
func (d *dossier) limited(v language.Voice, r *Reply) {
	if n := len(d.places); n > len(d.parts) {
		r.Notes = append(r.Notes, ofNewest(v, len(d.parts), n))
	}
}

// spokeIn reports whether the subject is the speaker of a fact.
func (p part) spokeIn(f *facts.Fact) bool {
	if f.By == nil || f.By.Speaker == nil {
		return false
	}
	if p.entity >= 0 {
		return f.By.Speaker.Entity == p.entity
	}
	return p.voice != "" && plain(f.By.Speaker.Name) == p.voice
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

// identity is the subject's name and role where it is a person; empty otherwise.
func (d *dossier) identity() (name, role string) {
	for _, p := range d.parts {
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
