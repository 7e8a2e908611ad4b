package handlers

import (
	"strings"

	"byline/facts/lang"
)

// past puts a cue into the past tense: "claiming" → "claimed", "says" → "said".
// The verb itself is the article's and stays. "According to", and cues that are no
// verb, stay as they are written.
func past(cue string) string {
	cue = strings.ToLower(cue)
	word, rest, _ := strings.Cut(cue, " ")
	if rest != "" {
		rest = " " + rest
	}
	if word == "according" {
		return cue
	}
	tags := lang.TagsOf(word)
	if tags&lang.Verb == 0 || tags&lang.Past != 0 && tags&lang.Gerund == 0 {
		return cue
	}
	lemma := lang.Lemma(word)
	if irregular := irregularPast(lemma); irregular != "" {
		return irregular + rest
	}
	if stem, ok := strings.CutSuffix(word, "ing"); ok {
		lemma = stem // keeps a doubled letter: "referring" → "referred"
	}
	return regularPast(lemma) + rest
}

func regularPast(verb string) string {
	n := len(verb)
	switch {
	case strings.HasSuffix(verb, "e"):
		return verb + "d"
	case n > 1 && verb[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(verb[n-2])):
		return verb[:n-1] + "ied"
	}
	switch verb {
	case "admit", "commit", "concur", "infer", "quip", "rebut", "refer", "submit":
		return verb + verb[n-1:] + "ed"
	}
	return verb + "ed"
}

// irregularPast covers the irregular verbs that report speech or carry a claim.
func irregularPast(verb string) string {
	switch verb {
	case "say":
		return "said"
	case "tell":
		return "told"
	case "write":
		return "wrote"
	case "speak":
		return "spoke"
	case "think":
		return "thought"
	case "find":
		return "found"
	case "know":
		return "knew"
	case "hear":
		return "heard"
	case "see":
		return "saw"
	case "hold":
		return "held"
	case "give":
		return "gave"
	case "make":
		return "made"
	case "feel":
		return "felt"
	case "foresee":
		return "foresaw"
	case "swear":
		return "swore"
	case "read":
		return "read"
	case "put":
		return "put"
	case "show":
		return "showed"
	case "understand":
		return "understood"
	case "mean":
		return "meant"
	}
	return ""
}

// inverts reports whether a verb may stand before its speaker without changing the
// sense: "claimed Ignat" is Ignat claiming, but "told Ignat" and "denied the
// Kremlin" read as if somebody else had spoken.
func inverts(cue string) bool {
	word, _, _ := strings.Cut(strings.ToLower(cue), " ")
	switch lang.Lemma(word) {
	case "say", "claim", "add", "write", "argue", "insist", "explain", "note", "state",
		"declare", "comment", "reply", "remark", "conclude", "continue", "tweet", "post", "joke", "accord":
		return true
	}
	return word == "according"
}
