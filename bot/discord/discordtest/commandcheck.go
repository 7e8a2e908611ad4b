package discordtest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// commandName is the pattern of "Application Command Naming".
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// locales are those of "Locales" in Discord's documentation.
var locales = regexp.MustCompile(`^(id|da|de|en-GB|en-US|es-ES|es-419|fr|hr|it|lt|hu|nl|no|pl|pt-BR|ro|fi|sv-SE|vi|tr|cs|el|bg|ru|uk|hi|th|zh-CN|ja|zh-TW|ko)$`)

// maxCommand is what all texts of a command may have together ("Slash Commands").
const maxCommand = 8000

// check holds a command against "Application Command Structure".
func (c *Command) check(t *tree) {
	if c.Type < ChatCommand || c.Type > MessageCommand {
		t.choice([]int{ChatCommand, UserCommand, MessageCommand}, "type")
		return
	}
	total := 0
	if c.Type == ChatCommand {
		checkName(t, c.Name, "name")
		t.between(c.Description, 100, "description")
		translations(t, c.Names, checkName, "name_localizations")
		translations(t, c.Descriptions, func(t *tree, s string, path ...string) { t.between(s, 100, path...) }, "description_localizations")
		total = checkOptions(t, c.Options, "options")
	} else {
		t.between(c.Name, 32, "name")
		translations(t, c.Names, func(t *tree, s string, path ...string) { t.between(s, 32, path...) }, "name_localizations")
		if c.Description != "" || len(c.Descriptions) > 0 {
			t.add("APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", "Context menu commands cannot have description", "description")
		}
		if len(c.Options) > 0 {
			t.add("APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS", "Context menu commands cannot have options", "options")
		}
	}
	total += longest(c.Name, c.Names) + longest(c.Description, c.Descriptions)
	if total > maxCommand {
		t.add("APPLICATION_COMMAND_TOO_LARGE", fmt.Sprintf("Command exceeds maximum size (%d)", maxCommand))
	}
	if p := c.MemberPermissions; p != nil {
		if _, err := strconv.ParseUint(*p, 10, 63); err != nil {
			t.add("NUMBER_TYPE_COERCE", fmt.Sprintf("Value %q is not int.", *p), "default_member_permissions")
		}
	}
	checkSet(t, given(c.Contexts), []int{0, 1, 2}, "contexts")
	checkSet(t, given(c.IntegrationTypes), []int{0, 1}, "integration_types")
	if c.IntegrationTypes != nil && len(*c.IntegrationTypes) == 0 {
		t.few(0, 1, 2, "integration_types")
	}
}

func checkSet(t *tree, values, known []int, path string) {
	for i, v := range values {
		if !slices.Contains(known, v) || slices.Contains(values[:i], v) {
			t.choice(known, path, strconv.Itoa(i))
		}
	}
}

// checkName holds the name of a chat command or option against the pattern.
func checkName(t *tree, name string, path ...string) {
	switch {
	case name == "":
		t.required(path...)
	case utf8.RuneCountInString(name) > 32:
		t.between(name, 32, path...)
	case !commandName.MatchString(name):
		t.add("STRING_TYPE_REGEX", "String value did not match validation regex.", path...)
	case name != strings.ToLower(name):
		t.add("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid", path...)
	}
}

// translations checks the keys and, with a function, the values of a dictionary of
// translations.
func translations(t *tree, texts map[string]string, check func(t *tree, s string, path ...string), path ...string) {
	for locale, text := range texts {
		if !locales.MatchString(locale) {
			t.add("ENUM_TYPE_COERCE", fmt.Sprintf("Value %q is not a valid enum value.", locale), at(path, locale)...)
			continue
		}
		check(t, text, at(path, locale)...)
	}
}

// longest is the length of the longest of a text and its translations, which is the one
// that counts.
func longest(text string, others map[string]string) int {
	n := utf8.RuneCountInString(text)
	for _, o := range others {
		n = max(n, utf8.RuneCountInString(o))
	}
	return n
}

// checkOptions holds options against "Application Command Option Structure". It returns
// the length of their texts.
func checkOptions(t *tree, options []CommandOption, path ...string) (total int) {
	t.few(len(options), 0, 25, path...)
	seen, optional := map[string]bool{}, false
	for i, o := range options {
		here := at(path, strconv.Itoa(i))
		total += checkOption(t, o, here)
		if seen[o.Name] {
			t.add("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists", at(here, "name")...)
		}
		seen[o.Name] = true
		if o.Required && optional {
			t.add("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options", here...)
		}
		optional = optional || !o.Required && o.Type > 2
	}
	return total
}

func checkOption(t *tree, o CommandOption, path []string) (total int) {
	if o.Type < 1 || o.Type > OptionAttachment {
		t.choice([]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, at(path, "type")...)
	}
	checkName(t, o.Name, at(path, "name")...)
	translations(t, o.Names, checkName, at(path, "name_localizations")...)
	t.between(o.Description, 100, at(path, "description")...)
	translations(t, o.Descriptions, func(t *tree, s string, path ...string) { t.between(s, 100, path...) }, at(path, "description_localizations")...)
	total = longest(o.Name, o.Names) + longest(o.Description, o.Descriptions)
	total += checkOptions(t, o.Options, at(path, "options")...)
	if o.Type > 2 && len(o.Options) > 0 {
		t.few(len(o.Options), 0, 0, at(path, "options")...)
	}
	typed := o.Type == OptionString || o.Type == OptionInteger || o.Type == OptionNumber
	if o.Autocomplete && (!typed || len(o.Choices) > 0) {
		t.add("APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "Autocomplete cannot be set to true when choices are present, or for this type", at(path, "autocomplete")...)
	}
	if len(o.Choices) > 0 && !typed {
		t.add("APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "Choices cannot be set for this type", at(path, "choices")...)
	}
	total += checkChoices(t, o.Choices, o.Type, at(path, "choices")...)
	checkRange(t, o.MinLength, 0, o.Type == OptionString, at(path, "min_length"))
	checkRange(t, o.MaxLength, 1, o.Type == OptionString, at(path, "max_length"))
	if o.MinLength != nil && o.MaxLength != nil && *o.MinLength > *o.MaxLength {
		t.add("NUMBER_TYPE_MAX", "min_length is more than max_length", at(path, "min_length")...)
	}
	if numeric := o.Type == OptionInteger || o.Type == OptionNumber; !numeric && (o.MinValue != nil || o.MaxValue != nil) {
		t.add("APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID", "Values have limits only in numeric options", path...)
	}
	return total
}

func checkRange(t *tree, n *int, least int, fits bool, path []string) {
	switch {
	case n == nil:
	case !fits:
		t.add("APPLICATION_COMMAND_OPTIONS_LENGTH_INVALID", "Lengths have limits only in string options", path...)
	case *n < least || *n > 6000:
		t.add("NUMBER_TYPE_MAX", fmt.Sprintf("int value should be between %d and 6000.", least), path...)
	}
}

// checkChoices holds choices against "Application Command Option Choice Structure". It
// returns the length of their texts. That names must differ is documented nowhere, but
// people could not tell the choices apart.
func checkChoices(t *tree, choices []Choice, kind int, path ...string) (total int) {
	t.few(len(choices), 0, 25, path...)
	seen := map[string]bool{}
	for i, c := range choices {
		here := at(path, strconv.Itoa(i))
		t.between(c.Name, 100, at(here, "name")...)
		translations(t, c.Names, func(t *tree, s string, path ...string) { t.between(s, 100, path...) }, at(here, "name_localizations")...)
		total += longest(c.Name, c.Names)
		_, err := strconv.ParseFloat(string(c.Value), 64)
		switch {
		case kind == OptionString && (len(c.Value) == 0 || c.Value[0] != '"'):
			t.add("BASE_TYPE_BAD_TYPE", "Value must be a string.", at(here, "value")...)
		case kind == OptionString:
			total += t.between(c.Text(), 100, at(here, "value")...)
		case err != nil:
			t.add("NUMBER_TYPE_COERCE", "Value is not a number.", at(here, "value")...)
		}
		if seen[c.Name] {
			t.add("APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", "Option choice name already exists", at(here, "name")...)
		}
		seen[c.Name] = true
	}
	return total
}
