package compare

import (
	"strings"
	"unicode/utf8"
)

// doubted knows words that take back what stands before them.
func doubted(w string) bool {
	switch w {
	case "fake", "false", "untrue", "lie", "lies", "wrong", "hoax", "denied", "refuted":
		return true
	}
	return false
}

// helper knows verbs that only help another.
func helper(w string) bool {
	switch w {
	case "get", "got", "gets", "getting", "gotten", "be", "been", "being", "have", "had", "has":
		return true
	}
	return false
}

// negation knows words that turn what a clause says, also as they are typed in a hurry.
func negation(w string) bool {
	switch w {
	case "not", "never", "no", "none", "neither", "nor", "nobody", "denies", "deny", "cannot", "failed", "fails",
		"dont", "didnt", "werent", "wasnt", "isnt", "arent":
		return true
	}
	return doubted(w) || strings.HasSuffix(w, "n't")
}

// modal knows words that say that something may be or will be.
func modal(w string) bool {
	switch w {
	case "will", "would", "could", "may", "might", "should", "gonna", "can", "soon", "tomorrow", "'ll", "almost", "nearly", "perhaps", "maybe",
		"possibly", "probably", "if", "unless", "whether":
		return true
	}
	return strings.HasSuffix(w, "'ll")
}

// noise knows words of a chat that say nothing of the matter.
func noise(w string) bool {
	switch w {
	case "lol", "lmao", "rofl", "wow", "omg", "wtf", "haha", "hahaha", "guys", "bro", "dude", "yeah", "yep", "yes", "ok", "okay", "oh", "so",
		"just", "really", "actually", "apparently", "literally", "btw", "fyi", "imo", "imho", "tbh", "smh", "damn", "insane", "crazy", "wild",
		"heard", "read", "saw", "seen", "true", "right", "news", "source", "article", "number", "total", "whole", "out", "only", "about",
		"around", "roughly", "approximately", "like", "than", "more", "least", "over", "up", "down", "there", "please", "check",
		"now", "them", "thing", "things", "pls", "plz", "hey", "hi", "well", "also", "too", "even", "still", "another", "other", "rest":
		return true
	}
	return false
}

// unitOf is one spelling of the units that people write in several.
func unitOf(unit string) string {
	switch u := strings.ToLower(strings.TrimSpace(unit)); u {
	case "percent", "per cent", "pct", "percentage points", "%":
		return "%"
	case "$", "dollars", "dollar", "usd", "us$", "bucks":
		return "$"
	case "€", "euros", "euro", "eur":
		return "€"
	case "£", "pounds", "gbp":
		return "£"
	case "km", "kilometers", "kilometres", "kilometer", "kilometre":
		return "km"
	case "kg", "kilograms", "kilogrammes", "kilos", "kilo":
		return "kg"
	case "mi":
		return "mile"
	default:
		if utf8.RuneCountInString(u) > 3 {
			return strings.TrimSuffix(u, "s")
		}
		return u
	}
}
