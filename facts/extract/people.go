package extract

import "byline/facts"

// personFacts is one fact for each person, in the sentence that tells the role, else
// the one with the fullest name.
func (d *doc) personFacts() []facts.Fact {
	var out []facts.Fact
	for e := range d.entities {
		ent := &d.entities[e]
		if ent.kind != facts.EntityPerson || ent.label == "" {
			continue
		}
		at := d.names[ent.best].run
		p := &facts.Person{Name: ent.label, NameSpan: d.span(d.names[ent.best].run), Entity: e}
		rule := "name"
		if ent.hasRole {
			p.Role, p.Organisation = d.roleText(ent.role), ent.role.organisation
			rule = ent.role.rule
			if m, ok := d.namedIn(e, d.sentOf[ent.role.first]); ok {
				at = m
			}
		}
		out = append(out, facts.Fact{Kind: facts.KindPerson, Span: d.span(at), Sentence: d.sentOf[at.first], Person: p, Confidence: 0.9, Rule: rule})
	}
	return out
}

// namedIn is the first name of an entity in a sentence.
func (d *doc) namedIn(e, sentence int) (run, bool) {
	for i := d.sents[sentence].first; i <= d.sents[sentence].last; i++ {
		if n := d.nameOf[i]; n >= 0 && d.names[n].entity == e {
			return d.names[n].run, true
		}
	}
	return noRun, false
}

// entityFacts are the table's entities with all their mentions.
func (d *doc) tableEntities() []facts.Entity {
	out := make([]facts.Entity, len(d.entities))
	for e := range d.entities {
		ent := &d.entities[e]
		out[e] = facts.Entity{Kind: ent.kind, Name: ent.label, Aliases: ent.aliases}
		if ent.hasRole {
			out[e].Role, out[e].Organisation = d.roleText(ent.role), ent.role.organisation
		}
	}
	for _, m := range d.mentions {
		out[m.entity].Mentions = append(out[m.entity].Mentions, facts.Mention{Span: d.span(m.run), Sentence: d.sentOf[m.first], Pronoun: m.pronoun})
	}
	return out
}
