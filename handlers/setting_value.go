package handlers

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/handlers/language"
)

// maxPrefix is how many characters commands may begin with.
const maxPrefix = 3

// read is the value that somebody typed, in the one way in which it is kept; empty for
// the default. It reports false for what the setting cannot be.
func (s setting) read(typed string, req Request) (value string, ok bool) {
	typed = strings.TrimSpace(typed)
	switch dashed(typed) {
	case "default", "reset", "none":
		return "", true
	}
	switch s.kind {
	case settingBegin:
		return typed, fitsPrefix(typed)
	case settingNumber:
		n, err := strconv.Atoi(typed)
		return itoa(n), err == nil && n >= 1 && n <= s.most
	case settingRole:
		id := strings.Trim(typed, "<@&>")
		return id, isChatID(id)
	case settingChannel:
		if dashed(typed) == "here" {
			return req.Channel, true
		}
		platform, _, _ := strings.Cut(req.Channel, ":")
		id := strings.Trim(typed, "<#>")
		return platform + ":" + id, isChatID(id)
	}
	return s.option(typed)
}

// option finds one of the values, by its word or its name for people.
func (s setting) option(typed string) (string, bool) {
	values := make([]string, len(s.options))
	for i, o := range s.options {
		if values[i] = o.value; sameName(typed, o.label) {
			return o.value, true
		}
	}
	if i := closest(values, usualWord(typed)); i >= 0 {
		return values[i], true
	}
	return "", false
}

// usualWord is on or off for the words that people say instead.
func usualWord(typed string) string {
	switch dashed(typed) {
	case "yes", "true", "1", "enable", "enabled":
		return "on"
	case "no", "false", "0", "disable", "disabled":
		return "off"
	}
	return typed
}

// isChatID reports whether a text is an id of a chat: nothing but digits, and not too many.
func isChatID(text string) bool { return digits(text) && len(text) <= 20 }

// fitsPrefix reports whether commands can begin with a text: what is visible, does not end
// like a word, since a word must follow, and is no beginning of a mention, a link or other
// markup.
func fitsPrefix(text string) bool {
	n := utf8.RuneCountInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if n < 1 || n > maxPrefix || unicode.IsLetter(last) || unicode.IsDigit(last) || text != clean(text) {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Mn, r) || strings.ContainsRune("<@#`*_\\\"'“”’", r)
	})
}

// possible says what a setting can be.
func (s setting) possible(v language.Voice) string {
	switch s.kind {
	case settingBegin:
		return v.Say("A prefix is one to three visible characters and does not end with a letter or digit, such as “?” or “b.”")
	case settingNumber:
		return v.Say("Give a number from 1 to %d.", s.most)
	case settingRole:
		return v.Say("Mention the role, or give its id: !settings editors @News. “none” means no role.")
	case settingChannel:
		return v.Say("Mention the channel, give its id, or say “here”. “none” means no channel.")
	}
	words := make([]string, len(s.options))
	for i, o := range s.options {
		words[i] = o.value
	}
	return v.Say("%s can be %s.", s.label, v.Or(words))
}

// shown is a value for people; an empty one is the default.
func (s setting) shown(v language.Voice, value string, req Request) string {
	if value == "" {
		value = s.usual
	}
	switch {
	case s.kind == settingRole && value == "":
		return v.Say("no role")
	case s.kind == settingRole:
		return v.Say("the role with the id %s", value)
	case s.kind == settingChannel && value == "":
		return v.Say("no channel")
	case s.kind == settingChannel && value == req.Channel:
		return v.Say("this channel")
	case s.kind == settingChannel:
		_, id, _ := strings.Cut(value, ":")
		return v.Say("the channel with the id %s", id)
	}
	for _, o := range s.options {
		if o.value == value && s.kind == settingChoice {
			return o.label
		}
	}
	switch s.kind {
	case settingBegin:
		return v.Say("“%s”", value)
	case settingNumber:
		if n, err := strconv.Atoi(value); err == nil {
			return v.Plural(n, "%d addition a day", "%d additions a day")
		}
	}
	return value
}

// logged is a value in a line of the log: as it is typed, where it is a word or number.
func (s setting) logged(v language.Voice, value string) string {
	switch {
	case s.kind != settingChoice && s.kind != settingNumber:
		return s.shown(v, value, Request{})
	case value == "":
		return s.usual
	}
	return value
}
