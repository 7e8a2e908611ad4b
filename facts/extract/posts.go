package extract

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// A post is a role of a person as one place of the article tells it. Somebody may have
// several, and any of them may stand for the name: "the minister", "the general".
type post struct {
	role
	entity int
}

// findPosts lists the roles of all people under the last part of the role noun, so that
// "Colonel-General" is found for "the general".
func (d *doc) findPosts() {
	d.posts = map[string][]post{}
	type held struct {
		entity int
		role   string
	}
	seen := map[held]bool{} // a long text tells of the same post again and again
	for n := range d.names {
		nm := &d.names[n]
		if nm.entity < 0 || nm.headline || d.entities[nm.entity].kind != facts.EntityPerson {
			continue
		}
		for _, r := range d.rolesOf(nm) {
			if h := (held{nm.entity, d.text(r.run)}); !seen[h] {
				seen[h] = true
				if key := postKey(d.lower(r.head)); len(d.posts[key]) < mostPosts {
					d.posts[key] = append(d.posts[key], post{r, nm.entity})
				}
			}
		}
	}
}

// mostPosts bounds the posts of one noun, so that a text with thousands of mayors takes no
// longer for each.
const mostPosts = 50

func postKey(w string) string {
	w = w[strings.LastIndexByte(w, '-')+1:]
	return lang.Singular(w)
}

// holder is the person that a definite role at token i means ("the president", "the
// Belarusian minister of foreign affairs"), or -1. The role must be the head of its
// phrase, and no other person's name may stand in it or beside it.
func (d *doc) holder(i int) int {
	p := d.phraseOf[i]
	if p < 0 || d.phrases[p].head != i || !d.isRole(i) && !d.word(i).role || !d.is(d.phrases[p].first, "the") || d.tags(i)&lang.Plural != 0 {
		return -1
	}
	title := d.roleReach(d.phrases[p])
	if next := title.last + 1; d.is(next, ",") && d.entityKindAt(next+1) == "person" || d.is(next, "of") || d.is(next, "for") {
		return -1
	}
	about := run{d.phrases[p].first + 1, title.last}
	for k := about.first; k <= about.last; k++ {
		if d.entityKindAt(k) == "person" || d.class[k]&possessive != 0 {
			return -1
		}
	}
	var who []int
	for _, c := range d.posts[postKey(d.lower(i))] {
		if (c.first < i || about.len() > 1) && d.fits(about, i, c) && !slices.Contains(who, c.entity) {
			who = append(who, c.entity)
		}
	}
	if len(who) == 0 {
		who = d.leaders(about, i)
	}
	if len(who) > 1 {
		return d.namedAlone(who, i)
	}
	if len(who) == 1 {
		return who[0]
	}
	return -1
}

// roleReach is a role phrase with the "of" and "for" that belong to it: "the minister of
// foreign affairs".
func (d *doc) roleReach(p phrase) run {
	r := p.run
	s := d.sents[d.sentOf[p.head]]
	for d.is(r.last+1, "of") || d.is(r.last+1, "for") {
		k := d.phraseAt(r.last + 2)
		if k < 0 || d.phrases[k].first != r.last+2 || d.phrases[k].last > s.last {
			break
		}
		r.last = d.phrases[k].last
	}
	return r
}

// leaders are the people whom "the Belarusian leader" or "the head of state" can mean:
// the offices that lead a country have many names.
func (d *doc) leaders(about run, head int) []int {
	state := d.is(head, "head") && d.is(head+1, "of") && d.is(head+2, "state")
	if !state && (!d.is(head, "leader") || about.first == head) {
		return nil
	}
	var who []int
	for _, key := range [...]string{"president", "minister", "premier", "chancellor", "king", "queen", "emperor"} {
		for _, c := range d.posts[key] {
			switch {
			case key == "minister" && (state || !d.is(c.head-1, "prime")), state && key == "chancellor":
				continue
			case state && about.last > head+2 || !state && !d.fits(about, head, c):
				continue
			}
			if !d.fitsOffice(about, c) || slices.Contains(who, c.entity) {
				continue
			}
			who = append(who, c.entity)
		}
	}
	return who
}

// fits reports whether a post can be what the words about a role say: their countries,
// offices and nouns stand in it, and it is not a former or a deputy one unless they say
// so. Adjectives such as "embattled" say nothing of the post.
func (d *doc) fits(about run, head int, c post) bool {
	for k := about.first; k <= about.last; k++ {
		w := d.lower(k)
		if k == head || d.kind(k) != lang.Word || d.class[k]&(determiner|preposition) != 0 {
			continue
		}
		if (d.nameAt(k) >= 0 || d.class[k]&noun != 0 || d.word(k).gazetteer != "" || isRoleModifier(w) || strings.Contains(w, "-")) && !d.tellsOf(c, w) {
			return false
		}
	}
	return d.fitsOffice(about, c)
}

// fitsOffice reports whether the words about a role say it when a post is not the office
// itself: "former", "deputy".
func (d *doc) fitsOffice(about run, c post) bool {
	for k := c.first; k <= c.last; k++ {
		switch w := d.lower(k); w {
		case "former", "ex", "deputy", "vice", "assistant", "acting":
			if !slices.ContainsFunc(d.toks[about.first:about.last+1], func(t lang.Token) bool { return t.Word.Lower == w }) {
				return false
			}
		}
	}
	return true
}

// tellsOf reports whether a post has a word, or the country that it comes from.
func (d *doc) tellsOf(c post, w string) bool {
	for part := range strings.SplitSeq(d.text(c.run)+" "+c.organisation, " ") {
		part = strings.ToLower(strings.Trim(part, ".,’'"))
		if part == w || strings.HasSuffix(part, "-"+w) || sameNation(part, w) {
			return true
		}
	}
	return false
}

// sameNation reports whether two words mean one country or its people: "Belarus",
// "Belarusian".
func sameNation(a, b string) bool {
	a, b = nation(a), nation(b)
	if a == b {
		return true
	}
	if !lang.Gazetteer.Has(a) || !lang.Gazetteer.Has(b) {
		return false
	}
	stem := lang.Stem(b)
	for r, weight := range lang.Related(lang.Stem(a)) {
		if weight >= 0.8 && r == stem {
			return true
		}
	}
	return false
}

func nation(w string) string {
	w = strings.ReplaceAll(w, ".", "")
	if w == "us" {
		return "usa"
	}
	return w
}

// namedAlone is the only one of several people whom the nearest sentence up to two back
// names outside quotations, or -1.
func (d *doc) namedAlone(who []int, i int) int {
	found, at := -1, -1
	for k := len(d.mentions) - 1; k >= 0; k-- {
		m := d.mentions[k]
		s := d.sentOf[m.first]
		if s < d.sentOf[i]-2 || found >= 0 && s < at {
			break
		}
		if !slices.Contains(who, m.entity) || m.entity == found || d.quoteOf[m.first] >= 0 {
			continue
		}
		if found >= 0 {
			return -1
		}
		found, at = m.entity, s
	}
	return found
}

// joinPosts gives names that are only an office, such as "the U.S. President", to the
// person who holds it.
func (d *doc) joinPosts() {
	for n := range d.names {
		nm := &d.names[n]
		if nm.entity < 0 || d.entities[nm.entity].best != n || len(d.entities[nm.entity].aliases) > 0 || nm.demonym || !d.word(nm.last).role || d.entities[nm.entity].kind == facts.EntityPerson {
			continue
		}
		if e := d.holder(nm.last); e >= 0 && e != nm.entity {
			d.entities[nm.entity].label = "" // nothing refers to it any more
			nm.entity = e
		}
	}
}

// isOffice knows roles that are held by one person after the other, so that naming one
// does not tell anything new of whoever the sentence before speaks of.
func isOffice(w string) bool {
	switch w {
	case "president", "minister", "premier", "chancellor", "king", "queen", "emperor", "leader", "head", "chief", "secretary", "ambassador", "senator", "governor", "mayor", "general", "commander", "official", "diplomat", "spokesman", "spokeswoman", "spokesperson":
		return true
	}
	return false
}
