package lang

import (
	"strings"
	"testing"
)

// Sentences are written with " | " where the splitter must cut, and with "¦" where it
// must cut and no space stands.
func TestSentences(t *testing.T) {
	for _, want := range []string{
		`He left. | She stayed.`,
		`“I am here.” | He left.`,
		`“I am here. | I stay,” he said. | He left.`,
		`The U.S. Army said so. | It left the U.S. | The army stayed.`,
		`Gen. Mark Milley met Mr. Smith at 5 p.m. on Jan. 5 in St. Louis. | He left.`,
		`John F. Kennedy spoke. | J. K. Rowling wrote it.`,
		`It cost $1.5 million. | In 1999. | He paid 3.5% more.`,
		`Is it true? | “Yes!” he said. | “No.”`,
		`Apple Inc. said so. | He works at Apple Inc. | But she left.`,
		`See No. 10 Downing Street. | No. | He did not.`,
		`Plan B. | The end.`,
		`He said: "We go." | (They went.) | It was late.`,
		`The iPhone sold. | iPhone users cheered.`,
		"A headline without a stop | \n\nThe first sentence.",
		`“Is it true?” Mr. Smith asked. | “Yes.”`,
		`“Is it true?” | He left the room.`,
		`He waited ... and waited. | Then he left…`,
		`“Stop!” | “Why?” | They ran.`,
		`Ltd. companies pay. | 138 of them left.`,
		`Work is underway.¦The mayor of Aldana lives in Corvo.¦In summer he swims.¦But why?¦He won't say.¦NATO knows it.`,
		`It closed in 2023.¦On Sunday (it rained).¦She said: “I go.”¦Later she stayed.¦"He knows".¦A bus came.¦"It is late."¦They left.`,
		`He fell ill.¦- We saw it - she said. | It is over.¦“We go,” he said.`,
		`See www.Aldana.Com or Aldana.Com, write to bo.Lind@Aldana.Org, read Notes.Txt, call Console.Log("x") or System.Out.`,
		`St.Petersburg, Mr.Lind, J.R.Lind, Yahoo!Japan, Lenta.Ru and Node.js are names. | Rule 1.Read it.`,
	} {
		text := strings.ReplaceAll(strings.ReplaceAll(want, "| ", ""), "¦", "")
		var parts []string
		for _, s := range Sentences(text) {
			parts = append(parts, text[s.Start:s.End])
		}
		if got := strings.Join(parts, " | "); got != strings.ReplaceAll(strings.ReplaceAll(want, "\n", ""), "¦", " | ") {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

func TestListsAreSorted(t *testing.T) {
	for name, l := range map[string]List{"lexicon": lexiconList, "abbreviations": abbreviations, "gazetteer": gazetteerList, "saying": saying} {
		last := ""
		for line := range strings.Lines(string(l)) {
			key, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if key <= last && key[0] != '#' {
				t.Errorf("%s: %q stands behind %q", name, key, last)
			}
			last = key
		}
	}
}

func TestTags(t *testing.T) {
	for word, want := range map[string]Tags{
		"said": Verb | Past, "claiming": Verb | Gerund, "says": Verb | ThirdS, "drones": Noun | Plural,
		"children": Noun | Plural, "the": Function, "told": Verb | Past, "ministry": Noun,
	} {
		if got := TagsOf(word); got&want != want {
			t.Errorf("%s: tags %b, want %b", word, got, want)
		}
	}
	for word, want := range map[string]string{"claiming": "claim", "said": "say", "told": "tell", "planned": "plan", "denies": "deny", "urged": "urge", "zxcv": "zxcv"} {
		if got := Lemma(word); got != want {
			t.Errorf("Lemma(%s) = %s, want %s", word, got, want)
		}
	}
}

func TestListFind(t *testing.T) {
	l := List("# sorted\na\tone\nab\nabc\tx y\nb\ttwo\n")
	for key, want := range map[string]string{"a": "one", "ab": "", "abc": "x y", "b": "two"} {
		if got, ok := l.Find(key); got != want || !ok {
			t.Errorf("Find(%q) = %q, %v", key, got, ok)
		}
		if got, ok := NewIndex(l).Find(key); got != want || !ok {
			t.Errorf("indexed: Find(%q) = %q, %v", key, got, ok)
		}
	}
	for _, key := range []string{"", "A", "aa", "abcd", "c", "one", "x y"} {
		if l.Has(key) || NewIndex(l).Has(key) {
			t.Errorf("found %q", key)
		}
	}
}
