package handlers

import (
	"slices"
	"strings"

	"byline/facts/lang"
	"byline/facts/shelf"
	"byline/handlers/language"
)

// A setting is something that a server, and often a channel of it, can choose.
type setting struct {
	name    string // as it is typed
	label   string // for people, of at most 45 characters
	about   string // one sentence
	kind    settingKind
	options []option // the values; of a number or prefix, some worth offering
	usual   string   // the default
	most    int      // of a number
	scope   settingScope
}

// An option is a value with its name for people.
type option struct{ value, label string }

type settingKind int

const (
	settingChoice  settingKind = iota
	settingBegin               // one to three characters that commands begin with
	settingNumber              // from 1 to most
	settingRole                // the id of a role
	settingChannel             // a conversation, as Request.Channel names it
)

// settingScope says for what a setting can be chosen.
type settingScope int

const (
	forServer  settingScope = iota // as a whole only
	forBoth                        // a channel may choose differently
	forChannel                     // each channel for itself only
)

// settingsOf is every setting, in the order in which people see them, worded by a voice.
func settingsOf(v language.Voice) []setting {
	onOff := []option{{shelf.On, v.Say("on")}, {shelf.Off, v.Say("off")}}
	return []setting{
		{name: settingPrefix, label: v.Say("Prefix"), kind: settingBegin, usual: prefix,
			about:   v.Say("What commands begin with in channels."),
			options: []option{{"!", "!"}, {"?", "?"}, {".", "."}, {"b.", "b."}}},
		{name: settingLanguage, label: v.Say("Language"), usual: languageOfReader, scope: forBoth,
			about:   v.Say("The language of Byline's own sentences. Quotations and other words of articles are never translated."),
			options: append([]option{{languageOfReader, v.Say("each reader's own")}}, languages()...)},
		{name: settingAnswers, label: v.Say("Answers"), usual: answersInChannel, scope: forBoth,
			about: v.Say("Where answers appear: in the channel, in a thread under the question, or only for the person who asked."),
			options: []option{{answersInChannel, v.Say("in the channel")}, {answersInThread, v.Say("in a thread")},
				{answersForAsker, v.Say("for the asker only")}}},
		{name: settingFreeText, label: v.Say("Free text"), usual: freeOnMention, scope: forChannel,
			about:   v.Say("Which messages are questions: only those that mention Byline, or every message of the channel. One that finds nothing and does not end with “?” gets no answer."),
			options: []option{{freeOnMention, v.Say("on mention only")}, {freeEverywhere, v.Say("every message")}}},
		{name: settingEditors, label: v.Say("Editors"), kind: settingRole,
			about: v.Say("The role whose members may change the library, besides people who may manage the server.")},
		{name: shelf.SettingPerPerson, label: v.Say("Limit for one person"), kind: settingNumber, usual: itoa(shelf.PerPerson), most: shelf.MaxPerPerson,
			about:   v.Say("How many articles and feeds one person may add in a day."),
			options: worth("10", "50", "100", "500")},
		{name: shelf.SettingPerServer, label: v.Say("Limit for everybody"), kind: settingNumber, usual: itoa(shelf.PerServer), most: shelf.MaxPerServer,
			about:   v.Say("How many articles and feeds all people together may add in a day."),
			options: worth("100", "500", "1000", "5000")},
		{name: shelf.SettingAnnouncements, label: v.Say("Announcements"), usual: shelf.On, scope: forBoth, options: onOff,
			about: v.Say("New articles of a feed are announced in the channel that was chosen for it.")},
		{name: shelf.SettingNewsChannel, label: v.Say("News channel"), kind: settingChannel,
			about: v.Say("Where new articles are announced when their feed has no channel of its own.")},
		{name: settingPlain, label: v.Say("Plain text"), usual: shelf.Off, scope: forBoth, options: onOff,
			about: v.Say("Replies are text only, without cards, buttons and pictures.")},
		{name: settingFeedback, label: v.Say("Feedback"), usual: shelf.Off, scope: forBoth, options: onOff,
			about: v.Say("Answers have the buttons 👍 and 👎. Who presses them is not kept; !unanswered shows how many did.")},
		{name: settingUnanswered, label: v.Say("Unanswered questions"), usual: shelf.On, scope: forBoth, options: onOff,
			about: v.Say("Questions that found nothing are counted for !unanswered. Who asked is not kept.")},
	}
}

// languages are those that Byline speaks, by their own names.
func languages() (all []option) {
	for _, tag := range language.Tags() {
		all = append(all, option{tag, language.Of(tag, "").Name()})
	}
	return all
}

func worth(values ...string) (all []option) {
	for _, value := range values {
		all = append(all, option{value, value})
	}
	return all
}

// settingNames are what the settings are called when they are typed.
func settingNames() (names []string) {
	for _, s := range settingsOf(language.Voice{}) {
		names = append(names, s.name)
	}
	return names
}

// settingCalled finds a setting by its name or label, with a typing error forgiven.
func settingCalled(all []setting, words string) (setting, bool) {
	names := make([]string, len(all))
	for i, s := range all {
		if names[i] = s.name; sameName(words, s.label) {
			return s, true
		}
	}
	i := closest(names, words)
	if i < 0 {
		return setting{}, false
	}
	return all[i], true
}

// closest is the index of the one name that was probably meant, or -1.
func closest(names []string, typed string) int {
	typed = dashed(typed)
	if i := slices.IndexFunc(names, func(name string) bool { return dashed(name) == typed }); i >= 0 {
		return i
	}
	at, fewest := -1, lang.TypingErrors(len(typed))+1
	for i, name := range names {
		switch d := lang.Distance(typed, dashed(name), fewest); {
		case d < fewest:
			at, fewest = i, d
		case d == fewest && d <= lang.TypingErrors(len(typed)):
			at = -1 // as near as another
		}
	}
	return at
}

func sameName(a, b string) bool { return dashed(a) == dashed(b) }

// dashed is a name made comparable: "Free text" is "free-text".
func dashed(name string) string { return strings.ReplaceAll(plain(name), " ", "-") }
