package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bot": main})
}

// TestScripts runs the calls in testdata/*.txtar in a folder of their own, with
// nothing in the environment but a path. UPDATE=1 rewrites what they expect.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files:         scripts,
		UpdateScripts: os.Getenv("UPDATE") != "",
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"status": status},
		Deadline:      time.Now().Add(time.Minute), // a script that serves by mistake must not wait for go test's own
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			for name, data := range map[string]string{
				"binary.dat":  "The council\x00 met.",
				"utf16.txt":   "\xFF\xFEa\x00\x1C\x20\xE9\x00\x1D\x20.\x00",
				"windows.txt": "\x93caf\xE9\x94.",
				"escape.txt":  "The council \x1b[31mmet\x1b[0m on Monday.\n",
			} {
				if err := os.WriteFile(filepath.Join(env.WorkDir, name), []byte(data), 0o600); err != nil {
					return err
				}
			}
			large, err := os.Create(filepath.Join(env.WorkDir, "large.txt"))
			if err != nil {
				return err
			}
			defer large.Close()
			return large.Truncate(50 << 20)
		},
	})
}

// status is the script command "status N program arguments": the program must end
// with that exit status.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if ended := (*exec.ExitError)(nil); errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("status %d, want %d", got, want)
	}
}
