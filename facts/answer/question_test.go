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
		"What did the host own up to?":             wantThing, // he is who did it, not who is asked for
		"What was the driver doing?":               wantThing,
		"what have party bosses been speeding up":  wantThing,
		"What will the fine be?":                   wantAmount,
		"What would it have cost the city?":        wantAmount,
		"Which targets did they name?":             wantKind, // not how many
		"What does ISW stand for?":                 wantMeaning,
		"What does am yisrael chai mean?":          wantMeaning,
		"What was the operation called?":           wantWords,
		"What has been the death toll?":            wantAmount,
		"What was the price during the sale?":      wantAmount,
		"What has the death toll reached?":         wantAmount,
		"What has Ruiz been saying about Lviv?":    wantWords,
		"What did they charge him with?":           wantThing,
		"What did the crowd pay tribute to?":       wantThing,
		"What did the autopsy reveal?":             wantThing,
		"Who is the man accused of the murder?":    wantPerson,
		"What was in the report?":                  wantThing, // a report, nothing reported
		"What did it take to get them to say yes?": wantThing,
		"How did he describe the drones?":          wantWords,
		"how likely is a hit":                      wantMeasure,
		"who was the message sent to":              wantWho,
		"wher did they fall":                       wantPlace,
		"drones on Sunday":                         wantAnything,
		"drones shot down last year":               wantAnything,
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
		"Which appliance turns it off?":        "appliance",
		"Which skipper put it past him?":       "skipper",
		"How many missile attacks on Odesa?":   "attacks",
		"How many job cuts at the firm?":       "cuts",
		"Which peace plan that he made failed": "plan",
		"What trade talks with them failed":    "talks",
		"What arms deal was signed?":           "deal",
		"Which pitcher officially signed?":     "pitcher",
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

// A piece of a program is no question, whatever its words are; marks that people set are.
func TestCode(t *testing.T) {
	for text, want := range map[string]bool{
		"SELECT * FROM facts":             true,
		"'; DROP TABLE facts; --":         true,
		"<script>alert(1)</script>":       true,
		"${jndi:ldap://x}":                true,
		"cat ../../etc/passwd":            true,
		"**how many** drones -- in all?":  false,
		"||who won|| (the final);":        false,
		"<@123> what's 50% of $5m & more": false,
	} {
		if isCode(text) != want {
			t.Errorf("code is %v in %q", !want, text)
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
