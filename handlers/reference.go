package handlers

import (
	"context"
	"crypto/sha256"
	"regexp"
	"strconv"
	"strings"

	"byline/facts"
	"byline/facts/shelf"
)

// A reference names a sentence of a library for ever: "3.12-k4x" is sentence 12 of article
// 3. The check behind it is of the sentence's words, so that a corrected article is noticed.
type reference struct {
	article, sentence int // both from 1
	check             string
}

var referenceForm = regexp.MustCompile(`^(\d{1,9})\.(\d{1,6})-([0-9a-z]{3})$`)

func referenceOf(s string) (reference, bool) {
	m := referenceForm.FindStringSubmatch(s)
	if m == nil {
		return reference{}, false
	}
	article, _ := strconv.Atoi(m[1])
	sentence, _ := strconv.Atoi(m[2])
	return reference{article, sentence, m[3]}, true
}

func (r reference) String() string {
	return itoa(r.article) + "." + itoa(r.sentence) + "-" + r.check
}

// checkOf is the check of a sentence: three digits to base 36.
func checkOf(sentence string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(sentence), " ")))
	n := (uint64(sum[0])<<16 | uint64(sum[1])<<8 | uint64(sum[2])) % (36 * 36 * 36)
	s := strconv.FormatUint(n, 36)
	return strings.Repeat("0", 3-len(s)) + s
}

// in finds the sentence in its article as it is now: where it was, or where its words have
// moved to; -1 where they have changed.
func (r reference) in(a *facts.Article) int {
	at := r.sentence - 1
	if at < len(a.Sentences) && checkOf(a.Sentence(at)) == r.check {
		return at
	}
	for i := range a.Sentences {
		if checkOf(a.Sentence(i)) == r.check && movedTo(i, at) {
			return i
		}
	}
	return -1
}

// movedTo reports whether a sentence may have moved so far by a correction: by chance another
// one has the same check.
func movedTo(i, at int) bool { return max(i-at, at-i) <= 5 }

// numbers are what people call the articles of a library: the numbers that it gave them, or
// their order where it is fixed.
type numbers struct {
	entries []shelf.Entry
	cat     *catalogue
}

func numbersOf(ctx context.Context, k Keeper, library string, cat *catalogue) (numbers, error) {
	if k == nil {
		return numbers{cat: cat}, nil
	}
	entries, err := k.Entries(ctx, library)
	return numbers{entries, cat}, err
}

// of is the number of an article; 0 when it is not there.
func (n numbers) of(article string) int {
	for i := range n.entries {
		if n.entries[i].ID == article {
			return n.entries[i].Number
		}
	}
	if n.entries == nil {
		for i, a := range n.cat.articles {
			if a.article == article {
				return i + 1
			}
		}
	}
	return 0
}

// article is the article of a number; empty when there is none.
func (n numbers) article(number int) string {
	for i := range n.entries {
		if n.entries[i].Number == number {
			return n.entries[i].ID
		}
	}
	if n.entries == nil && number >= 1 && number <= len(n.cat.articles) {
		return n.cat.articles[number-1].article
	}
	return ""
}
