package facts

import "sync"

// stockList has the strings that most encodings have: what they are numbered must not
// change without a new EncodingVersion. Strings that it lacks are only written longer.
var stockList = [...]string{
	string(KindFigure), string(KindQuote), string(KindStatement), string(KindPerson), string(KindEvent),
	string(Direct), string(Mixed), string(Words), string(Indirect),
	string(EntityOrganisation), string(EntityPlace), string(EntityOther),

	// rules of package extract
	"the speaker before in the paragraph",
	"noun of the figure's own phrase",
	"what the figure before counts",
	"as described beside the cue",
	"cue behind the quotation",
	"content behind the cue",
	"cue before the quotation",
	"what the cue judges or describes",
	"named beside the cue",
	"content before the cue",
	"what is measured",
	"according to, behind its content",
	"role before the name",
	"time expression",
	"role in apposition",
	"content around the cue",
	"role behind the name",
	"noun behind of",
	"what the cue intends",
	"the pronoun means the speaker before",
	"subject of the figure's verb",
	"what the cue asks of somebody",
	"a pronoun that stays open",
	"named in apposition",
	"role by a relative clause",
	"the one who has this role",
	"according to, before its content",
	"a title or name in marks",
	"name",
	"cue at the end of the sentence",
	"the speaker of the quotation before",
	"rank before the name",
	"named before the colon",
	"content behind as somebody says",
	"several speakers",
}

// stock is the number of each string of stockList.
var stock = sync.OnceValue(func() map[string]uint64 {
	m := make(map[string]uint64, len(stockList))
	for i, s := range stockList {
		m[s] = uint64(i)
	}
	return m
})
