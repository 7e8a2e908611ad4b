package answer

import (
	"testing"

	"byline/facts"
	"byline/facts/lang"
)

func small(text string) *Index {
	return New(&facts.Table{Article: &facts.Article{Text: text, Sentences: lang.Sentences(text)}})
}

func TestIntent(t *testing.T) {
	x := small("Mayor Ana Ruiz said on Sunday that 12 drones fell near Lviv.")
	for question, want := range map[string]intent{
		"How many drones fell?":                    wantCount,
		"number of drones?":                        wantCount,
		"how much did it cost":                     wantAmount,
		"What percentage of drones fell?":          wantAmount,
		"what was the death toll":                  wantAmount,
		"how long did it last":                     wantMeasure,
		"How far is it from Lviv?":                 wantMeasure,
		"how old is Ana Ruiz":                      wantMeasure,
		"Who is Ana Ruiz?":                         wantPerson,
		"Who shot the drones down?":                wantWho,
		"By whom was it found?":                    wantWho,
		"Who said 12 drones fell?":                 wantSpeaker,
		"When did the drones fall?":                wantTime,
		"In what year did the war begin?":          wantTime,
		"records since when?":                      wantTime,
		"Where did they fall?":                     wantPlace,
		"Which city was hit?":                      wantPlace,
		"Why did they fall?":                       wantReason,
		"What caused the fire?":                    wantReason,
		"How did they fall?":                       wantManner,
		"Which drone fell?":                        wantKind,
		"What did Ruiz say about Lviv?":            wantWords,
		"What does the mayor call it?":             wantWords,
		"Did the drones fall?":                     wantTruth,
		"What is a drone?":                         wantMeaning,
		"drones near Lviv":                         wantAnything,
		"can you tell me when the drones fell":     wantTime,
		"wat did ruiz say":                         wantWords,
		"hwo many drones fell":                     wantCount,
		"":                                         wantAnything,
		"Did Ruiz say when the drones fell?":       wantTruth,
		"What deal does she want?":                 wantKind,
		"Which expert warned of a new attack?":     wantWho,
		"What was the speed of the fastest drone?": wantAmount,
	} {
		if got := x.read(question).intent; got != want {
			t.Errorf("%q wants %s, not %s", question, intentNames[want], intentNames[got])
		}
	}
}

func TestFocus(t *testing.T) {
	x := small("The drones fell. Soldiers of Moscow died.")
	for question, want := range map[string]string{
		"How many drones fell?":                "drones",
		"How many Ukrainian drones fell?":      "drones",
		"how many people died":                 "people",
		"how many of Moscow's soldiers died?":  "soldiers",
		"number resettled?":                    "resettled",
		"How many homes collapsed in Gansu?":   "homes",
		"What type of missile was sent?":       "missile",
		"Which Italian team do they admire?":   "team",
		"What was the magnitude of the quake?": "magnitude",
		"When did they fall?":                  "",
		"how many got hurt":                    "",
		"how many drones got shot down":        "drones",
	} {
		q := x.read(question)
		got := ""
		if q.focus >= 0 {
			got = q.terms[q.focus].text
		}
		if got != want {
			t.Errorf("the focus of %q is %q, want %q", question, got, want)
		}
	}
}

func TestMend(t *testing.T) {
	x := small("Guardiola's spokesman Peskov said Zelensky told reporters in Kyiv that drones were intercepted; spare parts arrived in Lviv. It was 14 °C at two.")
	for word, want := range map[string]string{
		"gaurdiola":  "guardiola",
		"peskow":     "peskov",
		"dronse":     "drones",
		"intercpted": "intercepted",
		"prats":      "parts", // a rare word with the same letters
		"mny":        "many",
		"hapened":    "happened",
		"helicopter": "helicopter", // known words are no typing errors
		"drone":      "drone",
		"zelenskyy":  "zelenskyy", // another spelling, which is known to mean the same
		"kiev":       "kiev",
		"tank":       "tank",
		"scholz":     "scholz",
		"xyzzyx":     "xyzzyx",
	} {
		q := x.read("about " + word)
		if got := q.words[len(q.words)-1].lower; got != want {
			t.Errorf("%q is read as %q, want %q", word, got, want)
		}
	}
}
