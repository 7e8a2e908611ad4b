package answer_test

import (
	"strings"
	"testing"

	"byline/facts/answer"
	"byline/facts/article"
	"byline/facts/extract"
)

func about(text string) *answer.Index {
	return answer.New(extract.Table(article.FromText("test", text)))
}

// In an interview the reply stands behind its question.
func TestInterview(t *testing.T) {
	x := about(`Reporters spoke with Dana Holt, who owns the Pier Bar in Mossend.

How is the Mossend punch made?

Rum, lime and a lot of crushed ice are shaken for a minute.

Why did you open the bar?

My aunt left me the house.

“Who needs another bar?” asked a neighbour. The council has to decide.`)
	for question, want := range map[string]string{
		"How is the punch made?":       "Rum, lime and",
		"Why did she open the bar?":    "My aunt left",
		"Who needs another bar?":       "“Who needs another bar?”",
		"Who owns the Pier Bar?":       "Reporters spoke",
		"What does the council decide": "The council",
	} {
		if a := x.Ask(question); !strings.HasPrefix(first(a), want) {
			t.Errorf("%s: %q (%.2f), want %q", question, first(a), a.Confidence, want)
		}
	}
}

// What a sentence denies has no short answer in it.
func TestDenied(t *testing.T) {
	x := about("The miners didn’t start the strike at the Ostrava pit, the union said. The mill closed on Friday. The court never fined the owner, Karel Dvorak.")
	for question, want := range map[string]string{
		"Who started the strike at the pit?": "",
		"When did the mill close?":           "Friday",
		"Whom did the court fine?":           "",
	} {
		if a := x.Ask(question); !strings.HasSuffix(a.Short, want) || want == "" && a.Short != "" {
			t.Errorf("%s: %q, want %q", question, a.Short, want)
		}
	}
}

// A short answer is a guess where others are as likely.
func TestGuess(t *testing.T) {
	x := about("The mill in Ostrava closed on Friday. Ann Lee met Bo Hall, Cy Dow met Di Fay, Ed Gay met Flo Hart.")
	if a := x.Ask("When did the mill close?"); a.Short != "Friday" || a.Guess {
		t.Errorf("%q, a guess: %v", a.Short, a.Guess)
	}
	if a := x.Ask("Who met?"); !a.Guess {
		t.Errorf("%q is no guess", a.Short)
	}
}

// Of two figures that count the same the one is meant that stands near the question's words.
func TestNearestFigure(t *testing.T) {
	x := about("The fair had 43 visitors in 2019 and 17 visitors in 2023.")
	for question, want := range map[string]string{
		"How many visitors did the fair have in 2019?": "43",
		"How many visitors did the fair have in 2023?": "17",
	} {
		if a := x.Ask(question); a.Short != want {
			t.Errorf("%s: %q, want %q", question, a.Short, want)
		}
	}
}

// Questions are typed as in chats: without apostrophes and capitals, and for short.
func TestChatSpelling(t *testing.T) {
	x := about("Five people died when the ferry sank near Oslo on Friday. Captain Nils Berg was arrested.")
	for question, want := range map[string]string{
		"how many ppl died":        "Five",
		"whens the ferry sinking?": "Friday",
		"wheres the ferry":         "Oslo",
	} {
		if a := x.Ask(question); !strings.Contains(a.Short, want) {
			t.Errorf("%s: %q, want %q", question, a.Short, want)
		}
	}
	for question, missing := range map[string]string{
		"did putin die?":     "putin",
		"who is truss?":      "truss",
		"where is lisbon?":   "lisbon",
		"how many ppl sang?": "sang",
	} {
		if a := x.Ask(question); a.Found || a.Missing != missing {
			t.Errorf("%s: found %v, %q is missing, want %q", question, a.Found, a.Missing, missing)
		}
	}
}

// What others say of somebody is not what they say.
func TestOthersSpeak(t *testing.T) {
	x := about("“We had a rocky time with Karel Dvorak,” said Ana Ruiz, the mayor of Ostrava. Karel Dvorak owns the mill. “The mill will be sold,” said Ana Ruiz.")
	if a := x.Ask("What did Dvorak say?"); a.Found {
		t.Errorf("%q is what Dvorak said", first(a))
	}
	if a := x.Ask("What did Ruiz say about the mill?"); !a.Found || !strings.Contains(first(a), "sold") {
		t.Errorf("found %v, %q", a.Found, first(a))
	}
}
