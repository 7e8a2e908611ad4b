package handlers

import (
	"strings"

	"byline/facts"
)

// greeting names the article, says what is unknown about it, and gives three
// examples made from its table.
func greeting(cat *catalogue) Reply {
	n := len(cat.articles)
	r := Reply{Found: true, Confidence: 1}
	if n == 0 {
		r.Answer = "No article has been read yet."
		return r
	}
	a := cat.articles[0].table().Article
	label := oneLine(a.Label())
	switch {
	case n > 1:
		r.Answer = "Ask about " + itoa(n) + " articles. The newest: " + stop(label)
	case a.Title != "":
		r.Answer = "Ask about this article: " + stop(label)
	default:
		r.Answer = "Ask about the article that begins: " + stop(label)
	}
	r.Answer += " " + known(a)
	r.Examples = examples(cat)
	return r
}

// known says what is known of an article's origin, and what is not.
func known(a *facts.Article) string {
	var has, lacks []string
	if a.Outlet != "" {
		has = append(has, "Outlet: "+oneLine(a.Outlet)+".")
	} else {
		lacks = append(lacks, "outlet")
	}
	if !a.Published.IsZero() {
		has = append(has, "Published: "+day(a)+".")
	} else {
		lacks = append(lacks, "date")
	}
	switch len(lacks) {
	case 1:
		has = append(has, "Its "+lacks[0]+" is unknown.")
	case 2:
		has = append(has, "Its outlet and its date are unknown.")
	}
	return strings.Join(has, " ")
}

// day is when an article was published; empty when that is unknown.
func day(a *facts.Article) string {
	if a.Published.IsZero() {
		return ""
	}
	return date(a.Published)
}

// examples are three chat lines that the articles answer: a topic, a voice and a
// question. Each works in every channel.
func examples(cat *catalogue) (lines []string) {
	topics := cat.names.ranked()
	for _, s := range topics[:min(len(topics), maxTopics)] {
		if s.kind == facts.EntityOther {
			if _, figures := s.open().facts(facts.KindFigure); len(figures) > 1 {
				lines = append(lines, s.command())
				break
			}
		}
	}
	if len(lines) == 0 && len(topics) > 0 {
		lines = append(lines, topics[0].command())
	}
	if people := cat.quoted(); len(people) > 0 {
		lines = append(lines, "!quotes "+people[0].shortest())
	}
	for _, r := range every(cat.newest(), facts.KindPerson) {
		if p := r.fact().Person; p.Role != "" {
			lines = append(lines, "!ask Who is "+oneLine(p.Name)+"?")
			break
		}
	}
	for _, l := range [...]string{"!topics", "!figures", "!timeline"} {
		if len(lines) < 3 {
			lines = append(lines, l)
		}
	}
	return lines
}

// asksForProof reports whether a whole message asks who says what was answered last.
func asksForProof(words string) bool {
	switch words {
	case "who said that", "who said so", "who said it", "who says that", "who says so", "who says", "says who",
		"where does it say that", "where does it say so", "prove it", "are you sure", "how do you know", "how do you know that":
		return true
	}
	return false
}

// courtesy answers what is no question: a greeting is answered by the greeting
// itself, thanks and abuse by one polite line. It looks at whole messages only.
func courtesy(words string) (line string, greet, ok bool) {
	switch words {
	case "hello", "hi", "hey", "hiya", "hello there", "hi there", "hey there", "good morning", "good afternoon",
		"good evening", "start", "hello byline", "hi byline", "hey byline":
		return "", true, true
	case "thanks", "thank you", "thx", "ty", "cheers", "many thanks", "thanks a lot", "thank you very much",
		"thanks byline", "thank you byline", "great", "nice", "cool", "ok", "okay", "good bot":
		return "You are welcome.", false, true
	case "bye", "goodbye", "good night", "see you":
		return "Goodbye.", false, true
	case "fuck you", "fuck off", "fuck", "shut up", "you suck", "stupid bot", "bad bot", "idiot", "you idiot",
		"you are stupid", "you're stupid", "you are useless", "useless", "go away", "piss off", "screw you":
		return "Sorry that this was no help. !help shows what can be asked.", false, true
	}
	return "", false, false
}
