package main

import (
	"os"
	"strings"
	"testing"

	"github.com/joho/godotenv"

	"byline/handlers"
)

// TestReadmeHasEveryCommand compares the README's table with the commands' specs.
func TestReadmeHasEveryCommand(t *testing.T) {
	const path = "../README.md"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, begun := strings.Cut(string(data), "rewrites it -->\n")
	_, tail, ended := strings.Cut(rest, "<!-- end of commands -->")
	if !begun || !ended {
		t.Fatal("the README has lost the marks around its table of commands")
	}
	want := head + "rewrites it -->\n\n" + handlers.Markdown(handlers.Specs()) + "\n<!-- end of commands -->" + tail
	if string(data) == want {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatal("the README's table is not that of the commands; UPDATE=1 go test ./bot rewrites it")
	}
	if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestExampleSettings: the example names every variable and changes nothing.
func TestExampleSettings(t *testing.T) {
	example, err := godotenv.Read("../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	known := []string{envDiscordToken, envDiscordAPIURL, envDevGuild, envDatabaseURL, envWebAddr, envFetchAllow, envFetchPorts, envLogLevel}
	for _, name := range known {
		if value, found := example[name]; !found || value != "" {
			t.Errorf("%s: found %v, value %q; want it there, and empty", name, found, value)
		}
	}
	if len(example) != len(known) {
		t.Errorf("it has %d variables, Byline reads %d", len(example), len(known))
	}
}
