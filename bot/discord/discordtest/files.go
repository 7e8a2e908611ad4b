package discordtest

import (
	"bytes"
	"cmp"
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
	maxUpload      = 10 << 20
	maxFiles       = 10
	maxDescription = 1024
)

// A File is an attachment of a message.
type File struct {
	Name        string
	Type        string // media type
	Data        []byte
	URL         string
	Description string // its alt text

	id string
}

// Attach adds a file to a message that is said. Its address is on this server.
func Attach(name, kind string, data []byte) Option {
	return func(m *Message) { m.Files = append(m.Files, File{Name: name, Type: kind, Data: data}) }
}

// keep gives the new files of a message ids and addresses.
func (d *Server) keep(m *Message) {
	for i := range m.Files {
		f := &m.Files[i]
		if f.id != "" {
			continue
		}
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
		list = append(list, f.wire())
	}
	return list
}

func (f File) wire() map[string]any {
	w := map[string]any{
		"id": f.id, "filename": f.Name, "size": len(f.Data), "url": f.URL, "proxy_url": f.URL, "content_type": f.Type,
	}
	if f.Description != "" {
		w["description"] = f.Description
	}
	return w
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

// attachment is the part of an attachment object that a request may set.
type attachment struct {
	ID          json.RawMessage `json:"id"` // a number, or one in quotation marks
	Filename    string          `json:"filename"`
	Description *string         `json:"description"`
}

func (a attachment) id() string { return strings.Trim(string(a.ID), `"`) }

// of finds the attachment with an id.
func of(attachments []attachment, id string) (attachment, bool) {
	for _, a := range attachments {
		if a.id() == id {
			return a, true
		}
	}
	return attachment{}, false
}

// checkFiles holds the files of a message against its attachments: every attachment's id
// is the number of a file ("Uploading Files"), or that of a file the message has.
func (u upload) checkFiles(list *[]attachment, old *Message, t *tree) {
	attachments, kept := given(list), 0
	has := map[string]bool{}
	for n := range u.files {
		has[strconv.Itoa(n)] = true
	}
	if old != nil {
		for _, f := range old.Files {
			has[f.id] = true
			if _, listed := of(attachments, f.id); listed || list == nil {
				kept++
			}
		}
	}
	if len(u.files)+kept > maxFiles || len(attachments) > maxFiles {
		t.few(maxFiles+1, 0, maxFiles, "attachments")
	}
	for i, a := range attachments {
		if !has[a.id()] {
			t.add("MESSAGE_ATTACHMENT_NOT_FOUND", "Attachment data cannot be found", "attachments", strconv.Itoa(i), "id")
		}
		t.long(given(a.Description), maxDescription, "attachments", strconv.Itoa(i), "description")
	}
}

var unusual = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// take gives a message its files, in their order, named as the attachments say. Discord
// replaces what is unusual in a name. Of the files that the message has, those stay
// that the attachments list; all do when there is no list ("Edit Message").
func (u upload) take(m *Message, list *[]attachment) {
	attachments := given(list)
	var files []File
	for _, f := range m.Files {
		a, listed := of(attachments, f.id)
		if list == nil || listed {
			if a.Description != nil {
				f.Description = *a.Description
			}
			files = append(files, f)
		}
	}
	for n := range maxFiles {
		f, ok := u.files[n]
		if !ok {
			continue
		}
		a, _ := of(attachments, strconv.Itoa(n))
		f.Name = unusual.ReplaceAllString(cmp.Or(a.Filename, f.Name), "_")
		f.Description = given(a.Description)
		files = append(files, f)
	}
	m.Files = files
}
