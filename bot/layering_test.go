package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A rule forbids packages from others. docs/decisions/0001 says why they exist.
type rule struct {
	packages string // these and everything below them; a leading "!" means all others of the module
	never    []string
	direct   bool // their own imports only, not what those import in turn
	why      string
}

const discordgo = "github.com/bwmarrin/discordgo"

func rules() []rule {
	return []rule{
		{"byline/facts", []string{"byline/handlers", "byline/bot", discordgo}, false, "the fact table knows no chat"},
		{"byline/handlers", []string{"byline/bot", discordgo}, false, "commands know no platform"},
		{"byline/handlers", []string{"net/http", "database/sql", "byline/facts/store"}, true, "commands declare the small interfaces they need"},
		{"!byline/bot/discord", []string{discordgo}, true, "one package knows discordgo"},
		{"byline/bot/discord", []string{"byline/bot/web", "byline/bot/terminal"}, false, "channels do not know each other"},
		{"byline/bot/web", []string{"byline/bot/discord", "byline/bot/terminal"}, false, "channels do not know each other"},
		{"byline/bot/terminal", []string{"byline/bot/discord", "byline/bot/web"}, false, "channels do not know each other"},
	}
}

// listed is what `go list -json` tells of a package.
type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string // Imports and all that they import
}

// broken gives the imports of a package that a rule forbids.
func (r rule) broken(p listed) []string {
	scope, others := strings.CutPrefix(r.packages, "!")
	if under(p.ImportPath, scope) == others {
		return nil
	}
	imports := p.Deps
	if r.direct {
		imports = p.Imports
	}
	var found []string
	for _, path := range imports {
		if slices.ContainsFunc(r.never, func(never string) bool { return under(path, never) }) {
			found = append(found, path)
		}
	}
	return found
}

// under reports whether a package is root or below it.
func under(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

func TestLayering(t *testing.T) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "./...")
	cmd.Dir = ".."
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, complaint.String())
	}
	packages := 0
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; packages++ {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules() {
			for _, path := range r.broken(p) {
				t.Errorf("%s imports %s: %s", p.ImportPath, path, r.why)
			}
		}
	}
	if packages < 8 {
		t.Errorf("go list knows only %d packages", packages)
	}
}

func TestLayeringSeesWrongImports(t *testing.T) {
	for _, wrong := range []listed{
		{ImportPath: "byline/facts", Deps: []string{"byline/handlers"}},
		{ImportPath: "byline/facts/extract", Deps: []string{discordgo}},
		{ImportPath: "byline/handlers/chart", Imports: []string{"net/http"}},
		{ImportPath: "byline/handlers", Deps: []string{"byline/bot/discord"}},
		{ImportPath: "byline/bot", Imports: []string{discordgo}},
		{ImportPath: "byline/bot/web", Deps: []string{"byline/bot/terminal"}},
	} {
		if !slices.ContainsFunc(rules(), func(r rule) bool { return len(r.broken(wrong)) > 0 }) {
			t.Errorf("%+v breaks no rule", wrong)
		}
	}
	for _, right := range []listed{
		{ImportPath: "byline/bot", Imports: []string{"byline/handlers"}, Deps: []string{discordgo, "net/http"}},
		{ImportPath: "byline/bot/discord", Imports: []string{discordgo}, Deps: []string{discordgo}},
		{ImportPath: "byline/handlers", Imports: []string{"byline/facts"}, Deps: []string{"net/http"}},
	} {
		for _, r := range rules() {
			if found := r.broken(right); len(found) > 0 {
				t.Errorf("%+v breaks %q by %q", right, r.why, found)
			}
		}
	}
}
