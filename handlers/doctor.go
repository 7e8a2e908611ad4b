package handlers

import (
	"context"
	"strings"

	"byline/facts/shelf"
	"byline/handlers/language"
)

// An Inspector looks at what a platform lets Byline do in the server that a request comes
// from. Where there is no server, as in direct messages, its Inspection is the zero one. Its
// errors are for the log.
type Inspector interface {
	Inspect(ctx context.Context, req Request) (Inspection, error)
}

// WithInspector lets !doctor look at permissions. Without it there are none to look at.
func WithInspector(i Inspector) Option { return func(r *Router) { r.inspector = i } }

// An Inspection is what a server lets Byline do.
type Inspection struct {
	Server bool    // there is one
	Places []Place // its text channels, in the order people see them
	Here   string  // the one asked in, or whose thread is, as Request.Channel; empty where it is none of them
	Unread bool    // the texts of messages that do not address Byline are withheld from it
}

// A Place is a channel, and what Byline may not do there.
type Place struct {
	Channel string // as Request.Channel
	Name    string // as people see it: "#news"
	Lacks   []Need // the heaviest first
}

// Need is something that Byline must be let do.
type Need int

// The needs, of which NeedNewThreads is one only where answers stand in threads.
const (
	NeedView Need = iota
	NeedSend
	NeedSendInThreads
	NeedEmbeds
	NeedFiles
	NeedHistory
	NeedNewThreads
)

// inspect asks the platform, and drops the needs that the server's choices do not have.
func (r *Router) inspect(ctx context.Context, req Request) (Inspection, error) {
	if r.inspector == nil {
		return Inspection{}, nil
	}
	found, err := r.inspector.Inspect(ctx, req)
	for i, place := range found.Places {
		there := req
		there.Channel = place.Channel
		var lacks []Need
		for _, need := range place.Lacks {
			if need != NeedNewThreads || r.Manner(ctx, there).Where == InThread {
				lacks = append(lacks, need)
			}
		}
		found.Places[i].Lacks = lacks
	}
	return found, err
}

// doctorCommand makes !doctor: what keeps Byline from doing its work here.
func doctorCommand(k Feeds, inspect func(context.Context, Request) (Inspection, error)) Command {
	return Command{
		Spec: Spec{
			Name:     "doctor",
			Summary:  "What is wrong here: which permission Byline lacks in which channel, and which feeds fail",
			Examples: []string{"!doctor"},
			Who:      forManagers,
			Manage:   true,
		},
		Run: func(ctx context.Context, req Request) (Reply, error) {
			if req.Args != "" {
				return Reply{}, errQuestion
			}
			if !req.Editor {
				return refusedTo(req), nil
			}
			found, err := inspect(ctx, req)
			if err != nil {
				return Reply{}, &UserError{say: sayf("What Byline may do here cannot be found out just now; try again in a minute."), Detail: err.Error()}
			}
			var feeds []shelf.Feed
			if k != nil {
				if feeds, err = k.Feeds(ctx, req.Library); err != nil {
					return Reply{}, err
				}
			}
			return diagnosis(req.voice, found, feeds), nil
		},
	}
}

// diagnosis words what was found.
func diagnosis(v language.Voice, found Inspection, feeds []shelf.Feed) Reply {
	r := Reply{Heading: v.Say("Doctor"), Found: true, Confidence: 1, Private: true}
	barred, hidden := sortPlaces(found, feeds)
	for _, g := range grouped(barred) {
		r.Facts = append(r.Facts, Line{Value: g.names(v) + ":", Text: lacking(v, g.need)})
	}
	ill := 0
	for _, f := range feeds {
		if f.LastError != "" && !f.Paused {
			ill++
			r.Facts = append(r.Facts, Line{Value: feedName(f), Text: oneLine(f.LastError)})
		}
	}
	var answer []string
	switch seen := len(found.Places) - hidden; {
	case !found.Server:
		answer = append(answer, v.Say("There are no permissions to look at here; in a server, !doctor tells which Byline lacks, and in which channel."))
	case len(barred) > 0:
		answer = append(answer, v.Plural(len(barred), "Byline lacks permissions in %d channel.", "Byline lacks permissions in %d channels."))
	case seen == 0:
		answer = append(answer, v.Say("Byline sees no channel of this server; give it the permission View Channels where it is to answer."))
	default:
		answer = append(answer, v.Plural(seen, "Byline has the permissions it needs in %d channel.", "Byline has the permissions it needs in %d channels."))
	}
	switch {
	case ill > 0:
		answer = append(answer, v.Plural(ill, "%d feed could not be read at the last try; !feeds tells more.", "%d feeds could not be read at the last try; !feeds tells more."))
		r.Examples = []string{"!feeds"}
	case len(feeds) > 0:
		answer = append(answer, v.Say("All feeds can be read."))
	}
	r.Answer = strings.Join(answer, " ")
	if len(barred) > 0 {
		r.Notes = append(r.Notes, v.Say("Permissions are given in Discord: in Server Settings, Roles, to Byline's role; or for one channel in Edit Channel, Permissions, where a red cross takes away what the role gives."))
	}
	if hidden > 0 && found.Server {
		r.Notes = append(r.Notes, v.Plural(hidden, "Byline does not see %d other channel; that is for the server to choose.", "Byline does not see %d other channels; that is for the server to choose."))
	}
	if found.Unread {
		r.Notes = append(r.Notes, v.Say("Discord does not show Byline messages that do not address it, so !drones is not heard in a channel. Slash commands, mentions, replies to Byline and direct messages are. The owner of the bot can change that in the Discord Developer Portal: Bot, Message Content Intent."))
	}
	return r
}

// sortPlaces gives the places where something is amiss, and how many Byline does not see
// and need not.
func sortPlaces(found Inspection, feeds []shelf.Feed) (barred []Place, hidden int) {
	told := map[string]bool{found.Here: found.Here != ""}
	for _, f := range feeds {
		told[f.Channel] = f.Channel != ""
	}
	for _, p := range found.Places {
		switch {
		case len(p.Lacks) == 0:
		case p.Lacks[0] == NeedView && !told[p.Channel]:
			hidden++
		default:
			barred = append(barred, p)
		}
	}
	return barred, hidden
}

// A group is the places that lack one thing.
type group struct {
	need   Need
	places []Place
}

// grouped sorts places by what they lack, the heaviest first. Where Byline does not see a
// channel, or may not write in it, nothing else matters yet.
func grouped(places []Place) []group {
	var groups []group
	for need := NeedView; need <= NeedNewThreads; need++ {
		g := group{need: need}
		for _, p := range places {
			for _, lack := range p.Lacks {
				if lack == need {
					g.places = append(g.places, p)
				}
				if lack == NeedView {
					break
				}
			}
		}
		if len(g.places) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// maxPlaces is how many characters of channels' names stand before the rest are counted.
const maxPlaces = 120

func (g group) names(v language.Voice) string {
	text := ""
	for i, p := range g.places {
		name := clip(oneLine(p.Name), maxPlaces)
		if i > 0 && len(text)+len(name) > maxPlaces {
			return v.Plural(len(g.places)-i, "%[2]s and %[1]d other channel", "%[2]s and %[1]d other channels", text)
		}
		if i > 0 {
			text += ", "
		}
		text += name
	}
	return text
}

// lacking names a permission as Discord does, with what it costs to be without.
func lacking(v language.Voice, n Need) string {
	switch n {
	case NeedView:
		return v.Say("View Channels is missing. Byline cannot answer there, nor tell of new articles.")
	case NeedSend:
		return v.Say("Send Messages is missing. Byline can only answer slash commands there.")
	case NeedSendInThreads:
		return v.Say("Send Messages in Threads is missing. Byline cannot answer in threads there.")
	case NeedEmbeds:
		return v.Say("Embed Links is missing. Answers are plain text there.")
	case NeedFiles:
		return v.Say("Attach Files is missing. There are no charts and no exported files there.")
	case NeedHistory:
		return v.Say("Read Message History is missing. Answers there do not show which question they answer.")
	}
	return v.Say("Create Public Threads is missing. Answers stand in the channel, although threads are chosen.")
}
