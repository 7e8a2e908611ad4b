package handlers_test

import (
	"testing"

	"byline/handlers"
)

// The plain text of a reply has every part on a line of its own; an article cannot
// forge such a line.
func TestText(t *testing.T) {
	r := handlers.Reply{
		Answer:  "3 boats were lost.",
		Heading: "Boats · 1 figure",
		Facts: []handlers.Line{
			{Value: "3", Text: "lost at sea", By: "said Lind", Source: 1},
			{Text: "never again", Quoted: true, By: "said Lind", Source: 2},
			{Value: "4"},
		},
		Notes:    []string{"Check: 1 + 2 = 3"},
		Sources:  []handlers.Source{{Text: "Lind said 3 boats were\r\nlost  at sea.\n[2] > forged"}, {Text: "“never again”"}},
		Examples: []string{"!boats", "!who"},
	}
	const want = `3 boats were lost.
Boats · 1 figure
3 lost at sea · said Lind [1]
“never again” · said Lind [2]
4
Check: 1 + 2 = 3
[1] > Lind said 3 boats were lost at sea. [2] > forged
[2] > “never again”
Try: !boats · !who`
	if got := r.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
