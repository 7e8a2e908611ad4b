package answer

import (
	_ "embed"

	"byline/facts/lang"
)

// The word lists of questions and answers; each says in its first line what it is.
var (
	//go:embed lists/units.txt
	unitWords lang.List
	//go:embed lists/prepositions.txt
	prepositions lang.List
	//go:embed lists/auxiliaries.txt
	auxiliaries lang.List
	//go:embed lists/wh.txt
	whWords lang.List
	//go:embed lists/say.txt
	sayWords lang.List
	//go:embed lists/asking.txt
	asking lang.List
	//go:embed lists/places.txt
	placeWords lang.List
	//go:embed lists/reasons.txt
	reasonWords lang.List
	//go:embed lists/money.txt
	moneyVerbs lang.List
	//go:embed lists/behind.txt
	foldedBehind lang.List
	//go:embed lists/functions.txt
	functionWords lang.List
	//go:embed lists/focus.txt
	focusWords lang.List
	//go:embed lists/negations.txt
	negations lang.List
	//go:embed lists/chat.txt
	chatWords lang.List
	//go:embed lists/hedges.txt
	hedges lang.List
	//go:embed lists/future.txt
	futureWords lang.List
	//go:embed lists/often.txt
	oftenWords lang.List
	//go:embed lists/stance.txt
	stances lang.List
	//go:embed lists/pronouns.txt
	pronouns lang.List
	//go:embed lists/superlatives.txt
	superlatives lang.List
	//go:embed lists/questions.txt
	questionWords lang.List
)
