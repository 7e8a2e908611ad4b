package terminal_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"byline/bot/terminal"
	"byline/handlers"
)

// echo answers with the message, and is silent on "hush".
type echo struct{}

func (echo) Handle(_ context.Context, req handlers.Request) (handlers.Reply, bool) {
	return handlers.Reply{Answer: strings.TrimSpace("heard " + req.Text + " " + req.Language)}, req.Text != "hush"
}

func TestTalkAnswersEachLine(t *testing.T) {
	var out strings.Builder
	long := strings.Repeat("x", terminal.MaxLine+1)
	in := strings.NewReader("one\r\nhush\n" + long + "\ntwo")
	if err := terminal.Talk(t.Context(), in, terminal.Printer{Out: &out}, echo{}); err != nil {
		t.Fatal(err)
	}
	want := "heard one\n\n" + terminal.TooLong().Answer + "\n\nheard two\n\n"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

func TestWhoeverReadsChoosesTheLanguage(t *testing.T) {
	var out strings.Builder
	if err := terminal.Talk(t.Context(), strings.NewReader("one"), terminal.Printer{Out: &out, Language: "de"}, echo{}); err != nil {
		t.Fatal(err)
	}
	if want := "heard one de\n\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

func TestLines(t *testing.T) {
	most := strings.Repeat("x", terminal.MaxLine)
	lines := terminal.NewLines(iotest.HalfReader(strings.NewReader("a\n\nb\r\n" + most + "\n" + most + "\r\n" + most + "y\nc")))
	for _, want := range []struct {
		text string
		err  error
	}{{"a", nil}, {"", nil}, {"b", nil}, {most, nil}, {most, nil}, {most, terminal.ErrTooLong}, {"c", nil}, {"", io.EOF}, {"", io.EOF}} {
		text, err := lines.Next()
		if text != want.text || !errors.Is(err, want.err) {
			t.Fatalf("%.20q (%d bytes), %v; want %.20q (%d bytes), %v", text, len(text), err, want.text, len(want.text), want.err)
		}
	}
}

func TestLinesTellAReadThatFails(t *testing.T) {
	broken := errors.New("broken")
	if _, err := terminal.NewLines(iotest.ErrReader(broken)).Next(); !errors.Is(err, broken) {
		t.Errorf("%v, want %v", err, broken)
	}
}

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"plain “text”, é, 😀\n\tand tabs": "plain “text”, é, 😀\n\tand tabs",
		"\x1b[31mred\x07":                `\u001b[31mred\u0007`,
		"\u009b31m":                      `\u009b31m`,
		"a\u202eb\u2066c":                `a\u202eb\u2066c`,
		"a\rb":                           `a\u000db`,
		"a\xffb":                         "a\uFFFDb",
	} {
		var out strings.Builder
		safe := terminal.Safe(&out)
		for i := range len(in) { // a character may come in several writes
			if _, err := safe.Write([]byte{in[i]}); err != nil {
				t.Fatal(err)
			}
		}
		if out.String() != want {
			t.Errorf("%q: %q, want %q", in, out.String(), want)
		}
	}
}

func TestLooksHaveTheSameWords(t *testing.T) {
	reply := handlers.Reply{Answer: "The town\x1b[2J said so.", Heading: "Town",
		Sources: []handlers.Source{{Text: "The council met."}}}
	shown := map[terminal.Look]string{}
	for _, look := range []terminal.Look{terminal.Verbatim, terminal.Shown, terminal.Styled} {
		var out strings.Builder
		if err := (terminal.Printer{Out: &out, Look: look}).Print(reply); err != nil {
			t.Fatal(err)
		}
		shown[look] = out.String()
	}
	if !strings.Contains(shown[terminal.Verbatim], "\x1b[2J") {
		t.Errorf("verbatim: %q", shown[terminal.Verbatim])
	}
	if strings.Contains(shown[terminal.Shown], "\x1b") || !strings.Contains(shown[terminal.Shown], `\u001b[2J`) {
		t.Errorf("shown: %q", shown[terminal.Shown])
	}
	if !strings.HasPrefix(shown[terminal.Styled], "\x1b[1mThe town\\u001b[2J said so.\x1b[0m\n") {
		t.Errorf("styled: %q", shown[terminal.Styled])
	}
	plain := strings.NewReplacer("\x1b[1m", "", "\x1b[2m", "", "\x1b[0m", "").Replace(shown[terminal.Styled])
	if plain != shown[terminal.Shown] {
		t.Errorf("styled without its codes: %q, want %q", plain, shown[terminal.Shown])
	}
}

func FuzzSafe(f *testing.F) {
	f.Add([]byte("\x1b]0;title\x07"), 3)
	f.Add([]byte("\xe2\x80\xae"), 1)
	f.Fuzz(func(t *testing.T, data []byte, cut int) {
		cut = max(0, min(cut, len(data)))
		var out strings.Builder
		safe := terminal.Safe(&out)
		for _, part := range [][]byte{data[:cut], data[cut:]} {
			if n, err := safe.Write(part); n != len(part) || err != nil {
				t.Fatal(n, err)
			}
		}
		for _, r := range out.String() {
			if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
				t.Fatalf("%q lets %U through", data, r)
			}
		}
	})
}
