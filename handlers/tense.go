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
		lemma = stem
		if !strings.HasSuffix(stem, "y") && !strings.HasSuffix(stem, "e") {
			return stem + "ed" + rest // as doubled as it is: "referring", "citing"
		}
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
	if doubles(verb) {
		return verb + verb[n-1:] + "ed"
	}
	return verb + "ed"
}

// doubles reports whether a verb doubles its last letter: one syllable that ends in
// one vowel and one consonant ("plan", "slam"), or more with the stress on the last.
func doubles(verb string) bool {
	switch verb {
	case "admit", "aver", "commit", "concur", "infer", "permit", "prefer", "quip", "rebut", "refer", "regret", "submit":
		return true
	}
	const vowels = "aeiou"
	n := len(verb)
	return n > 2 && !strings.ContainsRune(vowels+"wxy", rune(verb[n-1])) && strings.ContainsRune(vowels, rune(verb[n-2])) &&
		!strings.ContainsAny(verb[:n-2], vowels)
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
	case "forecast":
		return "forecast"
	case "forget":
		return "forgot"
	case "seek":
		return "sought"
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
