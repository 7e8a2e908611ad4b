package discord

import (
	"strings"

	"byline/handlers"
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

func modalOf(f handlers.Form, customID string) modal {
	most := f.Max
	if most <= 0 || most > maxFormText {
		most = maxFormText
	}
	text := formText{Type: typeText, CustomID: "text", Style: styleShort, Label: plain(f.Label, maxFormLabel),
		Value: clipped(f.Value, most), Max: most, Required: true}
	if f.Long {
		text.Style = styleLong
	}
	return modal{CustomID: customID, Title: plain(f.Title, maxFormTitle),
		Components: []formRow{{Type: typeRow, Components: []formText{text}}}}
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
		name, value := plain(one.Label, maxChoice), strings.TrimSpace(one.Value)
		if name == "" {
			name = plain(value, maxChoice)
		}
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
