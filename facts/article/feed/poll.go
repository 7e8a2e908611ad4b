package feed

import "time"

// When feeds are polled.
const (
	Every    = 15 * time.Minute // a feed that answers
	Longest  = 12 * time.Hour   // between two polls of a feed that fails
	busyWait = time.Hour        // at least, when a site asks for fewer requests and does not say when
	maxWait  = 24 * time.Hour   // that a site can ask for
	spread   = 0.1              // of the wait, earlier or later, so that feeds do not come all at once
)

// A Result is how polling a feed went.
type Result struct {
	At         time.Time     // when
	Failures   int           // in a row, this one included; 0 after a success (not modified is one)
	Busy       bool          // the site asked for fewer requests, or said it has too many (429, 503)
	RetryAfter time.Duration // what the site asked for; 0 when it did not
}

// Next is when to poll a feed again. A feed that fails is asked ever less often, but
// always again: whether it is to be given up is for people to say. Jitter is a random
// number from 0 to 1. A wait that the site asked for is never shortened.
func Next(last Result, jitter float64) time.Time {
	wait := Every
	for range last.Failures {
		if wait *= 2; wait >= Longest {
			break
		}
	}
	if last.Busy {
		wait = max(wait, busyWait)
	}
	jitter = min(max(jitter, 0), 1)
	wait = min(vary(wait, 1-spread+2*spread*jitter), Longest)
	if last.Failures > 0 && wait == Longest {
		wait = vary(Longest, 1-spread*jitter)
	}
	if asked := min(last.RetryAfter, maxWait); wait < asked {
		wait = vary(asked, 1+spread*jitter)
	}
	return last.At.Add(wait)
}

func vary(wait time.Duration, by float64) time.Duration {
	return time.Duration(float64(wait) * by)
}
