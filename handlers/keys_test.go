package handlers_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"byline/handlers"
)

// A key is an English sentence that the catalogues must have, with where it is said.
type key struct {
	english string
	plural  bool // it depends on a number
	at      string
}

// keysOf is every sentence that Byline says itself: those that the program's source gives
// to a voice, and those of the commands' specs.
func keysOf(t *testing.T) []key {
	t.Helper()
	var all []key
	for _, dir := range [...]string{".", "chart", "language", "../bot/discord", "../bot", "../facts/library",
		"../facts/article", "../facts/article/fetch", "../facts/article/feed"} {
		all = append(all, keysIn(t, dir)...)
	}
	say := func(at string, sentences ...string) {
		for _, s := range sentences {
			if s != "" {
				all = append(all, key{english: s, at: at})
			}
		}
	}
	for month := time.January; month <= time.December; month++ {
		say("package language", month.String())
	}
	for _, s := range handlers.Specs() {
		at := "the spec of !" + s.Name
		say(at, s.Summary, s.Args, s.Who, s.OnMessage)
		for _, p := range s.Params {
			say(at, p.About)
		}
		if s.Form != nil {
			say(at, s.Form.Title, s.Form.Label)
		}
	}
	return all
}

// keysIn finds the calls of a package that word a sentence.
func keysIn(t *testing.T, dir string) (all []key) {
	t.Helper()
	set := token.NewFileSet()
	var files []*ast.File
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if goSource(e) {
			f, err := parser.ParseFile(set, dir+"/"+e.Name(), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
	}
	constants := constantsOf(files)
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			at := ""
			if n != nil {
				at = set.Position(n.Pos()).String()
			}
			switch n := n.(type) {
			case *ast.CallExpr:
				if strings.HasPrefix(dir, "../facts") { // which has no voice
					return true
				}
				key, ok := keyOf(n, constants)
				if !ok {
					t.Errorf("%s: a sentence is no constant, so no catalogue can have it", at)
				}
				if key.at = at; key.english != "" && key.english != "%s" {
					all = append(all, key)
				}
			case *ast.ValueSpec: // why a page was not read
				if name, ok := n.Type.(*ast.Ident); ok && (name.Name == "Reason" || name.Name == "Problem") && len(n.Values) == 1 {
					if s, ok := constants.text(n.Values[0]); ok {
						all = append(all, key{english: s + ".", at: at})
					}
				}
			case *ast.CompositeLit: // a refusal without arguments is a key as a whole
				if name, ok := n.Type.(*ast.Ident); ok && name.Name == "Refusal" && len(n.Elts) > 0 {
					if s, ok := constants.text(n.Elts[0]); ok {
						all = append(all, key{english: s, at: at})
					}
				}
			}
			return true
		})
	}
	return all
}

func goSource(e fs.DirEntry) bool {
	return strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go")
}

// keyOf is the sentence that a call words; an empty one for other calls. It reports false
// for a sentence that is made where it is said.
func keyOf(call *ast.CallExpr, constants constants) (key, bool) {
	at, plural, before := 0, false, ""
	switch nameOf(call.Fun) {
	case "Say", "sayf", "userErrorf", "unfitf":
	case "Plural", "pluralf":
		at, plural = 2, true
	case "Count":
		at, plural, before = 2, true, "%d "
	default:
		return key{}, true
	}
	if len(call.Args) <= at {
		return key{}, true // another function of this name
	}
	english, ok := constants.text(call.Args[at])
	if ok {
		return key{english: before + english, plural: plural}, true
	}
	switch arg := call.Args[at].(type) {
	case *ast.SelectorExpr, *ast.CallExpr: // a spec's field, an error's sentence, a month
		return key{}, true
	case *ast.Ident: // what wraps the functions above, or says what the library told
		return key{}, slices.Contains([]string{"format", "english", "one", "many", "problem", "sentence"}, arg.Name)
	case *ast.BinaryExpr:
		return key{}, nameOf(call.Fun) == "Plural" // Count's own
	}
	return key{}, false
}

func nameOf(fun ast.Expr) string {
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

// constants are the texts of a package's constants by name.
type constants map[string]string

func constantsOf(files []*ast.File) constants {
	all := constants{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Names) == len(spec.Values) {
				for i, name := range spec.Names {
					if s, ok := all.text(spec.Values[i]); ok {
						all[name.Name] = s
					}
				}
			}
			return true
		})
	}
	return all
}

// text is a constant expression's text.
func (c constants) text(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		s, ok := c[e.Name]
		return s, ok
	case *ast.ParenExpr:
		return c.text(e.X)
	case *ast.BinaryExpr:
		x, ok := c.text(e.X)
		y, also := c.text(e.Y)
		return x + y, ok && also
	}
	return "", false
}
