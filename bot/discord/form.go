package discord

import (
	"strings"

	"byline/handlers"
)

// Discord's limits of forms and completions ("Interaction Object", "Text Input" and
// "Application Command Option Choice" of its documentation), in characters.
const (
	maxFormTitle = 45
	maxFormLabel = 45
	maxFormText  = 4000
	maxChoices   = 25
	maxChoice    = 100
)

// A modal is a form as Discord shows it, with the one field that Byline's forms have.
type modal struct {
	CustomID   string    `json:"custom_id"`
	Title      string    `json:"title"`
	Components []formRow `json:"components"`
}

type formRow struct {
	Type       int        `json:"type"`
	Components []formText `json:"components"`
}

type formText struct {
	Type     int    `json:"type"`
	CustomID string `json:"custom_id"`
	Style    int    `json:"style"`
	Label    string `json:"label"`
	Value    string `json:"value,omitempty"`
	Max      int    `json:"max_length,omitempty"`
	Required bool   `json:"required"`
}

// The types and styles in a form (Discord's documentation, "Component Reference").
const (
	componentRow  = 1
	componentText = 4
	styleShort    = 1
	styleLong     = 2
)

func modalOf(f handlers.Form, customID string) modal {
	most := f.Max
	if most <= 0 || most > maxFormText {
		most = maxFormText
	}
	text := formText{Type: componentText, CustomID: "text", Style: styleShort, Label: clipped(f.Label, maxFormLabel),
		Value: clipped(f.Value, most), Max: most, Required: true}
	if f.Long {
		text.Style = styleLong
	}
	return modal{CustomID: customID, Title: clipped(f.Title, maxFormTitle),
		Components: []formRow{{Type: componentRow, Components: []formText{text}}}}
}

// completions is the data of what completes a typed text.
type completions struct {
	Choices []choice `json:"choices"`
}

type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// completionsOf keeps what Discord takes, which is no two choices of one name. A value that
// is too long is left out, since a part of it would mean something else.
func completionsOf(all []handlers.Completion) completions {
	c := completions{Choices: []choice{}}
	names := map[string]bool{}
	for _, one := range all {
		name, value := strings.TrimSpace(clean(one.Label)), strings.TrimSpace(one.Value)
		if name == "" {
			name = clean(value)
		}
		name = clipped(name, maxChoice)
		if value == "" || size(value) > maxChoice || names[name] {
			continue
		}
		names[name] = true
		if c.Choices = append(c.Choices, choice{name, value}); len(c.Choices) == maxChoices {
			break
		}
	}
	return c
}

// clipped shortens a text to a number of characters, the last of which then is "…".
func clipped(text string, most int) string {
	if size(text) <= most {
		return text
	}
	n := 0
	for i, r := range text {
		if n += size(string(r)); n >= most {
			return text[:i] + "…"
		}
	}
	return text
}
