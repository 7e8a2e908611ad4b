package handlers

import (
	"slices"
	"strings"

	"byline/facts"
	"byline/handlers/language"
)

// greeting names the article, says what is unknown about it, and gives three
// examples made from its table.
func greeting(v language.Voice, cat *catalogue) Reply {
	n := len(cat.articles)
	r := Reply{Found: true, Confidence: 1}
	if n == 0 {
		r.Answer = v.Say("No article has been read yet.")
		return r
	}
	a := cat.articles[0].table().Article
	label := oneLine(a.Label())
	switch {
	case n > 1:
		r.Answer = v.Plural(n, "Ask about %d article. The newest: %s", "Ask about %d articles. The newest: %s", stop(label))
	case a.Title != "":
		r.Answer = v.Say("Ask about this article: %s", stop(label))
	default:
		r.Answer = v.Say("Ask about the article that begins: %s", stop(label))
	}
	r.Answer += " " + known(v, a)
	r.Examples = examples(cat)
	return r
}

// known says what is known of an article's origin, and what is not.
func known(v language.Voice, a *facts.Article) string {
	var has []string
	if a.Outlet != "" {
		has = append(has, v.Say("Outlet: %s.", oneLine(a.Outlet)))
	}
	if !a.Published.IsZero() {
		has = append(has, v.Say("Published: %s.", day(v, a)))
	}
	switch {
	case a.Outlet == "" && a.Published.IsZero():
		has = append(has, v.Say("Its outlet and its date are unknown."))
	case a.Outlet == "":
		has = append(has, v.Say("Its outlet is unknown."))
	case a.Published.IsZero():
		has = append(has, v.Say("Its date is unknown."))
	}
	return strings.Join(has, " ")
}

// day is when an article was published; empty when that is unknown.
func day(v language.Voice, a *facts.Article) string {
	if a.Published.IsZero() {
		return ""
	}
	return v.Day(a.Published)
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

// thanks reports whether a message consists of words of thanks and content: "ok, thank
// you very much".
func thanks(words string) bool {
	all := strings.FieldsFunc(words, notInWord)
	for _, w := range all {
		switch w {
		case "thanks", "thank", "you", "thx", "ty", "cheers", "great", "nice", "cool", "ok", "okay", "k", "perfect", "awesome",
			"many", "a", "lot", "very", "much", "so", "good", "bot", "byline", "job", "work", "one", "got", "it", "that", "helps", "for", "the", "help",
			"danke", "schon", "vielen", "dank", "merci", "beaucoup", "gracias", "muchas", "дякую", "дуже", "спасибі":
		default:
			return false
		}
	}
	return slices.ContainsFunc(all, func(w string) bool {
		switch w {
		case "thanks", "thank", "thx", "ty", "cheers", "great", "nice", "cool", "ok", "okay", "perfect", "awesome", "good",
			"danke", "dank", "merci", "gracias", "дякую", "спасибі":
			return true
		}
		return false
	})
}

// courtesy answers what is no question: a greeting is answered by the greeting
// itself, thanks and abuse by one polite line. It looks at whole messages only.
func courtesy(v language.Voice, words string) (line string, greet, ok bool) {
	if thanks(words) {
		return v.Say("You are welcome."), false, true
	}
	switch words {
	case "hello", "hi", "hey", "hiya", "hello there", "hi there", "hey there", "good morning", "good afternoon",
		"good evening", "start", "who are you", "what are you", "what is byline", "who is byline", "what can you do", "what do you do",
		"what can i ask", "what can i ask you", "how does this work", "how do you work", "hello byline", "hi byline", "hey byline",
		"hallo", "guten morgen", "guten tag", "guten abend", "bonjour", "bonsoir", "salut",
		"hola", "buenos dias", "buenas tardes", "buenas noches", "привіт", "вітаю", "добрий день", "добрий вечір", "доброго дня":
		return "", true, true
	case "bye", "goodbye", "good night", "see you", "tschuss", "auf wiedersehen", "au revoir", "adios", "hasta luego", "до побачення":
		return v.Say("Goodbye."), false, true
	case "fuck you", "fuck off", "fuck", "shut up", "you suck", "stupid bot", "bad bot", "idiot", "you idiot",
		"you are stupid", "you're stupid", "you are useless", "useless", "go away", "piss off", "screw you":
		return v.Say("Sorry that this was no help. !help shows what can be asked."), false, true
	}
	return "", false, false
}
