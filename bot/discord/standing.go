package discord

import "strings"

// A standing message is one of Byline's as Discord shows it with a press on it.
type standing struct {
	ID          string       `json:"id"`
	Content     string       `json:"content"`
	Flags       int          `json:"flags"`
	Embeds      []embed      `json:"embeds"`
	Components  []row        `json:"components"`
	Attachments []attachment `json:"attachments"`
}

// private reports whether only the asker sees the message.
func (s standing) private() bool { return s.Flags&flagEphemeral != 0 }

// asker is who may delete the message; empty where that is not known.
func (s standing) asker(k key, scope string) (who string) {
	s.rows(k, scope, func(p press) bool {
		if p.kind == pressDelete {
			who = p.who
		}
		return false
	})
	return who
}

// label is what stands on a component.
func (s standing) label(customID string) string {
	for _, r := range s.Components {
		for _, c := range r.Components {
			if c.CustomID == customID {
				return c.Label
			}
		}
	}
	return ""
}

// rows are the rows of the message with those components only whose press is to be kept.
func (s standing) rows(k key, scope string, keep func(press) bool) (rows []row) {
	for _, r := range s.Components {
		kept := row{Type: r.Type}
		for _, c := range r.Components {
			if p, err := k.open(scope, c.CustomID); err == nil && keep(p) {
				kept.Components = append(kept.Components, c)
			}
		}
		if len(kept.Components) > 0 {
			rows = append(rows, kept)
		}
	}
	return rows
}

// cards are the embeds of the message as they can be posted again. The picture is one of
// the message's own files, which a copy names as the original did.
func (s standing) cards() []embed {
	var list []embed
	for _, e := range s.Embeds {
		if e.Image != nil && !strings.HasPrefix(e.Image.URL, "attachment://") {
			e.Image = &image{"attachment://" + pictureName}
		}
		list = append(list, e)
	}
	return list
}
