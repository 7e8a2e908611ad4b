package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/compare"
	"byline/facts/extract"
	"byline/handlers/handlerstest"
)

// What a message asserts, held against one article: b borne out, d differs with the reason,
// - not there. A trap is a message that sounds like the article and says something else.
func TestHold(t *testing.T) {
	tables := map[string]*facts.Table{"harbour": handlerstest.Harbour(), "seed": extract.Table(article.Seed())}
	reasons := map[compare.Reason]string{compare.OtherValue: "value", compare.OtherMatter: "matter", compare.Negated: "negated",
		compare.Unsure: "unsure", compare.OtherSpeaker: "speaker", compare.OtherWords: "words", compare.NotInMarks: "marks"}
	for _, test := range []struct{ article, message, want string }{
		{"seed", "267 drones were launched, 138 shot down lol", "b b"},
		{"seed", "138 drones were intercepted", "b"},
		{"seed", "Ignat claimed that 138 of the drones were intercepted and 119 were lost", "b b"},
		{"seed", "Ignat says they downed 138 drones", "b"},
		{"seed", "wow 267 drones!!", "b"},
		{"seed", "267 drones spotted, 150 intercepted, 119 lost", "b d:value b"},
		{"seed", "like 140 drones got shot down", "b"},
		{"seed", "~140 drones were intercepted", "b"},
		{"seed", "130+ drones intercepted by Ukraine", "b"},
		{"seed", "more than 100 drones were intercepted", "d:value"},
		{"seed", "more than 140 drones were intercepted", "d:value"},
		{"seed", "two hundred sixty-seven drones were spotted", "b"},
		{"seed", "20k drones were intercepted", "d:value"},
		{"seed", "1.2 million people fled", "-"},
		{"seed", "inflation rose 12%", "-"},
		{"seed", "138% of drones were intercepted", "-"},
		{"seed", "$138 was paid", "-"},
		{"seed", "20 Ukrainian drones were destroyed", "b"},
		{"seed", "20 drones were destroyed overnight", "b"},
		{"seed", "drones: 267", "b"},
		{"seed", "138 drones were intercepted, what a night, poor people", "b"},
		{"seed", "267 drones spotted, 150 intercepted, and Putin said \"this is a dialogue between two extraordinary presidents\"", "b d:value d:speaker"},
		{"seed", "138 of 267 drones were intercepted", "b b"},
		{"seed", "Ukraine's Air Force says 267 drones", "b"},
		{"seed", "I have 138 cats", "-"},
		{"seed", "Russia lost 138 drones", "d:matter"},
		{"seed", "267 drones hit Kyiv", "-"},
		{"seed", "half of the drones were shot down", ""},
		{"seed", "Zelensky: 138 drones were downed", "d:matter"},
		// traps
		{"seed", "138 drones were intercepted, which is a lie", "d:negated"},
		{"seed", "138 drones were intercepted, over Moscow", "-"},
		{"seed", "Trump says 267 drones were spotted", "d:speaker"},
		{"seed", "Ignat denied that 138 drones were intercepted", "d:negated"},
		{"seed", "138 people were killed", "-"},
		{"seed", "10 drones were destroyed", "d:matter"},
		{"seed", "138 drones crashed", "d:matter"},
		{"seed", "138 drones were not intercepted", "d:negated"},
		{"seed", "they didn't intercept 138 drones", "d:negated"},
		{"seed", "138 drones will be intercepted", "d:unsure"},
		{"seed", "119 drones were intercepted and 138 lost", "d:value d:value"},
		{"seed", "138 drones were intercepted by Russia", "d:matter"},
		{"seed", "138 Russian drones were intercepted", "d:matter"},
		{"seed", "138 tanks were intercepted", "-"},
		{"seed", "Ukraine launched 267 drones", "d:matter"},
		{"seed", "Russia launched 267 drones", "b"},
		{"seed", "267 drones were spotted over Moscow", "-"},
		{"seed", "267 drones were launched against Russia", "d:matter"},
		{"seed", "119 drones were lost, causing damage", "d:matter"},
		{"seed", "119 drones were lost without causing damage", "b"},
		{"seed", "Putin said 138 drones were intercepted", "d:speaker"},
		{"seed", "the Russian Defense Ministry claimed 138 drones were intercepted", "d:speaker"},
		{"seed", "20 Russian drones were destroyed", "d:matter"},
		{"seed", "138 drones were shot down on Thursday", "d:matter"},
		{"seed", "138 drones were intercepted. That's false.", "d:negated"},
		{"seed", "138 drones were intercepted. What a night.", "b"},
		{"seed", "if 138 drones were intercepted, then why", "d:unsure"},
		{"seed", "138 drones were nearly intercepted", "d:unsure"},
		{"seed", "nearly 138 drones were intercepted", "b"},
		{"seed", "all but 138 drones were intercepted", "d:negated"},
		{"seed", "every drone except 138 was intercepted", "d:negated"},
		{"seed", "twice 138 drones were intercepted", "d:value"},
		{"seed", "between 130 and 140 drones were intercepted", "b"},
		{"seed", "100-300 drones were intercepted", "d:value"},
		{"seed", "the US intercepted 138 drones", "d:matter"},
		{"seed", "US air defenses intercepted 138 drones", "d:matter"},
		{"seed", "Ukraine intercepted 138 drones", "b"},
		{"seed", "Ukraine lost 119 drones", "d:matter"},
		{"seed", "Ukraine's 138 drones were intercepted", "d:matter"},
		{"seed", "Ukraine attacked Russia with 267 drones", "d:matter"},
		{"seed", "20 drones destroyed Ukraine", "d:matter"},
		{"seed", "20 Ukrainian drones launched by Russia were destroyed", "d:matter"},
		{"seed", "138 drones were intercepted without causing damage", "d:matter"},
		{"seed", `Peskov never said "this is a dialogue between two extraordinary presidents"`, "d:negated"},
		{"seed", `Peskov denied saying "this is a dialogue between two extraordinary presidents"`, "d:negated"},
		{"seed", `"this is a dialogue between two extraordinary presidents" is a fake quote`, "d:negated"},
		{"seed", "hello, how are you?", ""},
		// quotations
		{"seed", `Peskov said "this is a dialogue between two extraordinary presidents"`, "b"},
		{"seed", `"This is a dialogue between two extraordinary presidents" - Putin`, "d:speaker"},
		{"seed", `"This is a dialogue between two extraordinary presidents" - Peskov`, "b"},
		{"seed", `“THIS IS A DIALOGUE between two extraordinary presidents!!”`, "b"},
		{"seed", `the Kremlin: "This is a dialogue between two extraordinary presidents"`, "b"},
		{"seed", `"This is a dialogue between two great presidents"`, "d:words"},
		{"seed", `"It is important that nothing prevents us ... two heads of state"`, "b"},
		{"seed", `"It is important that ... prevents us from realizing the political will"`, "b"},
		{"seed", `Starmer said "agreed that Europe must step up for the good of collective European security"`, "d:speaker"},
		{"seed", `Starmer's spokesperson said they "agreed that Europe must step up for the good of collective European security"`, "b"},
		{"seed", `Leavitt said Waltz will be "working around the clock all weekend"`, "b"},
		{"seed", `"we will win this war by Friday"`, "-"},
		{"seed", `"the president is not very confident we can get it done this week"`, "d:words"},
		{"seed", `Trump said "he planned to negotiate a swift end to the war"`, "d:marks"},
		{"seed", `"he planned to negotiate a swift end to the war"`, "b"},
		{"seed", `"he didn't need to be present ... peace talks"`, "b"},
		{"seed", `"he did ... need to be present during peace talks"`, "d:words"},

		{"harbour", "40 boats damaged, 25 repaired, 11 scrapped", "b b b"},
		{"harbour", "40 boats sank", "d:matter"},
		{"harbour", "30 boats were damaged", "d:value"},
		{"harbour", "25 boats were repaired by the navy", "d:matter"},
		{"harbour", "25 boats were repaired by volunteers", "b"},
		{"harbour", "Anna Lind claimed that 25 boats were repaired", "b"},
		{"harbour", "Öhler claimed that 25 boats were repaired", "d:speaker"},
		{"harbour", "6 Wexley boats were stolen", "b"},
		{"harbour", "40 cars were damaged", "-"},
		{"harbour", "about 40 boats were damaged", "b"},
		{"harbour", "40 boats were never damaged", "d:negated"},
		{"harbour", `Lind: "This was the worst night in forty years"`, "b"},
		{"harbour", `Öhler said "this was the worst night in forty years"`, "d:speaker"},
		{"harbour", `"this was the worst night in fifty years"`, "d:words"},
		{"harbour", `"We start again tomorrow … every boat that swims"`, "b"},
		{"harbour", `"this was the worst night … we start again tomorrow"`, "b"},
		{"harbour", `"all hands on deck tonight"`, "-"},
	} {
		var got []string
		for _, a := range compare.Assertions(test.message) {
			h := compare.Hold(a, []*facts.Table{tables[test.article]})
			switch h.Verdict {
			case compare.Borne:
				got = append(got, "b")
			case compare.Differs:
				got = append(got, "d:"+reasons[h.Why])
			default:
				got = append(got, "-")
			}
			if testing.Verbose() {
				fmt.Printf("%s: %+v\n", test.message, h.Assertion)
			}
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s, %s\n got %s\nwant %s", test.article, test.message, got, test.want)
		}
	}
}
