package discord

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"byline/handlers"
	"byline/handlers/language"
)

// A frame is what stands around a reply: who asked, with which line, and how replies are
// given there.
type frame struct {
	scope   string // of presses: the library, which a server or a direct conversation has; empty for no buttons
	channel string // Discord's id of where was asked
	asked   string // the line as it was asked, with "!"
	line    string // likewise, where it gives the same reply later and to others; else empty
	page    int    // from 0
	asker   string // Discord's id of the person who may delete the message; empty for nobody
	private bool   // the asker alone sees it
	manner  handlers.Manner
}

// frame is what stands around the reply to a request.
func (b *Bot) frame(in incoming, reply handlers.Reply, m handlers.Manner) frame {
	f := frame{scope: in.req.Library, channel: in.channel, asker: in.author, manner: m}
	f.asked, f.line = in.req.Text, b.again(in.req, reply, m)
	if rest, ok := strings.CutPrefix(f.asked, prefix(m.Voice)); ok {
		f.asked = "!" + rest
	} else if !strings.HasPrefix(f.asked, "!") {
		f.asked = "!ask " + f.asked
	}
	return f
}

// prefix begins the commands where a voice is heard.
func prefix(v language.Voice) string { return strings.TrimSuffix(v.Line("!x"), "x") }

// again is the line that gives the same reply later and to others; empty where there is
// none. That is so of questions in plain words, which may lean on what came before them,
// and of what changes the library.
func (b *Bot) again(req handlers.Request, reply handlers.Reply, m handlers.Manner) string {
	if b.chat.Guarded(req) {
		return ""
	}
	line, commanded := strings.CutPrefix(req.Text, prefix(m.Voice))
	if !commanded {
		line, commanded = strings.CutPrefix(req.Text, "!")
	}
	name, args, _ := strings.Cut(line, " ")
	switch strings.ToLower(name) {
	case "ask":
		return ""
	case "source", "sources", "explain", "find": // the answer or message before may be meant
		if strings.TrimFunc(args, func(r rune) bool { return !unicode.IsLetter(r) }) == "" {
			return ""
		}
	}
	if !commanded { // a topic or a command without its prefix begins what is shown of it
		if heading := strings.ToLower(reply.Heading); line == "" || !strings.HasPrefix(heading, strings.ToLower(line)) {
			return ""
		}
	}
	return "!" + line
}

// A sheet is a reply on its way to a message.
type sheet struct {
	reply   handlers.Reply
	frame   frame
	file    *enclosure // nil for none
	picture *enclosure // likewise
	trouble string     // that the file could not go along; empty for none
	missing []string   // permissions, for where it was to stand
	cards   bool       // it has embeds where it may
}

// pictureName is the file of a chart.
const pictureName = "chart.png"

// sheet prepares a reply. A chart that cannot be drawn is left out.
func (b *Bot) sheet(reply handlers.Reply, f frame) sheet {
	s := sheet{reply: reply, frame: f}
	s.cards = !f.manner.Plain && len(draw(reply, f.manner.Voice, "").cards()) > 0
	if a := reply.File; a != nil {
		s.file = &enclosure{name: fileName(a.Name), kind: a.Type, data: a.Data}
		if len(a.Data) > maxFile {
			s.dropFile()
		}
	}
	if reply.Chart != nil && !f.manner.Plain && f.page == 0 {
		switch data, err := reply.Chart.PNG(); {
		case err != nil:
			b.log.Warn("a chart could not be drawn", "reason", err.Error())
		case len(data) > 0 && len(data) <= maxFile:
			s.picture = &enclosure{pictureName, "image/png", data, plain(reply.Chart.Alt(), maxAlt)}
		}
	}
	return s
}

// dropFile leaves the file out, since it is too large.
func (s *sheet) dropFile() {
	s.file, s.trouble = nil, s.frame.manner.Voice.Say("The file is too large to be attached: Discord takes 10 MB.")
}

// size is how many bytes the files have.
func (s sheet) size() int {
	n := 0
	for _, f := range s.files(everything()) {
		n += len(f.data)
	}
	return n
}

func (s sheet) files(as shape) (list []enclosure) {
	for _, f := range []*enclosure{s.file, s.picture} {
		if f != nil && as.file {
			list = append(list, *f)
		}
	}
	return list
}

// A shape is what a message has beside its text.
type shape struct{ embeds, file bool }

func everything() shape { return shape{true, true} }

// shape is the fullest that a sheet can have.
func (s sheet) shape() shape { return shape{embeds: s.cards, file: len(s.files(everything())) > 0} }

// shapes are those that a sheet can have within may, the fullest first. Discord does not
// say which permission is missing, so they are tried until one is let through: what it
// lacks is what may not be sent.
func (s sheet) shapes(may shape) []shape {
	full := s.shape()
	var all []shape
	for _, t := range [...]shape{{true, true}, {true, false}, {false, true}, {false, false}} {
		as := shape{t.embeds && full.embeds && may.embeds, t.file && full.file && may.file}
		if !slices.Contains(all, as) {
			all = append(all, as)
		}
	}
	return all
}

// lacks is the permissions that a shape tells the lack of.
func (s sheet) lacks(as shape) (list []string) {
	list = append(list, s.missing...)
	full := s.shape()
	if full.embeds && !as.embeds {
		list = append(list, embedLinks)
	}
	if full.file && !as.file {
		list = append(list, attachFiles)
	}
	return list
}

// troubles are sentences about what cannot go along in a shape, and about permissions whose
// lack is news; empty for none.
func (s sheet) troubles(as shape, news []string) string {
	v := s.frame.manner.Voice
	trouble := s.trouble
	if s.file != nil && !as.file {
		trouble = v.Say("The file could not be attached: Byline needs the permission Attach Files in this channel.")
	}
	for _, permission := range news {
		if permission == attachFiles && trouble != "" {
			continue
		}
		trouble = strings.TrimPrefix(trouble+"\n"+v.Say("Byline lacks the permission %s here. It is given in Edit Channel, Permissions, Byline.", permissionName(v, permission)), "\n")
	}
	return trouble
}

// message makes the message of a sheet in one shape. It says that a permission is missing
// where that is news.
func (b *Bot) message(s sheet, as shape, news []string) message {
	reply := s.reply
	if s.picture != nil && !as.file {
		reply.Notes = append([]string{s.picture.alt}, reply.Notes...)
	}
	drawn := draw(reply, s.frame.manner.Voice, s.troubles(as, news))
	pages := []blocks{drawn}
	if room := drawn.room(as); room > minRoom && b.pageable(s.frame) {
		pages = drawn.pages(room)
	}
	page := min(s.frame.page, len(pages)-1)
	m := message{Content: pages[page].text(), AllowedMentions: nobody(), files: s.files(as)}
	if as.embeds {
		m.Content, m.Embeds = pages[page].answer, pages[page].cards()
		if s.picture != nil && as.file && page == 0 && len(m.Embeds) > 0 {
			m.Embeds[0].Image = &image{"attachment://" + s.picture.name}
		}
	}
	m.Attachments = attached(m.files)
	if !s.frame.manner.Plain && s.frame.scope != "" {
		m.Components = b.key.rows(reply, s.frame, page, len(pages))
	}
	return m
}

// minRoom is what the lines of a page need so that it is worth turning.
const minRoom = 600

// room is what the lines of a page may take in a shape.
func (b blocks) room(as shape) int {
	if as.embeds {
		return maxDescription - maxFoot
	}
	return maxContent - size(b.answer) - size(b.heading) - maxFoot
}

// pageable reports whether the buttons that turn the pages have room for what they need.
func (b *Bot) pageable(f frame) bool {
	_, fits := b.key.seal(f.scope, press{kind: pressPage, line: f.line, page: 1 << 10})
	return fits && f.line != "" && !f.manner.Plain
}

// missing are those of the permissions that a channel has not been told of.
func (b *Bot) missing(channel string, permissions []string) (news []string) {
	for _, p := range permissions {
		if !b.told.has(channel + " " + p) {
			news = append(news, p)
		}
	}
	return news
}

// hasTold notes that a channel has been told of missing permissions.
func (b *Bot) hasTold(channel string, permissions []string) {
	for _, p := range permissions {
		if b.told.add(channel + " " + p) {
			b.log.Info(fmt.Sprintf("Byline lacks the permission %s in a channel", p), "channel", channel)
		}
	}
}
