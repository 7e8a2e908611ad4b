package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestReadLinks(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"related.txt": "# comment\na\tb6 c3 d2 unknown9 a5\nb\ta9\n",
		"implied.txt": "a\tb d\nc\td\nunknown\ta\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := readLinks(dir, []string{"a", "b", "c", "d"})
	if err != nil {
		t.Fatal(err)
	}
	want := []link{{0, 1, 1}, {0, 2, 0.5}, {1, 0, 1.5}, {0, 3, 0.5}, {2, 3, 0.5}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, err := readLinks(dir, []string{"x", "y"}); err == nil {
		t.Error("lists that link nothing in the table are no error")
	}
}
