package lang

import "strings"

// datelineReach is how many tokens a dateline takes at most.
const datelineReach = 16

// Dateline is how many tokens of a sentence go before what it tells: a place, a day and an
// agency, as papers and agencies write them before a report's first sentence ("LISBON, 28 January
// (Agency) –", "Hull, June 5 -"), with the dash; 0 when there is none. A dateline has an agency in
// brackets or a day before its dash, or is the place alone, in capitals ("LISBON —").
func Dateline(sentence []Token) int {
	if len(sentence) == 0 {
		return 0
	}
	first := sentence[0].Word
	if sentence[0].Kind != Word || !sentence[0].Capitalised() || Weekday(first.Lower) || Month(first.Lower) {
		return 0
	}
	kind, _ := Gazetteer.Find(first.Lower)
	known, capitals := strings.Contains(kind, "l"), len(first.Lower) > 2 && first.Shape&AllCaps != 0
	alone := sentence[0].Line && capitals && (known || len(first.Text) > len("NATO"))
	dated, bracket := false, false
	for i := 1; i < min(len(sentence)-1, datelineReach); i++ {
		t, next := sentence[i], sentence[i+1]
		switch {
		case t.Dash() && next.Dash():
		case t.Dash():
			begins := next.Kind == Mark || next.Capitalised()
			if begins && (t.Space || next.Space || sentence[i-1].Dash()) && (dated || alone || (known || capitals) && sentence[i-1].Is(")")) {
				return i + 1
			}
			return 0
		case t.Is("("), t.Is(")"):
			bracket = t.Is("(")
		case bracket, t.Is(","), t.Is("."), t.Is("/"), t.Kind == Number:
		case t.Kind == Word && t.Capitalised():
			dated = dated || Month(t.Word.Lower) || Weekday(t.Word.Lower)
		default:
			return 0
		}
	}
	return 0
}

// Dash reports whether the token is a dash between words or clauses.
func (t Token) Dash() bool { return t.Is("-") || t.Is("–") || t.Is("—") || t.Is("--") }
