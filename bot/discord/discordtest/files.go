package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// Limits of files. Source: Discord's documentation, "Uploading Files" and "Create
// Message". Discord takes maxUpload for each file; here all together may not have more.
const (
	maxUpload = 10 << 20
	maxFiles  = 10
)

// A File is an attachment of a message.
type File struct {
	Name string
	Type string // media type
	Data []byte
	URL  string

	id string
}

// Attach adds a file to a message that is said. Its address is on this server.
func Attach(name, kind string, data []byte) Option {
	return func(m *Message) { m.Files = append(m.Files, File{Name: name, Type: kind, Data: data}) }
}

// keep gives the files of a message ids and addresses.
func (d *Server) keep(m *Message) {
	for i := range m.Files {
		f := &m.Files[i]
		f.id = d.id()
		f.URL = d.http.URL + "/attachments/" + m.Channel + "/" + f.id + "/" + f.Name
		d.files[f.id] = *f
	}
}

var stored = regexp.MustCompile(`^/attachments/\d+/(\d+)/`)

// fetch serves what Discord's CDN would.
func (d *Server) fetch(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	m := stored.FindStringSubmatch(r.URL.Path)
	var f File
	if m != nil {
		f = d.files[m[1]]
	}
	d.mu.Unlock()
	if f.id == "" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", f.Type)
	_, _ = w.Write(f.Data)
}

// wireFiles are attachment objects.
func wireFiles(files []File) []any {
	list := []any{}
	for _, f := range files {
		list = append(list, map[string]any{
			"id": f.id, "filename": f.Name, "size": len(f.Data), "url": f.URL, "proxy_url": f.URL, "content_type": f.Type,
		})
	}
	return list
}

// An upload is a request's body: JSON, or a form with JSON and files in it.
type upload struct {
	json  []byte
	files map[int]File // by their number: files[n]
}

var (
	errForm  = errors.New("the body is no form with payload_json")
	fileName = regexp.MustCompile(`^files\[(\d+)\]$`)
)

// uploaded reads the body of "Create Message" in both forms that it may have.
func uploaded(contentType string, body []byte) (upload, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" {
		return upload{json: body}, nil
	}
	u := upload{files: map[int]File{}}
	parts := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return upload{}, err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return upload{}, err
		}
		if part.FormName() == "payload_json" {
			u.json = data
			continue
		}
		m := fileName.FindStringSubmatch(part.FormName())
		if m == nil || part.FileName() == "" {
			return upload{}, errForm
		}
		n, _ := strconv.Atoi(m[1])
		u.files[n] = File{Name: part.FileName(), Type: part.Header.Get("Content-Type"), Data: data}
	}
	if !json.Valid(u.json) {
		return upload{}, errForm
	}
	return u, nil
}

func (u upload) size() int {
	total := 0
	for _, f := range u.files {
		total += len(f.Data)
	}
	return total
}

// checkFiles holds the files of a message against its attachments: every attachment's id
// is the number of a file ("Uploading Files").
func (u upload) checkFiles(attachments []attachment, add func(code, message string, path ...string)) {
	if len(u.files) > maxFiles || len(attachments) > maxFiles {
		add("BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.", "attachments")
	}
	for i, a := range attachments {
		n, err := strconv.Atoi(strings.Trim(string(a.ID), `"`))
		if _, ok := u.files[n]; err != nil || !ok {
			add("MESSAGE_ATTACHMENT_NOT_FOUND", "Attachment data cannot be found", "attachments", strconv.Itoa(i), "id")
		}
	}
}

// attachment is the part of an attachment object that a request may set.
type attachment struct {
	ID       json.RawMessage `json:"id"` // a number, or one in quotation marks
	Filename string          `json:"filename"`
}

var unusual = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// take gives a message its files, in their order, named as the attachments say. Discord
// replaces what is unusual in a name.
func (u upload) take(m *Message, attachments []attachment) {
	for n := range maxFiles {
		f, ok := u.files[n]
		if !ok {
			continue
		}
		for _, a := range attachments {
			if strings.Trim(string(a.ID), `"`) == strconv.Itoa(n) && a.Filename != "" {
				f.Name = a.Filename
			}
		}
		f.Name = unusual.ReplaceAllString(f.Name, "_")
		m.Files = append(m.Files, f)
	}
}
