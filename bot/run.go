package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"

	"byline/bot/terminal"
)

// The exit statuses.
const (
	statusDone   = 0 // also when the articles do not answer
	statusFailed = 1
	statusUsage  = 2
)

// A process is what one call of the program is given.
type process struct {
	env     environment
	stdin   io.Reader
	stdout  io.Writer        // data; made safe when it is a terminal
	stderr  io.Writer        // everything else; made safe when it is a terminal
	bar     io.Writer        // standard error as it is, for what is drawn there
	replies terminal.Printer // replies on standard output
	prompt  bool             // a person types and reads
}

// A command is one way to call the program.
type command interface {
	run(ctx context.Context, p process) error
}

type commandLine struct {
	Help    helpFlag       `short:"h" help:"Show what a call does and takes."`
	Serve   serveCommand   `cmd:"" default:"withargs" help:"Serve Discord, when DISCORD_TOKEN is set, and the local web channel. This is what bot alone does."`
	Chat    chatCommand    `cmd:"" help:"Chat in the terminal; without a terminal, one line of standard input is one message."`
	Ask     askCommand     `cmd:"" help:"Answer one message, or one for each line of standard input."`
	Facts   factsCommand   `cmd:"" help:"Print the fact table of text or HTML files."`
	Article articleCommand `cmd:"" help:"Print what was read of a text or HTML file: title, date, authors, language, text."`
	Add     addCommand     `cmd:"" help:"Add articles to the library: files, or addresses of web pages."`
	Export  exportCommand  `cmd:"" help:"Print all facts of the library."`
	Backup  backupCommand  `cmd:"" help:"Write all libraries into one file, also while Byline serves."`
	Restore restoreCommand `cmd:"" help:"Replace all libraries by those of a backup."`
	Doctor  doctorCommand  `cmd:"" help:"Tell what is wrong with settings, Discord, database and feeds, and where to mend it."`
	Version versionCommand `cmd:"" help:"Print the version."`

	Eval laterCommand `cmd:"" hidden:"" passthrough:""`
}

const description = "Byline reads a news article into a table of attributed facts and answers questions with the fact, who said it, and the sentence that says so."

// run is the program. It returns the exit status.
func run(ctx context.Context, args, env []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := process{env: parseEnvironment(env), stdin: stdin, stdout: stdout, stderr: stderr, bar: stderr,
		replies: terminal.Printer{Out: stdout, Look: terminal.Verbatim}}
	if isTerminal(stderr) {
		p.stderr = terminal.Safe(stderr)
	}
	if isTerminal(stdout) {
		p.stdout = terminal.Safe(stdout)
		p.prompt = isTerminal(stdin)
		p.replies.Look = terminal.Shown
		p.replies.Language = p.env.locale() // what is read by a program stays English
		if p.env["NO_COLOR"] == "" && p.env["TERM"] != "dumb" {
			p.replies.Look = terminal.Styled
		}
	}
	err := parseAndRun(ctx, args, p)
	return report(p.stderr, err)
}

func parseAndRun(ctx context.Context, args []string, p process) error {
	var line commandLine
	parser, err := kong.New(&line, kong.Name("bot"), kong.Description(description), kong.NoDefaultHelp(),
		kong.Writers(p.stdout, p.stderr), kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		return fmt.Errorf("build the command line: %w", err)
	}
	parsed, err := parser.Parse(args)
	switch {
	case errors.Is(err, errHelpShown):
		return nil
	case err != nil:
		return &usageError{err}
	}
	selected, ok := parsed.Selected().Target.Addr().Interface().(command)
	if !ok {
		return fmt.Errorf("%s does nothing", parsed.Command())
	}
	if later, ok := selected.(*laterCommand); ok {
		later.name = parsed.Selected().Name
	}
	return selected.run(ctx, p)
}

// errHelpShown ends the parsing once help was asked for and printed.
var errHelpShown = errors.New("help was shown")

type helpFlag bool

// IgnoreDefault lets "bot --help" be about bot, not about its default command.
func (helpFlag) IgnoreDefault() {}

// BeforeReset prints the help before anything that is missing is complained about.
func (helpFlag) BeforeReset(ctx *kong.Context) error {
	if err := ctx.PrintUsage(false); err != nil {
		return err
	}
	return errHelpShown
}

// A usageError is a call that the command line does not have.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }

func (e *usageError) User() string {
	return sentence(e.err.Error()) + " See bot --help."
}

// errReported says that the reasons for a failure were printed as they arose.
var errReported = errors.New("already reported")

// report prints an error as one line and gives the exit status.
func report(stderr io.Writer, err error) int {
	if err == nil {
		return statusDone
	}
	if !errors.Is(err, errReported) {
		fmt.Fprintln(stderr, "bot: "+oneLine(userSentence(err)))
	}
	if _, ok := errors.AsType[*usageError](err); ok {
		return statusUsage
	}
	return statusFailed
}

// A toldError has a sentence for people; its text is the detail for a log.
type toldError interface {
	error
	User() string
}

// userSentence is what people are told of an error.
func userSentence(err error) string {
	if told, ok := errors.AsType[toldError](err); ok {
		return told.User()
	}
	return sentence(err.Error())
}

// sentence makes one of an error's text.
func sentence(text string) string {
	text = strings.ToUpper(text[:1]) + text[1:]
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// oneLine keeps a message with a file's odd name or another program's words on one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// isTerminal reports whether a stream is a terminal rather than a file or a pipe.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull) // a character device that nobody looks at
	return err != nil || !os.SameFile(info, null)
}

// laterCommand is a call of the contract that has not come yet.
type laterCommand struct {
	Args []string `arg:"" optional:""`
	name string
}

func (c *laterCommand) run(context.Context, process) error {
	return &usageError{fmt.Errorf("the call %s has not come yet", c.name)}
}

type versionCommand struct{}

func (versionCommand) run(_ context.Context, p process) error {
	version, revision := "unknown", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version + " " + info.GoVersion
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				revision = " " + setting.Value
			}
		}
	}
	_, err := fmt.Fprintf(p.stdout, "byline %s%s\n", version, revision)
	return err
}
