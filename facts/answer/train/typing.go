package main

import (
	"math/rand/v2"
	"strings"
)

// Typing errors as people make them: in one of three words of four letters and more, one
// letter is left out, typed twice, swapped with the next or hit beside. Capitals go.
const (
	typingShare = 3
	typingLeast = 4
	typingSeed  = 7
)

// beside has for each letter some that are next to it on the keyboard.
var beside = map[byte]string{
	'a': "sqz", 'b': "vnh", 'c': "xvd", 'd': "sfe", 'e': "wrd", 'f': "dgr", 'g': "fht", 'h': "gjy", 'i': "uok", 'j': "hku",
	'k': "jli", 'l': "ko", 'm': "nj", 'n': "bmh", 'o': "ipl", 'p': "ol", 'q': "wa", 'r': "etf", 's': "adw", 't': "ryg",
	'u': "yij", 'v': "cbf", 'w': "qes", 'x': "zcs", 'y': "tuh", 'z': "xa",
}

// misspell types a question carelessly. At least one word is hit where one is long enough.
func misspell(r *rand.Rand, question string) string {
	words := strings.Fields(strings.ToLower(question))
	var long []int
	for i, w := range words {
		w = strings.TrimRight(w, "?.,")
		if len(w) >= typingLeast && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return strings.Join(words, " ")
	}
	for n := max(1, (len(long)+1)/typingShare); n > 0; n-- {
		k := r.IntN(len(long))
		words[long[k]] = slip(r, words[long[k]])
		long = append(long[:k], long[k+1:]...)
	}
	return strings.Join(words, " ")
}

// slip makes one error in a word, never in its first letter.
func slip(r *rand.Rand, w string) string {
	letters := len(strings.TrimRight(w, "?.,"))
	i := 1 + r.IntN(letters-2)
	switch r.IntN(4) {
	case 0:
		return w[:i] + w[i+1:]
	case 1:
		return w[:i] + w[i:i+1] + w[i:]
	case 2:
		return w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]
	}
	near := beside[w[i]]
	return w[:i] + near[r.IntN(len(near)):][:1] + w[i+1:]
}
