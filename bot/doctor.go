package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"byline/bot/discord"
	"byline/bot/terminal"
	"byline/handlers"
)

// A finding is what the doctor says of one thing.
type finding = discord.Finding

// doctorLimit bounds one part of an examination: whatever hangs, an answer comes.
const doctorLimit = 9 * time.Second

type doctorCommand struct {
	JSON bool `name:"json" help:"Print one JSON object: ok, invite, findings (about, state: ok, look or wrong, sentence, mend)."`

	settingFlags
}

// Help is what bot doctor --help says besides the flags.
func (doctorCommand) Help() string {
	return `Looks at everything that Byline needs, and changes nothing but what opening the database does: the settings and misspelt ones, the token, the application's intents, the servers and what Byline may do there, the slash commands, the gateway, the clock, the database, the feeds, the address of the web channel.

Each line says "ok", "look" (works, though perhaps not as expected) or "wrong", what it is about, and below it the place to mend it. The invitation at the end asks for the fewest permissions that Byline can do with. Neither the token nor the database's password is ever printed. The status is 0 when nothing is wrong, else 1.

What is amiss in single channels of a server, its managers learn there with /doctor or !doctor.`
}

// A checkup is what an examination found.
type checkup struct {
	findings   []finding
	invitation string
}

// run examines everything at once and prints what was found, in the same order each time.
func (c *doctorCommand) run(ctx context.Context, p process) error {
	s, settings := examineSettings(p.env, c.settingFlags)
	parts := []func(context.Context) checkup{
		func(ctx context.Context) checkup { return examineDiscord(ctx, s) },
		func(ctx context.Context) checkup { return checkup{findings: examineStore(ctx, s, time.Now())} },
		func(ctx context.Context) checkup { return checkup{findings: examineWeb(ctx, s)} },
	}
	names := []string{"discord", "database", "web page"}
	all := make([]chan checkup, len(parts))
	for i, part := range parts {
		all[i] = make(chan checkup, 1)
		go func() { all[i] <- within(ctx, doctorLimit, names[i], part) }()
	}
	whole := checkup{findings: settings}
	for _, found := range all {
		part := <-found
		whole.findings = append(whole.findings, part.findings...)
		if part.invitation != "" {
			whole.invitation = part.invitation
		}
	}
	whole.findings = append(whole.findings, examineFetching(s), examineMemory(p.env))
	return whole.print(p, c.JSON)
}

// within runs a part of an examination, and goes on without it when it takes too long.
func within(ctx context.Context, limit time.Duration, about string, part func(context.Context) checkup) checkup {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	done := make(chan checkup, 1)
	go func() { done <- part(ctx) }()
	late := time.NewTimer(limit + time.Second) // most parts end with their context, and say more
	defer late.Stop()
	select {
	case found := <-done:
		return found
	case <-late.C:
		return checkup{findings: []finding{{About: about, State: discord.Wrong,
			Sentence: fmt.Sprintf("No answer within %s.", limit), Mend: "Try again; if it stays so, look whether a network or a disk hangs."}}}
	}
}

func examineDiscord(ctx context.Context, s settings) checkup {
	findings, invitation := discord.Examine(ctx, discord.Config{Token: s.discordToken, APIURL: s.discordAPIURL, DevGuild: s.devGuild, Specs: handlers.Specs()})
	return checkup{findings, invitation}
}

// count is how many findings have a state.
func (c checkup) count(state discord.State) (n int) {
	for _, f := range c.findings {
		if f.State == state {
			n++
		}
	}
	return n
}

// print prints what was found; its error makes the status 1 when something is wrong.
func (c checkup) print(p process, asJSON bool) error {
	wrong, look := c.count(discord.Wrong), c.count(discord.Notice)
	var err error
	if asJSON {
		err = printJSON(p.stdout, struct {
			OK       bool      `json:"ok"`
			Invite   string    `json:"invite,omitempty"`
			Findings []finding `json:"findings"`
		}{wrong == 0, c.invitation, c.findings})
	} else {
		var text strings.Builder
		for _, f := range c.findings {
			text.WriteString(worded(f, p.replies.Look == terminal.Styled))
		}
		if c.invitation != "" {
			text.WriteString("\nInvite Byline with " + c.invitation + "\n")
		}
		text.WriteString("\n" + summary(wrong, look) + "\n")
		_, err = io.WriteString(p.replies.Out, text.String())
	}
	if err == nil && wrong > 0 {
		return errReported
	}
	return err
}

// worded is a finding as a line, and below it where to mend it. Names in it may be anybody's.
func worded(f finding, colours bool) string {
	state := fmt.Sprintf("%-6s", f.State)
	if colours {
		colour := map[discord.State]string{discord.Fine: "\x1b[32m", discord.Notice: "\x1b[33m", discord.Wrong: "\x1b[1;31m"}
		state = colour[f.State] + state + "\x1b[0m"
	}
	var rest strings.Builder
	out := terminal.Safe(&rest) // a strings.Builder never fails
	_, _ = io.WriteString(out, oneLine(f.About+": "+f.Sentence)+"\n")
	if f.Mend != "" {
		_, _ = io.WriteString(out, "       → "+oneLine(f.Mend)+"\n")
	}
	return state + " " + rest.String()
}

func summary(wrong, look int) string {
	text := "Nothing is wrong."
	switch {
	case wrong == 1:
		text = "1 thing is wrong."
	case wrong > 1:
		text = fmt.Sprintf("%d things are wrong.", wrong)
	}
	switch {
	case look == 1:
		text += " 1 is worth a look."
	case look > 1:
		text += fmt.Sprintf(" %d are worth a look.", look)
	}
	return text
}
