package discord

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"byline/handlers/language"
)

// What a press asks for.
const (
	pressAsk       = 'a' // the line, for the presser alone
	pressPanel     = 'r' // the line, in place of the message
	pressForm      = 'f' // a text, then the line with it, for the presser alone
	pressFormPanel = 'g' // likewise, in place of the message
	pressPick      = 'k' // the line with what is chosen, for the presser alone
	pressPickPanel = 'l' // likewise, in place of the message
	pressMenu      = 'm' // the choice, which is a press itself
	pressPage      = 'p' // another page of the line's reply
	pressShow      = 's' // the message again, for everyone
	pressDelete    = 'd' // the message to go
	pressHelped    = 'v'
	pressNoHelp    = 'w'
)

// A press is what a button or a choice carries. All that it needs is in its id, so that it
// works after a restart, on another machine and next year.
type press struct {
	kind byte
	line string // that is answered; always with the prefix "!"
	page int    // from 0; in a menu its place, or the type of what is picked
	who  string // id of the person whose message it is
}

// pressVersion begins every id. Another one is read by another version of Byline.
const pressVersion = '1'

// signed is how many bytes of the signature an id has, and signature how many characters
// they take. To forge one, somebody had to guess among 2⁷² by asking Discord.
const (
	signed    = 9
	signature = signed * 4 / 3
)

var (
	errForeignPress = errors.New("the id was not made here")
	errOtherVersion = errors.New("the id was made by another version")
)

// refusedPress words why an id was not taken.
func refusedPress(v language.Voice, err error) string {
	if errors.Is(err, errOtherVersion) {
		return v.Say("This button was made by another version of Byline; ask again to get a new one.")
	}
	return v.Say("This button belongs to another server or another Byline; ask again here.")
}

// A key signs presses.
type key []byte

// keyOf is a key as it is configured. Without one the buttons work until the program ends.
func keyOf(secret []byte) key {
	if len(secret) == 0 {
		secret = []byte(rand.Text())
	}
	return key(secret)
}

// seal makes the id of a press, which only opens in its scope: a server or a direct
// conversation. It reports false when the press has no room in an id.
func (k key) seal(scope string, p press) (id string, ok bool) {
	if p.page < 0 || p.page > math.MaxInt32 || strings.Contains(p.who, ".") || !utf8.ValidString(p.line) || strings.ContainsFunc(p.line, unicode.IsControl) {
		return "", false
	}
	text := strconv.FormatInt(int64(p.page), 36) + "." + p.who + "." + p.line
	id = string([]byte{pressVersion, p.kind}) + k.sign(scope, p.kind, text) + text
	return id, size(id) <= maxCustomID
}

// open reads an id. Its error is for refusedPress.
func (k key) open(scope, id string) (press, error) {
	switch {
	case id == "":
		return press{}, errForeignPress
	case id[0] != pressVersion:
		return press{}, errOtherVersion
	case len(id) < 2+signature:
		return press{}, errForeignPress
	}
	kind, sum, text := id[1], id[2:2+signature], id[2+signature:]
	if !hmac.Equal([]byte(sum), []byte(k.sign(scope, kind, text))) {
		return press{}, errForeignPress
	}
	page, rest, _ := strings.Cut(text, ".")
	who, line, ok := strings.Cut(rest, ".")
	n, err := strconv.ParseInt(page, 36, 32)
	if err != nil || n < 0 || !ok {
		return press{}, errForeignPress
	}
	return press{kind: kind, line: line, page: int(n), who: who}, nil
}

func (k key) sign(scope string, kind byte, text string) string {
	mac := hmac.New(sha256.New, k)
	mac.Write([]byte{pressVersion, kind})
	mac.Write([]byte(scope + "\x00" + text))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:signed])
}
