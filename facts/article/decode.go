package article

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	bomUTF8    = "\xEF\xBB\xBF"
	bomUTF16LE = "\xFF\xFE"
	bomUTF16BE = "\xFE\xFF"
)

// Decode makes UTF-8 of a text file. A byte order mark is dropped; UTF-16 needs
// one; bytes that are not UTF-8 are read as Windows-1252. UTF-8 stays as it is,
// byte for byte.
func Decode(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte(bomUTF8)):
		return strings.ToValidUTF8(string(data[len(bomUTF8):]), "\uFFFD")
	case bytes.HasPrefix(data, []byte(bomUTF16LE)):
		return decodeUTF16(data[len(bomUTF16LE):], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte(bomUTF16BE)):
		return decodeUTF16(data[len(bomUTF16BE):], binary.BigEndian)
	case utf8.Valid(data):
		return string(data)
	}
	return decodeWindows1252(data)
}

func decodeUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, 0, len(data)/2+1)
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	if len(data) == 1 {
		units = append(units, unicode.ReplacementChar)
	}
	return string(utf16.Decode(units))
}

// windows1252 is what the bytes 0x80 to 0x9F mean. The five that have no meaning
// stay control characters, as in the WHATWG Encoding Standard.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func decodeWindows1252(data []byte) string {
	high := []rune(windows1252)
	var text strings.Builder
	text.Grow(len(data) + len(data)/8)
	for _, b := range data {
		if b >= 0x80 && b <= 0x9F {
			text.WriteRune(high[b-0x80])
		} else {
			text.WriteRune(rune(b))
		}
	}
	return text.String()
}

// binaryShare is how much of a text may be control characters: one in so many.
const binaryShare = 10

// binaryText reports whether decoded text was no text: it holds a NUL, or more than
// a tenth of it are control characters other than white space.
func binaryText(text string) bool {
	controls, characters := 0, 0
	for _, r := range text {
		characters++
		switch {
		case r == 0:
			return true
		case r == '\t', r == '\n', r == '\r', r == '\f':
		case unicode.IsControl(r):
			controls++
		}
	}
	return controls*binaryShare > characters
}
