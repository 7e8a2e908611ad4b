package discord

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"byline/bot/discord/discordtest"
	"byline/handlers"
	"byline/handlers/chart"
)

// scraps are what random texts are made of: many scripts, and everything that could mean
// something to Discord.
var scraps = []string{
	"boats ", "the storm ", "267 ", "said ", "“lost” ", "Größe ", "човни ", "船が沈んだ", "เรือจม ", "नौका ", "قوارب ", "סירות ",
	"\u202eevil\u202c ", "\u2067x\u2069", "\u200f", "z\u0300\u0301\u0302\u0303\u0304\u0305", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇺🇦 ", "😀", "\u200b", "\ufeff",
	"@everyone ", "@here", "<@1> ", "<@&2>", "<#3>", "<:e:4> ", "</x:5>", "<t:1:R>", "<id:home>",
	"[x](https://evil.example) ", "https://evil.example/a_b ", "discord.gg/raid ", "**b** ", "__u__", "~~s~~", "||s||", "`c` ", "```\nx\n```", "\n# h\n", "\n> q\n", "\n- l", "\n1. n ", "-# s\n",
	"\\", "\\*", "_", "*", "\x00", "\xff\xfe", "\r\n", "\t", "a.b.c/", ":smile:", "!drones ", "…", strings.Repeat("w", 400),
}

// dice make random replies.
type dice struct{ *rand.Rand }

func (d dice) text(most int) string {
	var b strings.Builder
	for range d.IntN(most + 1) {
		b.WriteString(scraps[d.IntN(len(scraps))])
	}
	return b.String()
}

// size is small as a rule, and large now and then.
func (d dice) size() int {
	return [...]int{0, 1, 3, 3, 6, 6, 12, 60}[d.IntN(8)]
}

func (d dice) line() string {
	if d.IntN(4) == 0 {
		return "!" + d.text(5)
	}
	return fmt.Sprint("!who ", d.IntN(1000))
}

func (d dice) form() *handlers.Form {
	if d.IntN(4) > 0 {
		return nil
	}
	return &handlers.Form{Title: "T" + d.text(3), Label: "L" + d.text(3), Value: d.text(2), Max: 1 + d.IntN(5000)}
}

func (d dice) reply() handlers.Reply {
	r := handlers.Reply{Heading: d.text(4), Answer: d.text(d.size()), Found: true, Several: d.IntN(2) == 0}
	for range d.size() {
		r.Facts = append(r.Facts, handlers.Line{Value: d.text(3), Text: d.text(d.size()), By: d.text(4), Quoted: d.IntN(2) == 0, Group: d.IntN(6) == 0, Source: d.IntN(20)})
	}
	for i := range d.size() {
		r.Sources = append(r.Sources, handlers.Source{Article: fmt.Sprint(i % 3), Label: d.text(3), Text: d.text(d.size())})
	}
	for range d.IntN(4) {
		r.Notes, r.Examples = append(r.Notes, d.text(d.size())), append(r.Examples, d.text(2))
	}
	for range d.size() {
		r.Actions = append(r.Actions, handlers.Action{Label: d.text(3), Line: d.line(), Replace: d.IntN(2) == 0, Form: d.form()})
	}
	for range d.IntN(7) {
		m := handlers.Menu{Label: d.text(5), Pick: handlers.Pick(d.IntN(3)), Line: d.line(), Replace: d.IntN(2) == 0}
		for range d.size() {
			m.Choices = append(m.Choices, handlers.Choice{Label: d.text(3), About: d.text(4), Line: d.line(), Chosen: d.IntN(3) == 0})
		}
		r.Menus = append(r.Menus, m)
	}
	if d.IntN(4) == 0 {
		r.File = &handlers.Attachment{Name: d.text(3), Type: d.text(1), Data: []byte("x")}
	}
	return r
}

// own is the markup that Byline writes itself: what is bold, quoted and cited.
var own = strings.NewReplacer("”**", "”", "**", "", "*“", "“", "”*", "”", "\n> ", "\n")

// told is what is said beside an answer about the way it came.
var told = regexp.MustCompile("(?m)^(Byline needs the permission|The file could not be attached).*$")

// Whatever a reply holds, Discord takes it, nobody is pinged, and nothing of an article is
// markup.
func TestRandomReplies(t *testing.T) {
	t.Parallel()
	const n = 24
	replies := map[string]handlers.Reply{}
	for i := range n {
		d := dice{rand.New(rand.NewPCG(uint64(i), 7))}
		r := d.reply()
		if i%16 == 0 { // drawing takes its time
			r.Chart = &chart.Chart{Kind: chart.Bars, Title: d.text(3), Source: d.text(3), Figures: []chart.Figure{{Surface: d.text(1), Value: 5, Text: d.text(3), By: d.text(3)}}}
		}
		replies[fmt.Sprint("!r", i)] = r
	}
	s := serve(t)
	s.desk.reply = func(req handlers.Request) handlers.Reply {
		if r, ok := replies[req.Text]; ok {
			return r
		}
		return replies["!r1"]
	}
	s.desk.manner.Feedback = true
	places := []string{s.channel, s.NewChannel(discordtest.RefuseEmbeds), s.NewChannel(discordtest.NoFiles), s.NewDM()}
	for i := range n {
		for k, place := range places {
			if k == 0 || i%len(places) == k {
				s.Say(place, s.ann, fmt.Sprint("!r", i))
			}
		}
	}
	messages := s.Await(t, 2*n-n/len(places))
	pressed := 0
	for i := range messages {
		m := messages[i]
		sound(t, m)
		if i%3 > 0 {
			continue
		}
		for m.Button("Next ▶") != "" && pressed < 60 {
			m = s.AwaitReply(t, s.Press(t, s.ann, m.ID, m.Button("Next ▶")))
			sound(t, m)
			pressed++
		}
		for _, c := range m.Buttons()[:min(2, len(m.Buttons()))] {
			if id := s.Press(t, s.ann, m.ID, c.CustomID); s.AwaitAnswer(t, id).Modal == nil {
				m = s.AwaitReply(t, id)
				sound(t, m)
				break
			}
		}
	}
	if pressed < 5 {
		t.Errorf("only %d pages were turned", pressed)
	}
	for _, r := range s.Refused() {
		if !strings.Contains(r, "50013") { // where permissions are missing
			t.Errorf("refused: %s", r)
		}
	}
	if f := s.Failed(); len(f) > 0 {
		t.Errorf("%d interactions failed", len(f))
	}
}

// sound holds a message against what must be so for any article.
func sound(t *testing.T, m discordtest.Message) {
	t.Helper()
	if len(m.Pinged) > 0 {
		t.Errorf("%s pings %q", m.ID, m.Pinged)
	}
	all := m.Content
	for _, e := range m.Embeds {
		all += "\n" + e.Title + "\n" + e.Description
	}
	for _, l := range strings.Split(own.Replace(hint.ReplaceAllString(bare(told.ReplaceAllString(all, "")), "")), "\n") {
		if found := markup.FindString(l); found != "" {
			t.Errorf("markup %q in %q", found, l)
		}
	}
	for _, c := range append(m.Buttons(), m.Selects()...) {
		texts := c.Label + c.Placeholder
		for _, o := range c.Options {
			texts += o.Label + o.Description
		}
		if !utf8.ValidString(texts) || strings.ContainsAny(texts, "\n\x00\u202e\u200b") {
			t.Errorf("a label is %q", texts)
		}
	}
	for _, f := range m.Files {
		if f.Name != fileName(f.Name) || f.Name == pictureName && f.Description == "" {
			t.Errorf("a file is %q, described as %q", f.Name, f.Description)
		}
	}
}
