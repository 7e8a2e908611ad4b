package discordtest

import (
	"net/http"
	"slices"
)

// webhook finds the interaction whose token a request has. It works from the first answer
// to the token's end. It reports false when it has refused the request.
func (d *Server) webhook(w http.ResponseWriter, r *http.Request) (*Interaction, bool) {
	i := slices.IndexFunc(d.doings, func(it *Interaction) bool { return it.token == r.PathValue("token") })
	switch {
	case i < 0 || r.PathValue("app") != d.App:
		d.refuse(w, http.StatusNotFound, 10015, "Unknown Webhook", nil)
	case d.now().Sub(d.doings[i].made) > tokenLives:
		d.refuse(w, http.StatusUnauthorized, 50027, "Invalid Webhook Token", nil)
	case !d.doings[i].answered() || d.doings[i].Answer == Completed:
		d.refuse(w, http.StatusNotFound, 10015, "Unknown Webhook", nil)
	default:
		return d.doings[i], true
	}
	return nil, false
}

// followed finds the message of an interaction that a request names.
func (d *Server) followed(w http.ResponseWriter, r *http.Request) (*Interaction, *Message, bool) {
	it, ok := d.webhook(w, r)
	if !ok {
		return nil, nil, false
	}
	id := r.PathValue("message")
	switch {
	case id == "@original":
		id = it.Reply
	case id != it.Reply && !slices.Contains(it.FollowUps, id):
		id = ""
	}
	m := d.messages[id]
	if m == nil {
		d.refuse(w, http.StatusNotFound, 10008, "Unknown Message", nil)
		return nil, nil, false
	}
	return it, m, true
}

// followUp is "Create Followup Message". The first one after a placeholder fills that in
// and keeps whom it is shown to.
func (d *Server) followUp(w http.ResponseWriter, r *http.Request) {
	it, ok := d.webhook(w, r)
	if !ok {
		return
	}
	f, ok := d.read(w, r, nil)
	if !ok || !d.mayAnswer(w, it, f) {
		return
	}
	t := newTree()
	if f.check(d, t, nil, answerFlags); d.invalid(w, t) {
		return
	}
	if first := d.messages[it.Reply]; it.pending && first != nil {
		if d.write(w, first, f) {
			it.pending = false
			d.changedNow(first)
			answer(w, http.StatusOK, first.wire(d, true))
		}
		return
	}
	m := d.response(it, f.Flags)
	if !d.write(w, m, f) {
		return
	}
	if m.Reference = it.Reply; d.messages[m.Reference] == nil {
		m.Reference = ""
	}
	m.Type = 19
	it.FollowUps = append(it.FollowUps, m.ID)
	d.show(m)
	answer(w, http.StatusOK, m.wire(d, true))
}

// getFollowUp is "Get Original Interaction Response", and the same of a followup.
func (d *Server) getFollowUp(w http.ResponseWriter, r *http.Request) {
	if _, m, ok := d.followed(w, r); ok {
		answer(w, http.StatusOK, m.wire(d, true))
	}
}

// editFollowUp is "Edit Original Interaction Response", and the same of a followup.
func (d *Server) editFollowUp(w http.ResponseWriter, r *http.Request) {
	it, m, ok := d.followed(w, r)
	if !ok {
		return
	}
	waiting := m.Flags&loading != 0
	d.change(w, r, m)
	if waiting && m.Flags&loading == 0 {
		it.pending = false
	}
}

// deleteFollowUp is "Delete Original Interaction Response", and the same of a followup.
func (d *Server) deleteFollowUp(w http.ResponseWriter, r *http.Request) {
	it, m, ok := d.followed(w, r)
	if !ok {
		return
	}
	if m.Flags&loading != 0 {
		it.pending = false
	}
	d.remove(m)
	w.WriteHeader(http.StatusNoContent)
}
