package feed

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// decode makes UTF-8 of a feed. What the bytes show comes first: a byte order mark,
// UTF-16's zeros, valid UTF-8. Then comes what the document declares, then what the
// server does (servers often add their default to every file), then Windows-1252.
func decode(data []byte, contentType string) string {
	var label string
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("<\x00")):
		label = "utf-16le"
	case bytes.HasPrefix(data, []byte("\xFE\xFF")), bytes.HasPrefix(data, []byte("\x00<")):
		label = "utf-16be"
	default:
		label = declared(data, contentType)
	}
	if label != "" {
		if encoding, _ := charset.Lookup(label); encoding != nil {
			if text, err := encoding.NewDecoder().Bytes(data); err == nil {
				data = text
			}
		}
	}
	return clean(strings.ToValidUTF8(strings.TrimPrefix(string(data), "\uFEFF"), "\uFFFD"))
}

// declared is the encoding that a document or its server declares, or empty when the
// bytes are UTF-8 whatever is declared.
func declared(data []byte, contentType string) string {
	document := declaration(data)
	_, params, _ := mime.ParseMediaType(contentType)
	server := strings.ToLower(params["charset"])
	if utf8.Valid(wholeRunes(data)) {
		if strings.HasPrefix(document, "iso-2022-") || document == "" && strings.HasPrefix(server, "iso-2022-") {
			return "iso-2022-jp" // seven bits a byte: valid UTF-8, and something else
		}
		return ""
	}
	for _, label := range []string{document, server} {
		// UTF-16 it is not, or its declaration could not have been read; UTF-8 it is not either.
		if encoding, _ := charset.Lookup(label); encoding != nil && !strings.HasPrefix(label, "utf-") && label != "utf8" {
			return label
		}
	}
	if document != "" || server != "" {
		return "" // UTF-8 with some bytes damaged
	}
	return "windows-1252"
}

// declaration is the encoding in <?xml version="1.0" encoding="…"?>, in lower case.
func declaration(data []byte) string {
	data = bytes.TrimSpace(data[:min(len(data), head)])
	if !bytes.HasPrefix(data, []byte("<?xml")) {
		return ""
	}
	line, _, ok := bytes.Cut(data, []byte("?>"))
	_, value, named := bytes.Cut(line, []byte("encoding"))
	if !ok || !named {
		return ""
	}
	value = bytes.TrimLeft(value, " \t\r\n=\"'")
	end := bytes.IndexAny(value, " \t\r\n\"'")
	if end < 0 {
		end = len(value)
	}
	return strings.ToLower(string(value[:end]))
}

// wholeRunes is data without a character that was cut off at its end.
func wholeRunes(data []byte) []byte {
	for i := len(data) - 1; i >= 0 && i >= len(data)-utf8.UTFMax+1; i-- {
		if utf8.RuneStart(data[i]) {
			if !utf8.FullRune(data[i:]) {
				return data[:i]
			}
			break
		}
	}
	return data
}

// clean drops the characters that XML forbids, and that feeds hold all the same.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return r
		case r < ' ' || r == '\uFFFE' || r == '\uFFFF':
			return -1
		}
		return r
	}, text)
}
