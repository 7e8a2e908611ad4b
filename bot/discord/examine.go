package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// identity asks who the bot is, which only the right token tells.
func (v *visit) identity(ctx context.Context) (Finding, bool) {
	me, err := askFor[struct {
		ID   string `json:"id"`
		Name string `json:"username"`
	}](ctx, v.get, discordgo.EndpointUser("@me"))
	if refused, ok := errors.AsType[*refusal](err); ok && refused.status == http.StatusUnauthorized {
		return Finding{About: "token", State: Wrong, Sentence: "Discord refused the token (401).", Mend: otherToken}, false
	}
	if err != nil {
		return v.failed("token", "whether the token is right", err), false
	}
	v.self = me.ID
	return Finding{About: "token", State: Fine, Sentence: "Discord knows the bot as " + me.Name + "."}, true
}

// failed is a finding about a question that got no answer.
func (v *visit) failed(about, question string, err error) Finding {
	return Finding{about, Wrong, "Discord did not tell " + question + ": Byline " + v.why(err) + ".",
		"Try again in a few minutes; https://discordstatus.com tells of Discord's own troubles."}
}

// application is what Discord's application object says of how it is set up.
type application struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Flags     uint64 `json:"flags"`
	Public    *bool  `json:"bot_public"`
	CodeGrant bool   `json:"bot_require_code_grant"`
	Endpoint  string `json:"interactions_endpoint_url"`
}

// The flags of an application that may read messages: with and without Discord's review
// (Discord's documentation, "Application Flags").
const (
	readsReviewed = 1 << 18
	readsLimited  = 1 << 19
)

func (a application) readsMessages() bool { return a.Flags&(readsReviewed|readsLimited) != 0 }

// application looks at what the Developer Portal has.
func (v *visit) application(ctx context.Context) []Finding {
	app, err := askFor[application](ctx, v.get, discordgo.EndpointApplication("@me"))
	if err != nil {
		return []Finding{v.failed("application", "about the application", err)}
	}
	v.app = app
	findings := []Finding{{About: "intents", State: Fine, Sentence: "The message content intent is on, so !commands are heard in channels too."}}
	if !app.readsMessages() {
		findings[0] = Finding{"intents", Notice,
			"The message content intent is off. Slash commands, mentions, direct messages, replies to Byline and “Find facts here” work without it; !commands in a server's channels do not.",
			"Where those are wanted: " + portal + "Bot, Privileged Gateway Intents, Message Content Intent."}
	}
	if app.Endpoint != "" {
		findings = append(findings, Finding{"slash commands", Wrong,
			"The application has an Interactions Endpoint URL, so Discord sends slash commands and buttons there and not to Byline.",
			"Empty it: " + portal + "General Information, Interactions Endpoint URL."})
	}
	switch {
	case app.CodeGrant:
		findings = append(findings, Finding{"invite", Wrong, "The bot requires an OAuth2 code grant, so no invitation works.",
			"Switch it off: " + portal + "Bot, Requires OAuth2 Code Grant."})
	case app.Public != nil && !*app.Public:
		findings = append(findings, Finding{"invite", Fine, "Only the application's owner can invite the bot.", ""})
	default:
		findings = append(findings, Finding{"invite", Fine, "Anybody who has the invitation can add the bot to their server.", ""})
	}
	return findings
}

// guild is a server of "Get Current User Guilds" of Discord's documentation. The permissions
// are those that no channel changes.
type guild struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	Permissions permission `json:"permissions"`
}

const (
	pageOfServers = 200 // Discord's limit of one answer
	maxServers    = 2000
	maxLooked     = 5  // servers whose channels are looked at
	maxTold       = 10 // servers told of one by one
)

// guilds are the servers that the bot is in, as many as are looked at.
func (v *visit) guilds(ctx context.Context) (all []guild, err error) {
	for after := "0"; len(all) < maxServers; after = all[len(all)-1].ID {
		page, err := askFor[[]guild](ctx, v.get, fmt.Sprintf("%s?limit=%d&after=%s", discordgo.EndpointUserGuilds("@me"), pageOfServers, after))
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(page) < pageOfServers {
			break
		}
	}
	return all, nil
}

// servers looks at what Byline may do in each server.
func (v *visit) servers(ctx context.Context) []Finding {
	if v.app.ID == "" {
		return nil
	}
	all, err := v.guilds(ctx)
	if err != nil {
		return []Finding{v.failed("servers", "which servers the bot is in", err)}
	}
	if len(all) == 0 {
		return []Finding{{"servers", Notice, "The bot is in no server.", "Open the invitation below, and choose a server."}}
	}
	var ill []Finding
	looked, left := 0, 0
	for _, s := range all {
		lacks := needed &^ s.Permissions
		switch {
		case s.Permissions.has(administrator):
			ill = append(ill, Finding{"server " + s.Name, Notice, "The bot is an administrator there, which it need not be.",
				"In that server: Server Settings, Roles, the bot's role, Administrator off; leave on what the invitation asks for."})
			continue
		case lacks == 0:
			continue
		case len(ill) >= maxTold:
			left++
			continue
		}
		told := "The bot lacks " + strings.Join(lacks.names(), ", ") + " there."
		if looked < maxLooked {
			looked++
			if here, ok := v.channels(ctx, s); ok {
				told = here
			}
		}
		if told != "" {
			ill = append(ill, Finding{"server " + s.Name, Wrong, told,
				"Open " + InviteURL(v.app.ID) + "&guild_id=" + s.ID + ", which gives them again; or in that server: Server Settings, Roles, the bot's role. /doctor there tells about each channel."})
		}
	}
	if left > 0 {
		ill = append(ill, Finding{"servers", Wrong, fmt.Sprintf("In %d more servers permissions are missing.", left), "/doctor in each of them tells which."})
	}
	if len(ill) > 0 {
		return ill
	}
	if len(all) == 1 {
		return []Finding{{"servers", Fine, "The bot is in 1 server, with every permission it needs: " + all[0].Name + ".", ""}}
	}
	return []Finding{{"servers", Fine, fmt.Sprintf("The bot is in %d servers, with every permission it needs.", len(all)), ""}}
}

// channels looks whether the channels of a server give what its roles do not: a server may
// let a bot into some channels only. The text is empty where nothing is amiss.
func (v *visit) channels(ctx context.Context, s guild) (text string, ok bool) {
	rooms, err := asker(v.get).rooms(ctx, s.ID, v.self)
	if err != nil {
		return "", false
	}
	var lacks permission
	seen, ill := 0, 0
	for _, r := range rooms {
		switch missing := r.lacks() &^ mayStartThreads; {
		case missing.has(mayView):
			continue
		case missing != 0:
			ill++
			lacks |= missing
		}
		seen++
	}
	switch {
	case seen == 0:
		return "The bot lacks View Channels there: it sees no channel.", true
	case ill == 0:
		return "", true
	}
	return fmt.Sprintf("The bot lacks %s there, in %d of the %d channels that it sees.", strings.Join(lacks.names(), ", "), ill, seen), true
}

// commands looks whether Discord has the slash commands.
func (v *visit) commands(ctx context.Context) []Finding {
	if v.app.ID == "" {
		return nil
	}
	url, want, where := discordgo.EndpointApplicationGlobalCommands(v.app.ID), v.want, ""
	if v.devGuild != "" {
		url, want = discordgo.EndpointApplicationGuildCommands(v.app.ID, v.devGuild), forGuild(want)
		where = ", in the server " + v.devGuild + " only (DISCORD_DEV_GUILD)"
	}
	have, err := askFor[[]command](ctx, v.get, url+"?with_localizations=true")
	if err != nil {
		return []Finding{v.failed("slash commands", "which slash commands it has", err)}
	}
	const start = "Start Byline: it registers them within seconds of connecting. Discord's app may have to be restarted to show them."
	switch {
	case len(have) == 0:
		return []Finding{{"slash commands", Notice, "Discord has no slash commands yet" + where + ".", start}}
	case !sameCommands(have, want):
		return []Finding{{"slash commands", Notice, fmt.Sprintf("The commands that Discord has%s are not those of this Byline: %d there, %d here.", where, len(have), len(want)), start}}
	}
	return []Finding{{"slash commands", Fine, fmt.Sprintf("Discord has all %d commands%s.", len(have), where), ""}}
}

// gateway looks whether Discord's events can come: it connects, waits for Hello and leaves
// without saying who it is, which would count as a connection of the bot.
func (v *visit) gateway(ctx context.Context) []Finding {
	bot, err := askFor[struct {
		URL    string `json:"url"`
		Shards int    `json:"shards"`
		Limit  struct {
			Total     int `json:"total"`
			Remaining int `json:"remaining"`
			Reset     int `json:"reset_after"` // milliseconds
		} `json:"session_start_limit"`
	}](ctx, v.get, discordgo.EndpointGatewayBot)
	if err != nil {
		return []Finding{v.failed("gateway", "where its gateway is", err)}
	}
	if err := v.hello(ctx, bot.URL); err != nil {
		return []Finding{{"gateway", Wrong, "Discord's gateway cannot be reached: " + plainly(err) + ".",
			"Let WebSockets to gateway.discord.gg, port 443, through the firewall or proxy."}}
	}
	f := Finding{About: "gateway", State: Fine, Sentence: fmt.Sprintf("The gateway answers; %d of %d connections are left today.", bot.Limit.Remaining, bot.Limit.Total)}
	const often = "Look in the log why Byline connects so often; Discord starts the count anew every day."
	switch {
	case bot.Limit.Total > 0 && bot.Limit.Remaining == 0:
		f.State, f.Mend = Wrong, often
	case bot.Limit.Remaining < bot.Limit.Total/5:
		f.State, f.Mend = Notice, often
	case bot.Shards > 1:
		f.State, f.Mend = Notice, fmt.Sprintf("Discord advises %d connections (shards), of which Byline makes one; from 2,500 servers on one is refused.", bot.Shards)
	}
	return []Finding{f}
}

// opHello is the first packet of a gateway (Discord's documentation, "Gateway Opcodes").
const opHello = 10

func (v *visit) hello(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, visitLimit)
	defer cancel()
	dialer := &websocket.Dialer{Proxy: http.ProxyFromEnvironment, NetDialContext: v.sockets.dial, HandshakeTimeout: visitLimit}
	conn, answer, err := dialer.DialContext(ctx, strings.TrimSuffix(address, "/")+"/?v="+discordgo.APIVersion+"&encoding=json", nil)
	if err != nil {
		if answer != nil {
			return fmt.Errorf("HTTP %d", answer.StatusCode)
		}
		return err
	}
	defer conn.Close()
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetReadDeadline(deadline); err != nil {
			return err
		}
	}
	var first struct {
		Op int `json:"op"`
	}
	if err := conn.ReadJSON(&first); err != nil {
		return err
	}
	if first.Op != opHello {
		return fmt.Errorf("it began with op %d", first.Op)
	}
	return nil
}
