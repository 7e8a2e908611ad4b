package discord

import "unicode/utf16"

// Discord's limits, in characters where nothing else is said. A request that breaks one is
// refused as a whole with error 50035.
const (
	// A message: "Create Message", "Embed Limits", "Attachment Object" and "Uploading Files"
	// of Discord's documentation.
	maxContent     = 2000
	maxEmbeds      = 10
	maxTitle       = 256
	maxDescription = 4096
	maxEmbedTotal  = 6000 // over all embeds of a message
	maxNonce       = 25
	maxAlt         = 1024     // the description of an attachment
	maxFile        = 10 << 20 // bytes; servers with boosts take more, which is not asked
	maxThreadName  = 100      // "Start Thread from Message"

	// What is under it: "Component Reference".
	maxRows     = 5
	maxInRow    = 5   // buttons
	maxButton   = 80  // a button's label
	maxMenu     = 150 // a menu's label
	maxChoices  = 25  // of a menu, a command's option or a completion
	maxChoice   = 100 // a choice's label, value or description
	maxCustomID = 100 // as long as a choice's value, so that a choice can carry a press

	// A form: "Modal" and "Text Input".
	maxFormTitle = 45
	maxFormLabel = 45
	maxFormText  = 4000

	// A command: "Application Commands".
	maxAbout      = 100 // the description of a command or an option
	maxMenuName   = 32  // in the menu of a message
	maxOptionText = 6000
)

// What one reply may take of them, so that a single long text does not push out
// all others. Chosen to hold any usual news sentence whole.
const (
	maxValue   = 200
	maxText    = 700
	maxBy      = 300
	maxNote    = 400
	maxExample = 150
	maxSource  = 1024
	maxLabel   = 200
	maxLine    = 1500 // no single line is longer than this
	maxFoot    = 64
)

// size is the length of text as Discord may count it. The API counts code points
// (discord/discord-api-docs#1315), its clients UTF-16 code units. The second is
// never smaller, so it is the one that is safe.
func size(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// fit returns as many whole lines as stay within limit when they are joined with
// newlines. When some do not, the last line is more(n) for the n left out, unless
// that is empty.
func fit(lines []string, limit int, more func(n int) string) []string {
	total := 0
	for _, l := range lines {
		total += size(l) + 1
	}
	if total-1 <= limit {
		return lines
	}
	used, kept := 0, 0
	for kept < len(lines) {
		next := used + size(lines[kept]) + 1
		if next+size(more(len(lines)-kept-1)) > limit {
			break
		}
		used, kept = next, kept+1
	}
	hint := more(len(lines) - kept)
	switch {
	case used+size(hint) > limit:
		return nil
	case hint == "":
		return lines[:kept]
	}
	return append(lines[:kept:kept], hint)
}
