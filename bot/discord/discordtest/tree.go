package discordtest

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A tree holds what is wrong with a request's body under the names of its fields
// (Discord's documentation, "Error Messages").
type tree struct {
	root map[string]any
	base []string // above all paths that are added
}

// newTree makes an empty tree for a body, or for the part of it at base.
func newTree(base ...string) *tree { return &tree{root: map[string]any{}, base: base} }

func (t *tree) add(code, message string, path ...string) {
	at := t.root
	for _, p := range append(t.base[:len(t.base):len(t.base)], path...) {
		next, ok := at[p].(map[string]any)
		if !ok {
			next = map[string]any{}
			at[p] = next
		}
		at = next
	}
	at["_errors"] = []any{map[string]string{"code": code, "message": message}}
}

// long checks that a text is no longer than most. Lengths are code points ("Embed
// Limits", discord/discord-api-docs#1315). It returns the length.
func (t *tree) long(s string, most int, path ...string) int {
	n := utf8.RuneCountInString(s)
	if n > most {
		t.add("BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", most), path...)
	}
	return n
}

// between checks that a text that must be given has from 1 to most characters, and is
// not only of spaces, which Discord trims. It returns the length.
func (t *tree) between(s string, most int, path ...string) int {
	n := utf8.RuneCountInString(s)
	switch {
	case strings.TrimSpace(s) == "":
		t.required(path...)
	case n > most:
		t.add("BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between 1 and %d in length.", most), path...)
	}
	return n
}

// few checks the number of entries in a list.
func (t *tree) few(n, least, most int, path ...string) {
	switch {
	case n > most && least == 0:
		t.add("BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", most), path...)
	case n > most || n < least:
		t.add("BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", least, most), path...)
	}
}

func (t *tree) required(path ...string) {
	t.add("BASE_TYPE_REQUIRED", "This field is required", path...)
}

// choice says that a value is none of those there are.
func (t *tree) choice(values []int, path ...string) {
	var all []string
	for _, v := range values {
		all = append(all, strconv.Itoa(v))
	}
	t.add("BASE_TYPE_CHOICES", "Value must be one of ("+strings.Join(all, ", ")+").", path...)
}

// at is a path with more after it.
func at(path []string, more ...string) []string {
	return append(path[:len(path):len(path)], more...)
}
