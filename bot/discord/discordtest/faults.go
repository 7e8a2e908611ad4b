package discordtest

import "time"

// set changes the faults.
func (d *Server) set(change func(*faults)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(&d.faults)
}

// RefuseToken makes every token wrong: requests get 401, the gateway closes with
// 4004.
func (d *Server) RefuseToken() { d.set(func(f *faults) { f.token, f.tokenREST = true, true }) }

// RefuseTokenInREST lets the gateway take the token and answers requests with 401.
func (d *Server) RefuseTokenInREST() { d.set(func(f *faults) { f.tokenREST = true }) }

// RefuseIntents makes the gateway close with 4014 when one of these is asked for.
func (d *Server) RefuseIntents(bits int) { d.set(func(f *faults) { f.intents = bits }) }

// Only lets Fail, LoseAnswers and Limit strike just requests whose path has this in it;
// the empty text, all.
func (d *Server) Only(part string) { d.set(func(f *faults) { f.only = part }) }

// Hold keeps requests whose path has this in it unanswered, and undone, until the
// function is called that it returns.
func (d *Server) Hold(part string) (release func()) {
	d.set(func(f *faults) { f.held = part })
	return func() {
		d.set(func(f *faults) { f.held = "" })
		d.changed.Broadcast()
	}
}

// AnswerWithin sets how soon the first answer to an interaction must come, in place of
// three seconds; 0 makes every answer late.
func (d *Server) AnswerWithin(span time.Duration) { d.set(func(f *faults) { f.deadline = span }) }

// Advance moves the server's clock on, by which interactions grow old.
func (d *Server) Advance(span time.Duration) { d.set(func(f *faults) { f.ahead += span }) }

// now is the time on the server's clock.
func (d *Server) now() time.Time { return time.Now().Add(d.faults.ahead) }

// Fail answers the next n requests with an HTTP status and does nothing else.
func (d *Server) Fail(n, status int) { d.set(func(f *faults) { f.failing, f.status = n, status }) }

// LoseAnswers does what the next n requests ask for, and answers them with 502.
func (d *Server) LoseAnswers(n int) { d.set(func(f *faults) { f.lost = n }) }

// Limit answers the next n requests with 429.
func (d *Server) Limit(n int, after time.Duration, global bool) {
	d.set(func(f *faults) { f.limited, f.limitAfter, f.limitAll = n, after, global })
}

// Bucket lets n messages through in each channel in a span of time, says so in the
// headers of Discord's documentation, "Rate Limits", and answers more with 429.
func (d *Server) Bucket(n int, span time.Duration) {
	d.set(func(f *faults) { f.bucket, f.span = n, span })
}

// FirstPacket sends this op in place of the next n packets READY or RESUMED.
func (d *Server) FirstPacket(op, n int) {
	d.set(func(f *faults) { f.first, f.firstLeft = op, n })
}

// Heartbeat sets the interval for new connections.
func (d *Server) Heartbeat(every time.Duration) { d.set(func(f *faults) { f.heartbeat = every }) }

// UploadLimit sets how many bytes the files of a message may have; 0 for Discord's usual
// limit.
func (d *Server) UploadLimit(bytes int) { d.set(func(f *faults) { f.upload = bytes }) }
