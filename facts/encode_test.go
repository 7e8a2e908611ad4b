package facts_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"byline/facts"
	"byline/facts/article"
	"byline/facts/extract"
)

// samples are the tables of the sample articles.
func samples(tb testing.TB) []*facts.Table {
	tb.Helper()
	tables := []*facts.Table{extract.Table(article.Seed())}
	for _, pattern := range []string{"answer/testdata/*.txt", "answer/testdata/news/*.txt", "extract/testdata/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			tb.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				tb.Fatal(err)
			}
			if a, err := article.Read(file, data); err == nil {
				tables = append(tables, extract.Table(a))
			}
		}
	}
	return tables
}

// A table comes back as it was, down to what is nil, for an article whose sentences the
// reader of a database does not know.
func TestEncode(t *testing.T) {
	encoded, texts := 0, 0
	for _, want := range samples(t) {
		data := facts.Encode(want)
		encoded, texts = encoded+len(data), texts+len(want.Article.Text)
		kept := *want.Article
		kept.Sentences = nil
		got, err := facts.Decode(&kept, data)
		if err != nil {
			t.Errorf("%s: %v", want.Article.Name, err)
			continue
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the table is another", want.Article.Name)
		}
		if kept.Sentences != nil {
			t.Errorf("%s: the article given was changed", want.Article.Name)
		}
	}
	if encoded > texts*5/4 {
		t.Errorf("%d bytes for %d bytes of text", encoded, texts)
	}
}

// What a table can hold that no sample has.
func TestEncodeOddities(t *testing.T) {
	a := &facts.Article{Name: "odd", Text: "Five of 12. Ünï.", Published: time.Unix(0, 0), Sentences: []facts.Span{{Start: 0, End: 11}, {Start: 12, End: 18}}}
	tables := []*facts.Table{
		{Article: a},
		{Article: a, Facts: []facts.Fact{}, Topics: []facts.Topic{{Name: "ünï", Forms: []string{}, Entity: -1}}, Checks: []facts.Check{}, Dropped: 3},
		{
			Article: a,
			Entities: []facts.Entity{{
				Kind: "ship", Name: strings.Repeat("five ", 50), Aliases: []string{"", "Five", "five"},
				Mentions: []facts.Mention{{Sentence: -1, Pronoun: true}, {Span: facts.Span{Start: 8, End: 10}, Sentence: 7}},
			}},
			Facts: []facts.Fact{
				{ID: "not hex", Kind: facts.KindFigure, Span: facts.Span{Start: 8, End: 10}, Figure: &facts.Figure{Value: -1.5, Max: 1e300, Range: true}, Confidence: 1.0 / 3},
				{ID: "0123456789AB", Kind: facts.KindEvent, Sentence: 1, Event: &facts.Event{Date: "2025-02-23"}, By: &facts.Attribution{Cue: "said"}},
			},
			Checks: []facts.Check{{Total: 1, Operands: []int{0, 1, 0}}},
		},
	}
	for i, want := range tables {
		got, err := facts.Decode(a, facts.Encode(want))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("table %d: %+v, %v", i, got, err)
		}
	}
}

// Bytes of another text, of another version, or cut short are told from a table.
func TestDecodeRefuses(t *testing.T) {
	table := extract.Table(article.Seed())
	data := facts.Encode(table)
	other := *table.Article
	other.Text += " "
	if _, err := facts.Decode(&other, data); err == nil {
		t.Error("the table of another text was taken")
	}
	newer := append([]byte{facts.EncodingVersion + 1}, data[1:]...)
	if _, err := facts.Decode(table.Article, newer); err == nil || !strings.Contains(err.Error(), "encoding") {
		t.Errorf("another encoding: %v", err)
	}
	const every = 13 // of the places to cut at
	for n := 0; n < len(data); n += every {
		if _, err := facts.Decode(table.Article, data[:n]); err == nil {
			t.Fatalf("%d of %d bytes were taken", n, len(data))
		}
	}
	if _, err := facts.Decode(table.Article, append(data, 0)); err == nil {
		t.Error("a byte too many was taken")
	}
}

// Whatever the bytes are, what is decoded can be read and encoded.
func FuzzDecode(f *testing.F) {
	table := extract.Table(article.Seed())
	f.Add(facts.Encode(table))
	f.Add([]byte{})
	f.Add([]byte{facts.EncodingVersion})
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := facts.Decode(table.Article, data)
		if err != nil {
			return
		}
		again, err := facts.Decode(table.Article, facts.Encode(got))
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Facts) != len(got.Facts) {
			t.Errorf("%d facts became %d", len(got.Facts), len(again.Facts))
		}
		for i := range got.Facts {
			if _, err := got.ExplainedJSON(i); err != nil {
				t.Error(err)
			}
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	table := extract.Table(article.Seed())
	data := facts.Encode(table)
	b.Run("encode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			facts.Encode(table)
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := facts.Decode(table.Article, data); err != nil {
				b.Fatal(err)
			}
		}
	})
}
