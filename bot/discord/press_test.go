package discord

import (
	"errors"
	"strings"
	"testing"

	"byline/handlers/language"
)

func TestPress(t *testing.T) {
	t.Parallel()
	k := keyOf([]byte("a key of the installation"))
	for _, p := range []press{
		{kind: pressAsk, line: "!who Ida Berg"},
		{kind: pressPage, line: "!quotes von der Leyen", page: 12},
		{kind: pressDelete, who: "1234567890123456789"},
		{kind: pressHelped},
		{kind: pressPanel, line: "!settings prefix b. . ?"},
		{kind: pressAsk, line: "!" + strings.Repeat("x", 79)},
		{kind: pressAsk, line: "!дрони " + strings.Repeat("ї", 70)},
	} {
		id, ok := k.seal("7", p)
		if !ok || size(id) > maxCustomID {
			t.Errorf("%+v takes %d characters", p, size(id))
		}
		if got, err := k.open("7", id); err != nil || got != p {
			t.Errorf("%+v opens as %+v, %v", p, got, err)
		}
		if again, _ := keyOf([]byte("a key of the installation")).seal("7", p); again != id {
			t.Errorf("%q is %q after a restart", id, again)
		}
		for name, err := range map[string]error{
			"another server":  second(k.open("8", id)),
			"another key":     second(keyOf([]byte("another")).open("7", id)),
			"another kind":    second(k.open("7", id[:1]+"z"+id[2:])),
			"another line":    second(k.open("7", id+"x")),
			"cut":             second(k.open("7", id[:len(id)-1])),
			"nothing":         second(k.open("7", "")),
			"a short one":     second(k.open("7", "1a")),
			"another version": second(k.open("7", "2"+id[1:])),
		} {
			want := errForeignPress
			if name == "another version" {
				want = errOtherVersion
			}
			if !errors.Is(err, want) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for _, p := range []press{
		{kind: pressAsk, line: "!" + strings.Repeat("x", 100)},
		{kind: pressAsk, line: "!" + strings.Repeat("😀", 50)},
		{kind: pressAsk, line: "!a\nb"},
		{kind: pressAsk, line: "!\xff"},
		{kind: pressPage, page: -1},
		{kind: pressDelete, who: "1.2"},
	} {
		if id, ok := k.seal("7", p); ok {
			t.Errorf("%+v is sealed as %q", p, id)
		}
	}
}

func second(_ press, err error) error { return err }

func TestRefusedPressIsASentence(t *testing.T) {
	t.Parallel()
	var v language.Voice
	if a, b := refusedPress(v, errForeignPress), refusedPress(v, errOtherVersion); a == b || !strings.Contains(b, "ask again") {
		t.Errorf("%q and %q", a, b)
	}
}

// FuzzPress opens whatever a client may send; only what was sealed opens.
func FuzzPress(f *testing.F) {
	k := keyOf([]byte("key"))
	id, _ := k.seal("7", press{kind: pressAsk, line: "!drones"})
	for _, s := range []string{id, "", "1", "1a", "2" + id[1:], id + ".", "1a............0..!drones", strings.Repeat("1", 200), "1\xff"} {
		f.Add(s, "!drones", 0)
	}
	f.Fuzz(func(t *testing.T, sent, line string, page int) {
		if p, err := k.open("7", sent); err == nil && sent != id {
			if again, _ := k.seal("7", p); again != sent {
				t.Errorf("%q opens as %+v, which is %q", sent, p, again)
			}
		}
		p := press{kind: pressPage, line: line, page: page}
		if made, ok := k.seal("7", p); ok {
			if got, err := k.open("7", made); err != nil || got != p {
				t.Errorf("%+v opens as %+v, %v", p, got, err)
			}
		}
	})
}
