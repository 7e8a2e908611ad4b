package article_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"byline/facts/article"
)

func TestSeedGuessesNothing(t *testing.T) {
	seed := article.Seed()
	if seed.Title != "" || seed.Outlet != "" || len(seed.Authors) > 0 || !seed.Published.IsZero() {
		t.Errorf("title %q, outlet %q, authors %q, published %v: all are unknown", seed.Title, seed.Outlet, seed.Authors, seed.Published)
	}
	if seed.Language != "en" || len(seed.Sentences) != 20 {
		t.Errorf("language %q, %d sentences; want en, 20", seed.Language, len(seed.Sentences))
	}
	stored, err := os.ReadFile("seed.txt")
	if err != nil {
		t.Fatal(err)
	}
	if seed.Text != string(stored) {
		t.Error("the text is not the file, byte for byte")
	}
}

const prose = "The council of the town voted to keep the old bridge open for walkers, it said.\n"

func TestTitle(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"a headline, a blank line, prose": {"Council keeps the old bridge\n\n" + prose, "Council keeps the old bridge"},
		"one paragraph a line":            {"Council keeps the old bridge\n" + prose, "Council keeps the old bridge"},
		"a byline between":                {"Council keeps the old bridge\nBy Ann Lee\n" + prose, "Council keeps the old bridge"},
		"a question":                      {"Who pays for the bridge?\n\n" + prose, "Who pays for the bridge?"},
		"in marks":                        {"‘Not one stone’ will move\n\n" + prose, "‘Not one stone’ will move"},
		"a sentence":                      {"The council keeps the bridge.\n\n" + prose, ""},
		"a quotation":                     {"\"We will keep the bridge.\"\n\n" + prose, ""},
		"a page's call":                   {"You can now listen to our articles!\n\n" + prose, ""},
		"a caption":                       {"The bridge on a Monday (Ann Lee/Agency)\n\n" + prose, ""},
		"an agency":                       {"CNN —\n\n" + prose, ""},
		"a date":                          {"Monday, 3 March 2025\n\n" + prose, ""},
		"a byline alone":                  {"By Ann Lee\n\n" + prose, ""},
		"nothing after":                   {"Council keeps the old bridge\n", ""},
		"no prose after":                  {"Council keeps the old bridge\n\nIn pictures\n", ""},
		"a wrapped sentence": {"The council of the old town on the river has voted on\n" +
			"Monday to keep the bridge open for walkers, it said.\n", ""},
		"a wrapped sentence, going on in lower case": {"The council of the old town\n" +
			"has voted to keep the bridge open for the people who walk to work, it said.\n", ""},
	} {
		if got := article.FromText("a", test.text).Title; got != test.want {
			t.Errorf("%s: title %q, want %q", name, got, test.want)
		}
	}
}

func TestPublished(t *testing.T) {
	for head, want := range map[string]string{
		"2025-03-03\n":                                   "2025-03-03",
		"2025-03-03T16:15:00+02:00\n":                    "2025-03-03",
		"Published: Monday, 3 March 2025, 16:15\n":       "2025-03-03",
		"Posted on Feb. 23, 2025 | 4:15 p.m.\n":          "2025-02-23",
		"KYIV, Ukraine, March 3, 2025 (Agency) — ":       "2025-03-03",
		"Sept. 9, 2024\n":                                "2024-09-09",
		"Updated 3 March 2025\n":                         "",
		"KYIV, March 3 — ":                               "",
		"3/4/25\n":                                       "",
		"February 30, 2025\n":                            "",
		"The war started on 24 February 2022 in Ukraine": "",
		"On March 3, 2025 the council met. ":             "",
		"March 3, 2025 was a cold day in the old town":   "",
		"": "",
	} {
		got := ""
		if day := article.FromText("a", head+prose).Published; !day.IsZero() {
			got = day.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%q: published %q, want %q", head, got, want)
		}
	}
}

func TestAuthors(t *testing.T) {
	for head, want := range map[string]string{
		"By Ann Lee\n": "Ann Lee",
		"By Ann Lee, Bo von Ek and Cy O’Dunn\n": "Ann Lee|Bo von Ek|Cy O’Dunn",
		"By Reuters\n":                                "",
		"By Monday the town was empty.\n":             "",
		"By the river\n":                              "",
		"By Ann Lee, who lives in the town herself\n": "",
	} {
		if got := strings.Join(article.FromText("a", head+prose).Authors, "|"); got != want {
			t.Errorf("%q: authors %q, want %q", head, got, want)
		}
	}
}

func TestLanguageIsUnknownUnlessPlain(t *testing.T) {
	for text, want := range map[string]string{
		prose: "en",
		"Der Rat der Stadt hat beschlossen, die alte Brücke offen zu halten.": "",
		"267": "",
	} {
		if got := article.FromText("a", text).Language; got != want {
			t.Errorf("%q: language %q, want %q", text, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	for name, test := range map[string]struct{ data, want string }{
		"UTF-8":                                 {"a “b” c", "a “b” c"},
		"UTF-8, with Windows' line ends, stays": {"a\r\nb", "a\r\nb"},
		"a mark before UTF-8":                   {"\xEF\xBB\xBFa é", "a é"},
		"UTF-16, little end":                    {"\xFF\xFEa\x00\x1C\x20\x3D\xD8\x00\xDE", "a“😀"},
		"UTF-16, big end":                       {"\xFE\xFF\x00a\x20\x1C\xD8\x3D\xDE\x00", "a“😀"},
		"UTF-16, half a letter":                 {"\xFF\xFEa\x00\x1C", "a\uFFFD"},
		"Windows-1252":                          {"\x93caf\xE9\x94 \x80 5", "“café” € 5"},
	} {
		got, err := article.Read("a.txt", []byte(test.data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got.Text != test.want {
			t.Errorf("%s: %q, want %q", name, got.Text, test.want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		file, data string
		want       article.Problem
	}{
		"nothing":                {"a.txt", "", article.Empty},
		"only white space":       {"a.txt", " \n\t ", article.Empty},
		"only a byte order mark": {"a.txt", "\xEF\xBB\xBF", article.Empty},
		"a NUL":                  {"a.txt", "The council\x00 met.", article.Binary},
		"UTF-16 without a mark":  {"a.txt", "a\x00b\x00", article.Binary},
		"control characters":     {"a.txt", "ab\x01\x02", article.Binary},
		"over the limit":         {"a.txt", strings.Repeat("a", article.Limit+1), article.TooLarge},
		"a page by its name":     {"a.HTM", "The council met.", article.NoStory},
		"a page by its text":     {"a.txt", "\n<!DOCTYPE html><p>The council met.", article.NoStory},
	} {
		_, err := article.Read(test.file, []byte(test.data))
		refused, ok := errors.AsType[*article.ImportError](err)
		if !ok || refused.Problem != test.want {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
	few := strings.Repeat("word ", 10) + "\x01"
	if _, err := article.Read("a.txt", []byte(few)); err != nil {
		t.Errorf("one control character in fifty: %v", err)
	}
}

func TestReadFileRefuses(t *testing.T) {
	folder := t.TempDir()
	large := filepath.Join(folder, "large.txt")
	file, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Truncate(50 << 20); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		folder:                          folder + ": this is a folder; name the files in it instead.",
		large:                           large + ": this is over the limit of 10 MB; give a shorter text.",
		filepath.Join(folder, "no.txt"): filepath.Join(folder, "no.txt") + ": there is no such file; check the path.",
	} {
		_, err := article.ReadFile(name)
		refused, ok := errors.AsType[*article.ImportError](err)
		if !ok || refused.User() != want {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.txt", []byte("Council keeps the old bridge\nBy Ann Lee\n2025-03-03\n"+prose))
	f.Add("a.txt", []byte("\xFF\xFEa\x00\x1C\x20"))
	f.Add("a.txt", []byte("\x93caf\xE9\x94"))
	f.Add("a.txt", []byte("KYIV, March 3, 2025 (Agency) — The council met."))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		a, err := article.Read(name, data)
		if err != nil {
			return
		}
		end := 0
		for _, s := range a.Sentences {
			if s.Empty() || s.Start < end || s.End > len(a.Text) {
				t.Fatalf("sentence %v after byte %d of %d", s, end, len(a.Text))
			}
			end = s.End
		}
	})
}
