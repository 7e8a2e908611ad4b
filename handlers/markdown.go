package handlers

import (
	"strings"

	"byline/handlers/language"
)

// Markdown is the command reference as a Markdown table.
func Markdown(specs []Spec) string {
	var b strings.Builder
	b.WriteString("| command | does | for example |\n|---|---|---|\n")
	for _, s := range specs {
		b.WriteString("| `" + s.usage(language.Voice{}) + "` | " + s.Summary)
		if s.Who != "" {
			b.WriteString(" (" + s.Who + " only)")
		}
		b.WriteString(" | `" + strings.Join(s.Examples, "` `") + "` |\n")
	}
	return b.String()
}
