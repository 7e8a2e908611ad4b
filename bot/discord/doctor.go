package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A State says how well something is.
type State string

// The states.
const (
	Fine   State = "ok"
	Notice State = "look"  // works, but perhaps not as somebody expects
	Wrong  State = "wrong" // keeps Byline from its work
)

// A Finding is what an examination says of one thing.
type Finding struct {
	About    string `json:"about"` // in a word or two
	State    State  `json:"state"`
	Sentence string `json:"sentence"`
	Mend     string `json:"mend,omitempty"` // where to do what; empty where nothing is to be done
}

// Where the things are that only a person can change.
const (
	portal     = "Discord Developer Portal (https://discord.com/developers/applications), your application, "
	makeToken  = "Make one in the " + portal + "Bot, Reset Token, and write it behind DISCORD_TOKEN= in .env."
	otherToken = "Make a new one in the " + portal + "Bot, Reset Token, and write it behind DISCORD_TOKEN= in .env."
)

const (
	visitLimit  = 4 * time.Second // for one request of an examination
	clockNotice = 5 * time.Second // off, from which the clock is worth a look
	clockWrong  = time.Minute
	maxAnswer   = 4 << 20 // bytes
)

// Examine tries everything that Byline needs of Discord, without connecting as the bot, so
// that one that serves is not disturbed. Without a token it only compares the clocks. What
// it finds holds no secret; it ends within some seconds, or with ctx. The invitation is
// empty while the application is not known.
func Examine(ctx context.Context, c Config) (findings []Finding, invitation string) {
	base, err := parseAPI(c.APIURL)
	if err != nil {
		return []Finding{{About: "discord", State: Wrong, Sentence: err.Error(), Mend: "Correct DISCORD_API_URL, or leave it empty."}}, ""
	}
	v := &visit{host: "discord.com", sockets: newSockets(), devGuild: strings.TrimSpace(c.DevGuild)}
	defer v.sockets.close()
	if base != nil {
		v.host = base.Host
	}
	v.client = newClient(base, v.sockets)
	if strings.TrimSpace(c.Token) == "" {
		off := Finding{About: "token", State: Notice, Sentence: "DISCORD_TOKEN is not set, so Discord is off.", Mend: makeToken}
		clock, err := v.clock(ctx)
		if err != nil {
			clock = Finding{About: "clock", State: Notice, Sentence: "Byline " + v.why(err) + ", so the clock was not checked."}
		}
		return []Finding{off, clock}, ""
	}
	b, err := New(c)
	if err != nil {
		return []Finding{{About: "token", State: Wrong, Sentence: "DISCORD_TOKEN is not a token of Discord: it has blanks or other characters that no token has.", Mend: otherToken}}, ""
	}
	v.token, v.want = b.token, b.menu.commands
	return v.all(ctx)
}

// A visit is one examination.
type visit struct {
	client   *http.Client
	sockets  *sockets
	host     string // of Discord, for people
	token    string
	want     []command // of the slash commands and those in the menu of a message
	devGuild string

	self string      // user id of the bot
	app  application // empty while not known
}

// all looks at one thing after the other while the next makes sense, and then at the rest
// at once.
func (v *visit) all(ctx context.Context) (findings []Finding, invitation string) {
	clock, err := v.clock(ctx)
	if err != nil {
		return []Finding{{About: "discord", State: Wrong, Sentence: "Byline " + v.why(err) + ".",
			Mend: "Check this machine's network, its firewall, HTTPS_PROXY and DISCORD_API_URL; https://discordstatus.com tells of Discord's own troubles."}}, ""
	}
	token, ok := v.identity(ctx)
	findings = append(findings, token, clock)
	if !ok {
		return findings, ""
	}
	findings = append(findings, v.application(ctx)...)
	parts := []func(context.Context) []Finding{v.servers, v.commands, v.gateway}
	found := make([][]Finding, len(parts))
	var wait sync.WaitGroup
	for i, part := range parts {
		wait.Go(func() { found[i] = part(ctx) })
	}
	wait.Wait()
	for _, f := range found {
		findings = append(findings, f...)
	}
	if v.app.ID != "" {
		invitation = InviteURL(v.app.ID)
	}
	return findings, invitation
}

// clock compares this machine's clock with Discord's, as an answer's Date header has it
// (RFC 9110, to the second). Its error says that Discord was not reached.
func (v *visit) clock(ctx context.Context) (Finding, error) {
	sent := time.Now()
	raw, header, err := v.fetch(ctx, discordgo.EndpointGateway)
	took := time.Since(sent)
	if err == nil {
		var gateway struct {
			URL string `json:"url"`
		}
		if json.Unmarshal(raw, &gateway) != nil || gateway.URL == "" {
			return Finding{}, errors.New("what answers there is not Discord")
		}
	}
	if header == nil {
		return Finding{}, err
	}
	theirs, bad := http.ParseTime(header.Get("Date"))
	if bad != nil {
		return Finding{About: "clock", State: Notice, Sentence: "The clock was not checked: " + v.host + " does not tell the time."}, nil
	}
	off := sent.Add(took / 2).Sub(theirs.Add(500 * time.Millisecond)).Round(time.Second)
	f := Finding{About: "clock", State: Fine, Sentence: "The clock agrees with Discord's."}
	if off.Abs() > clockNotice {
		way := "ahead"
		if off < 0 {
			way = "behind"
		}
		f.State, f.Sentence = Notice, fmt.Sprintf("The clock of this machine is %s %s.", off.Abs(), way)
		f.Mend = "Let the system set its clock: timedatectl set-ntp true on Linux; Date & Time in the settings of macOS and Windows."
	}
	if off.Abs() > clockWrong {
		f.State = Wrong
	}
	return f, nil
}

// why is the reason for a failed request, as the end of a sentence.
func (v *visit) why(err error) string {
	if refused, ok := errors.AsType[*refusal](err); ok {
		return refused.Error()
	}
	return "cannot reach " + v.host + ": " + plainly(err)
}

// plainly is a network's error in few words.
func plainly(err error) string {
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return fmt.Sprintf("no answer within %s", visitLimit)
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return "its name is not found (DNS)"
	}
	if failed, ok := errors.AsType[*net.OpError](err); ok {
		err = failed.Err
	}
	if failed, ok := errors.AsType[syscall.Errno](err); ok {
		err = failed
	}
	return strings.TrimSuffix(reason(err), ".")
}

// A refusal is an answer of Discord that is none.
type refusal struct {
	status int
	after  time.Duration // until it may be asked again; 0 for unknown
}

func (r *refusal) Error() string {
	if r.status == http.StatusTooManyRequests {
		return fmt.Sprintf("was told to slow down (HTTP 429), for %s", r.after)
	}
	return fmt.Sprintf("got HTTP %d", r.status)
}

// get asks Discord as an asker does.
func (v *visit) get(ctx context.Context, url string) ([]byte, error) {
	raw, _, err := v.fetch(ctx, url)
	return raw, err
}

// fetch makes one GET request, and only one: what is wrong now is what is to be told. The
// header is nil when no answer came; an answer that is none is a *refusal.
func (v *visit) fetch(ctx context.Context, address string) ([]byte, http.Header, error) {
	ctx, cancel := context.WithTimeout(ctx, visitLimit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, nil, err
	}
	req.Header.Set("User-Agent", "DiscordBot (https://github.com/bwmarrin/discordgo, v"+discordgo.VERSION+")")
	if v.token != "" && address != discordgo.EndpointGateway {
		req.Header.Set("Authorization", v.token)
	}
	answer, err := v.client.Do(req)
	if err != nil {
		if failed, ok := errors.AsType[*url.Error](err); ok {
			err = failed.Err
		}
		return nil, nil, err
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	if err != nil {
		return nil, nil, err
	}
	if answer.StatusCode != http.StatusOK {
		seconds, _ := strconv.ParseFloat(answer.Header.Get("Retry-After"), 64)
		return raw, answer.Header, &refusal{answer.StatusCode, time.Duration(seconds * float64(time.Second)).Round(time.Second)}
	}
	return raw, answer.Header, nil
}
