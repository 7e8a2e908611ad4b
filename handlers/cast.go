package handlers

import (
	"strings"

	"byline/facts"
)

// A cast finds the people and organisations of one article by what they are called, so
// that a speaker who was not traced to any of them is found by name.
type cast map[string]int // entity by folded name; nobody where several have the name

// nobody is no entity.
const nobody = -1

func castOf(t *facts.Table) cast {
	c := cast{}
	for i := range t.Entities {
		e := &t.Entities[i]
		for _, name := range namesOf(e) {
			if j, taken := c[name]; taken && j != i && (j == nobody || !sameBearer(t.Entities[j].Name, e.Name)) {
				c[name] = nobody
			} else if !taken {
				c[name] = i
			}
		}
	}
	return c
}

// speaker is the entity that speaks; nobody where it is not known.
func (c cast) speaker(f *facts.Fact) int {
	if f.By == nil || f.By.Speaker == nil {
		return nobody
	}
	if e := f.By.Speaker.Entity; e >= 0 {
		return e
	}
	if e, ok := c[plain(f.By.Speaker.Name)]; ok {
		return e
	}
	return nobody
}

// namesOf is what an entity is called, folded: its name and aliases, and a person's
// surname.
func namesOf(e *facts.Entity) []string {
	names := []string{plain(e.Name)}
	for _, a := range e.Aliases {
		names = append(names, plain(a))
	}
	if e.Kind == facts.EntityPerson {
		names = append(names, plain(e.Name[strings.LastIndexByte(e.Name, ' ')+1:]))
	}
	return names
}

// sameBearer reports whether two names may be one person's: the longer one ends with the
// other.
func sameBearer(a, b string) bool {
	a, b = " "+plain(a), " "+plain(b)
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}
