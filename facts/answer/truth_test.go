package answer_test

import (
	"testing"

	"byline/facts/answer"
	"byline/facts/article"
	"byline/facts/extract"
)

// Yes and no are said only where a sentence plainly says so.
func TestVerdict(t *testing.T) {
	const text = `The bearing had been replaced in January, said Phil Grauer, the president of the mill.
The company did not answer the letter. The governor signed the bill on Monday.
Ana Ruiz would sign the treaty if the senate agreed. The unions rejected the offer.
Mayor Tom Hale was arrested by federal agents. Inspectors plan to visit the mill in June.
The senate has passed the budget, but the treaty was refused. The bishop was to demand condemning the war.`
	x := answer.New(extract.Table(article.FromText("a.txt", text)))
	for question, want := range map[string]answer.Verdict{
		"Was the bearing replaced?":             answer.Yes,
		"Did the company answer the letter?":    answer.No,
		"Did the governor sign the bill?":       answer.Yes,
		"Did the unions reject the offer?":      answer.Yes,
		"Did the unions accept the offer?":      answer.Unsaid,
		"Did the governor sign the treaty?":     answer.Unsaid,
		"Did Ana Ruiz sign the treaty?":         answer.Unsaid,
		"Was the mayor arrested?":               answer.Yes,
		"Did the mayor arrest the agents?":      answer.Unsaid,
		"Did inspectors visit the mill?":        answer.Unsaid,
		"Did the bishop condemn the war?":       answer.Unsaid,
		"Was the treaty passed?":                answer.Unsaid,
		"Did the governor not sign the bill?":   answer.Unsaid,
		"Did the governor sign or veto a bill?": answer.Unsaid,
		"When was the bearing replaced?":        answer.Unsaid,
	} {
		if a := x.Ask(question); a.Verdict != want {
			t.Errorf("%s is %d, want %d (found %v)", question, a.Verdict, want, a.Found)
		}
	}
}
