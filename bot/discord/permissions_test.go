package discord

import (
	"testing"

	"byline/handlers/language"
)

// A missing permission has the name under which people find it in their Discord.
func TestPermissionsHaveDiscordsNames(t *testing.T) {
	for tag, want := range map[string]string{"en": "Attach Files", "de": "Dateien anhängen", "fr": "Joindre des fichiers", "es": "Adjuntar archivos", "uk": "Прикріплювати файли"} {
		if got := permissionName(language.Of(tag, ""), attachFiles); got != want {
			t.Errorf("%s: %s, want %s", tag, got, want)
		}
	}
	voice := language.Of("fr", "")
	for _, name := range mayAll.names() {
		if permissionName(voice, name) == name {
			t.Errorf("%s has no name in French", name)
		}
	}
}
