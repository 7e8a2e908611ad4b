package discord

import (
	"bytes"
	"encoding/json"
	"mime"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// An enclosure is a file of a message.
type enclosure struct {
	name string
	kind string // media type
	data []byte
	alt  string // says what a picture shows; empty for none
}

// An attachment names a file of a message, by its place among the files.
type attachment struct {
	ID          string `json:"id"` // its place, or that which Discord gave it
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"`
}

// A payload is the body of a request; without data there is none.
type payload struct {
	kind string // media type
	data []byte
}

func asJSON(v any) (payload, error) {
	data, err := json.Marshal(v)
	return payload{"application/json", data}, err
}

// withFiles is a body as a form with files in it, whose JSON names them as attachments
// (Discord's documentation, "Uploading Files"). Without files it is JSON alone.
func withFiles(v any, files []enclosure) (payload, error) {
	if len(files) == 0 {
		return asJSON(v)
	}
	var parts []*discordgo.File
	for _, f := range files {
		parts = append(parts, &discordgo.File{Name: f.name, ContentType: mediaType(f.kind), Reader: bytes.NewReader(f.data)})
	}
	kind, data, err := discordgo.MultipartBodyWithJSON(v, parts)
	return payload{kind, data}, err
}

// attached names files as a message does.
func attached(files []enclosure) []attachment {
	var list []attachment
	for i, f := range files {
		list = append(list, attachment{ID: strconv.Itoa(i), Filename: f.name, Description: f.alt})
	}
	return list
}

// slowest is how many bytes a second an upload is given time for.
const slowest = 128 << 10

// uploadTime is how much longer a body of this size may take than a short one.
func uploadTime(size int) time.Duration {
	return time.Duration(size) * time.Second / slowest
}

const maxFileName = 100

// fileName makes a name of letters, digits, dots, hyphens and underscores, which is what
// Discord itself would leave of it. It keeps the ending, and is never empty.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '_'
	}, name)
	ending := path.Ext(name)
	if len(ending) < 2 || len(ending) > 10 || strings.ContainsAny(ending, "_-") {
		ending = ""
	}
	stem := strings.TrimLeft(strings.TrimSuffix(name, ending), "._-")
	stem = strings.TrimRight(stem[:min(len(stem), maxFileName-len(ending))], "._-")
	if stem == "" {
		stem = "file"
	}
	return stem + ending
}

// mediaType is a media type that may stand in a header.
func mediaType(kind string) string {
	if name, params, err := mime.ParseMediaType(kind); err == nil {
		if written := mime.FormatMediaType(name, params); written != "" {
			return written
		}
	}
	return "application/octet-stream"
}
