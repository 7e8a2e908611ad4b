package answer

import (
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// A word is one token of an article or a question as ranking sees it.
type word struct {
	span facts.Span
	stem int32 // index into the vocabulary; -1 in a question for words it has not
	kind class
}

// class says what a word can be. A word can be several things.
type class uint32

const (
	function    class = 1 << iota // articles, prepositions, pronouns, auxiliaries
	name                          // capitalised, and not only because a sentence begins
	capital                       // capitalised
	number                        // 138, two, dozens
	year                          // 2022
	clock                         // part of a time expression: Sunday, 1998, week
	day                           // a weekday, month, year or "yesterday": a time by itself
	money                         // $, €, dollars
	percent                       // %, per cent
	duration                      // hours, years
	distance                      // miles, km
	verb                          // more often a verb than not, or a past form
	past                          // a past form
	noun                          // can be a noun
	preposition                   // in, of, from
	mark                          // a quotation mark
	stop                          // punctuation
	breaks                        // punctuation that separates clauses: , ; : — ( )
	beside                        // part of a hyphenated word, behind its whole
	age                           // aged, old, 44-year-old
	auxiliary                     // is, has, will
	place                         // a preposition that places follow
	because                       // a reason follows or goes before: because, blamed
	hardly                        // … perhaps: as, after, by
	purpose                       // to
	saying                        // a verb of saying
	person                        // a noun for people: survivor, minister
	score                         // the result of a game: 4-0
	hour                          // part of a time of day: 7:52, a.m., noon; clock and day too
	pronoun                       // stands for something said before: it, they, that
	definite                      // the, such: what follows may have been named before
	month                         // May; clock and day too
)

// fold is the spelling under which a token is compared. Countries and unions that
// are known by their initials get one spelling, whatever the form: the US, U.S.
// and United States; and "us" behind an article is the country. Per cent is percent.
func fold(t lang.Token, before string) string {
	switch w := t.Word; w.Text {
	case "US", "U.S.", "U.S", "USA", "U.S.A.", "States", "states", "us":
		if w.Text != "us" && w.Lower != "states" || w.Text == "us" && before == "the" || w.Lower == "states" && before == "united" {
			return "usa"
		}
	case "UK", "U.K.", "U.K", "Kingdom", "kingdom":
		if w.Lower != "kingdom" || before == "united" {
			return "uk"
		}
	case "EU", "E.U.", "Union", "union":
		if w.Lower != "union" || before == "european" {
			return "eu"
		}
	case "UN", "U.N.", "Nations", "nations":
		if w.Lower != "nations" || before == "united" {
			return "un"
		}
	case "cent":
		if before == "per" {
			return "percent"
		}
	}
	return strings.TrimSuffix(lang.Fold(t.Word.Text), ".")
}

// classify says what a word can be, whether it is a name aside.
func classify(t lang.Token, folded string) class {
	var k class
	tags := t.Word.Tags
	switch t.Kind {
	case lang.Mark:
		return mark
	case lang.Punct:
		switch t.Word.Text {
		case "$", "€", "£", "¥":
			return money | breaks
		case "%":
			return percent
		case ",", ";", ":", "(", ")", "—", "–", "[", "]":
			return stop | breaks
		}
		return stop
	case lang.Clitic:
		return function
	case lang.Number:
		k |= number | noun
		if isYear(folded) {
			k |= year | clock | day
		}
		if strings.HasSuffix(folded, "s") && len(folded) == 5 && isYear(folded[:4]) {
			k |= clock | day
		}
		if strings.HasSuffix(folded, "-year-old") {
			k |= age
		}
		if strings.Contains(folded, ":") {
			k |= clock | day | hour
		}
		if isScore(folded) {
			k |= score
		}
		// 10.20pm, 3.4km, 31-foot
		if unit := strings.TrimLeft(folded, "0123456789.,:-–"); unit != "" && unit != folded {
			k |= units(unit, k) &^ number
			if unit == "am" { // not a unit alone: I am
				k |= clock | day | hour
			}
		}
		return k
	}
	if t.Capitalised() {
		k |= capital
	}
	if tags&lang.Function != 0 && folded != "usa" {
		k |= function
		if prepositions.Has(folded) {
			k |= preposition
		}
		if auxiliaries.Has(folded) {
			k |= auxiliary
		}
		if pronouns.Has(folded) {
			k |= pronoun
		}
		if folded == "the" || folded == "such" {
			k |= definite
		}
	}
	k |= units(folded, k)
	if first, last, ok := strings.Cut(folded, "-"); ok && units(first, k)&number != 0 {
		k |= number | units(last, k) // seven-week
	}
	if tags&lang.Noun != 0 || tags == 0 {
		k |= noun
	}
	if tags&lang.Person != 0 {
		k |= person
	}
	if tags&(lang.MostlyVerb|lang.Past) != 0 {
		k |= verb
	}
	if tags&lang.Past != 0 {
		k |= past
	}
	if k&verb != 0 && sayWords.Has(lemma(folded)) {
		k |= saying
	}
	if placeWords.Has(folded) {
		k |= place
	}
	switch v, _ := reasonWords.Find(folded); v {
	case "strong":
		k |= because
	case "weak":
		k |= hardly
	case "to":
		k |= purpose
	}
	return k
}

// isYear reports whether digits are a year that people write about. The bounds
// keep out most counts; a count that looks like a year is both.
func isYear(s string) bool {
	if len(s) != 4 {
		return false
	}
	for i := range 4 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s >= "1000" && s < "2100"
}

// isScore reports whether a number is written like the result of a game or of a vote:
// two numbers of at most three digits, joined.
func isScore(s string) bool {
	a, b, ok := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	if !ok || a == "" || b == "" || len(a) > 3 || len(b) > 3 {
		return false
	}
	return strings.Trim(a+b, "0123456789") == ""
}

// units are the classes of words that name numbers, times, money, lengths and ages, which
// units.txt has; k is what is known of the word so far.
func units(folded string, k class) class {
	v, ok := unitWords.Find(folded)
	if !ok {
		return 0
	}
	var out class
	for _, c := range v {
		switch c {
		case 'n':
			out |= number
		case 'c':
			out |= clock
		case 'D':
			out |= clock | day
		case 'o':
			out |= clock | day | month
		case 'M': // months that are other words in lower case: May, March
			if k&capital != 0 {
				out |= clock | day | month
			}
		case 'd':
			out |= duration | clock
		case 'm':
			out |= money
		case 'p':
			out |= percent
		case 'l':
			out |= distance
		case 'a':
			out |= age
		case 'h':
			out |= clock | day | hour
		}
	}
	return out
}
