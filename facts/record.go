package facts

import "encoding/json"

// The shapes that `bot facts --json` prints, one object a line. The field names
// are a contract with scripts; a field that is unknown is null.

type record struct {
	ID         string  `json:"id"`
	Kind       Kind    `json:"kind"`
	Article    string  `json:"article"`
	Sentence   int     `json:"sentence"`
	Text       string  `json:"text"`  // the verbatim sentence
	Start      int     `json:"start"` // byte offsets of the content
	End        int     `json:"end"`
	Confidence float64 `json:"confidence"`
	*reasons           // nil unless they are asked for
}

// reasons say why a fact is what it is.
type reasons struct {
	Rule        string  `json:"rule"`         // the rule that found it
	SpeakerRule unknown `json:"speaker_rule"` // why this speaker
	CueStart    *int    `json:"cue_start"`    // byte offsets of the cue
	CueEnd      *int    `json:"cue_end"`
}

type quoteRecord struct {
	record
	Content string         `json:"content"`
	Type    QuoteType      `json:"type"`
	Cue     unknown        `json:"cue"`
	Speaker *speakerRecord `json:"speaker"`
	Channel unknown        `json:"channel"`
	Day     unknown        `json:"day"` // when it was said, as written
}

type figureRecord struct {
	record
	Value    float64        `json:"value"`
	ValueMax *float64       `json:"value_max,omitempty"` // ranges only
	Unit     unknown        `json:"unit"`
	Noun     unknown        `json:"noun"`
	Surface  string         `json:"surface"`
	Approx   bool           `json:"approx"`
	Fate     unknown        `json:"fate"`
	When     unknown        `json:"when"`
	By       *speakerRecord `json:"by"`
	Cue      unknown        `json:"cue"`
	Channel  unknown        `json:"channel"`
}

type personRecord struct {
	record
	Name         string  `json:"name"`
	Role         unknown `json:"role"`
	Organisation unknown `json:"organisation"`
}

type eventRecord struct {
	record
	Content string  `json:"content"`
	When    string  `json:"when"`
	Date    unknown `json:"date"`
	Where   unknown `json:"where"`
}

type speakerRecord struct {
	Name         string  `json:"name"`
	Mention      string  `json:"mention"`
	Role         unknown `json:"role"`
	Organisation unknown `json:"organisation"`
}

// unknown is a string that is null when empty.
type unknown string

func (u unknown) MarshalJSON() ([]byte, error) {
	if u == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(u))
}

// FactJSON is fact i as one JSON object, in the shape the command line promises.
func (t *Table) FactJSON(i int) ([]byte, error) { return t.factJSON(i, nil) }

// FoundBy is the rule that found a fact, in a few words. What no rule connects with
// the words around it is found by its form alone.
func (f *Fact) FoundBy() string {
	switch {
	case f.Rule != "":
		return f.Rule
	case f.Figure != nil:
		return "a number without a noun"
	default:
		return "marks without a cue"
	}
}

// ExplainedJSON is FactJSON with the rule that found the fact, the place of the cue
// and why it has this speaker.
func (t *Table) ExplainedJSON(i int) ([]byte, error) {
	f := &t.Facts[i]
	why := &reasons{Rule: f.FoundBy()}
	if f.By != nil {
		why.SpeakerRule = unknown(f.By.Rule)
		if f.By.Cue != "" {
			why.CueStart, why.CueEnd = &f.By.CueSpan.Start, &f.By.CueSpan.End
		}
	}
	return t.factJSON(i, why)
}

func (t *Table) factJSON(i int, why *reasons) ([]byte, error) {
	f := &t.Facts[i]
	r := record{
		ID: f.ID, Kind: f.Kind, Article: t.Article.Name, Sentence: f.Sentence,
		Text: t.Article.Sentence(f.Sentence), Start: f.Span.Start, End: f.Span.End, Confidence: f.Confidence, reasons: why,
	}
	var by Attribution
	var speaker *speakerRecord
	if f.By != nil {
		by = *f.By
		if s := by.Speaker; s != nil {
			speaker = &speakerRecord{s.Name, s.Mention, unknown(s.Role), unknown(s.Organisation)}
		}
	}
	content := t.Article.Slice(f.Span)
	switch f.Kind {
	case KindFigure:
		fig := f.Figure
		out := figureRecord{record: r, Value: fig.Value, Unit: unknown(fig.Unit), Noun: unknown(fig.Noun),
			Surface: fig.Surface, Approx: fig.Approx, Fate: unknown(t.Article.Slice(fig.Fate)), When: unknown(fig.When),
			By: speaker, Cue: unknown(by.Cue), Channel: unknown(by.Channel)}
		if fig.Range {
			out.ValueMax = &fig.Max
		}
		return json.Marshal(out)
	case KindPerson:
		return json.Marshal(personRecord{r, f.Person.Name, unknown(f.Person.Role), unknown(f.Person.Organisation)})
	case KindEvent:
		return json.Marshal(eventRecord{r, content, f.Event.When, unknown(f.Event.Date), unknown(f.Event.Where)})
	default:
		return json.Marshal(quoteRecord{r, content, f.Quote.Type, unknown(by.Cue), speaker, unknown(by.Channel), unknown(by.When)})
	}
}
