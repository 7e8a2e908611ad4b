package handlers

import "testing"

// The tense of a cue may change, its verb may not.
func TestPast(t *testing.T) {
	for cue, want := range map[string]string{
		"said":          "said",
		"says":          "said",
		"saying":        "said",
		"say":           "said",
		"claiming":      "claimed",
		"claims":        "claimed",
		"claimed":       "claimed",
		"told":          "told",
		"tells":         "told",
		"writes":        "wrote",
		"adding":        "added",
		"denies":        "denied",
		"denying":       "denied",
		"stating":       "stated",
		"referring":     "referred",
		"refers":        "referred",
		"admits":        "admitted",
		"argues":        "argued",
		"stresses":      "stressed",
		"warns":         "warned",
		"called":        "called",
		"quipped":       "quipped",
		"plans":         "planned",
		"slamming":      "slammed",
		"vowing":        "vowed",
		"regrets":       "regretted",
		"seeks":         "sought",
		"warning":       "warned",
		"hailing":       "hailed",
		"Said":          "said",
		"According to":  "according to",
		"according to":  "according to",
		"citing":        "cited",
		"making clear":  "made clear",
		"points out":    "pointed out",
		"in a post":     "in a post",
		"spokesman for": "spokesman for",
	} {
		if got := past(cue); got != want {
			t.Errorf("past(%q) = %q, want %q", cue, got, want)
		}
	}
}

func FuzzPast(f *testing.F) {
	f.Add("claiming")
	f.Add("")
	f.Add("ing")
	f.Add("\xff y")
	f.Fuzz(func(t *testing.T, cue string) {
		past(cue)
		inverts(cue)
	})
}
