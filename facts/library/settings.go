package library

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"byline/facts/shelf"
	"byline/facts/store"
)

// firstRead is how long anybody waits for a library's settings when none are known yet.
const firstRead = 500 * time.Millisecond

// choices are the settings of a library as they were last read. They are asked for with
// every message, so that nobody waits for the store to ask for them again.
type choices struct {
	known   atomic.Pointer[map[string]map[string]string] // by scope and name; nil before the first time
	changed atomic.Bool                                  // somebody else changed them since

	reading sync.Mutex // held by the one who reads them
	wait    time.Time  // after a failure, before the next try
}

// Setting is the value of a setting; empty for its default. It is the last one known: what
// another process sets is learned within moments, by Run. An error means that none is.
func (l *Libraries) Setting(ctx context.Context, library, scope, name string) (string, error) {
	c := &l.slot(library).choices
	known := c.known.Load()
	if known == nil {
		var err error
		if known, err = l.firstChoices(ctx, library, c); err != nil {
			return "", err
		}
	}
	return (*known)[scope][name], nil
}

func (l *Libraries) firstChoices(ctx context.Context, library string, c *choices) (*map[string]map[string]string, error) {
	c.reading.Lock()
	defer c.reading.Unlock()
	if known := c.known.Load(); known != nil {
		return known, nil
	}
	if l.now().Before(c.wait) {
		return nil, errUnknown
	}
	patient, cancel := context.WithTimeout(ctx, firstRead)
	defer cancel()
	if err := l.readInto(patient, library, c); err != nil {
		if ctx.Err() == nil {
			c.wait = l.now().Add(outage)
		}
		return nil, err
	}
	l.bound()
	return c.known.Load(), nil
}

var errUnknown = errors.New("library: the settings could not be read lately")

// readInto reads the settings of one library. The caller holds c.reading.
func (l *Libraries) readInto(ctx context.Context, library string, c *choices) error {
	c.changed.Store(false) // before reading: what changes meanwhile is read again
	all, err := l.store.Settings(ctx, library)
	if err != nil {
		c.changed.Store(true)
		return err
	}
	c.known.Store(&all)
	return nil
}

// Set changes a setting; an empty value is the default.
func (l *Libraries) Set(ctx context.Context, library, scope, name, value string) error {
	err := l.store.Set(ctx, library, scope, name, value)
	if errors.Is(err, store.ErrNotFound) { // nobody has asked this library yet
		if err = l.ensure(ctx, library); err == nil {
			err = l.store.Set(ctx, library, scope, name, value)
		}
	}
	if err == nil {
		l.chosen(ctx, library, scope, name, value)
	}
	return refused(err)
}

// chosen learns what this process has set just now. Where the settings cannot be read, that
// one alone is put among those that are known.
func (l *Libraries) chosen(ctx context.Context, library, scope, name, value string) {
	c := &l.slot(library).choices
	c.reading.Lock()
	defer c.reading.Unlock()
	err := l.readInto(ctx, library, c)
	known := c.known.Load()
	if err == nil || known == nil {
		return
	}
	all := maps.Clone(*known)
	if all[scope] = maps.Clone(all[scope]); all[scope] == nil {
		all[scope] = map[string]string{}
	}
	all[scope][name] = value
	c.known.Store(&all)
	l.wake()
}

// elsewhere notes that another process changed a library, or any for an empty name.
func (l *Libraries) elsewhere(name string) {
	l.changed(name)
	l.mu.Lock()
	for n, e := range l.slots {
		if name == "" || n == name {
			e.Value.(*slot).choices.changed.Store(true)
		}
	}
	l.mu.Unlock()
	l.wake()
}

// wake lets followSettings look what there is to be read.
func (l *Libraries) wake() {
	select {
	case l.unread <- struct{}{}:
	default: // it will look anyway
	}
}

// followSettings reads the settings that other processes change, until the context ends.
func (l *Libraries) followSettings(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-l.unread:
		}
		if err := survived(func() error { return l.readChanged(ctx) }); err != nil && ctx.Err() == nil {
			l.log.WarnContext(ctx, "settings could not be read again; those last known hold", "reason", err)
			select {
			case <-ctx.Done():
			case <-time.After(retryPause):
			}
			l.wake()
		}
	}
}

func (l *Libraries) readChanged(ctx context.Context) error {
	changed := map[string]*choices{}
	l.mu.Lock()
	for name, e := range l.slots {
		if c := &e.Value.(*slot).choices; c.changed.Load() && c.known.Load() != nil {
			changed[name] = c
		}
	}
	l.mu.Unlock()
	for name, c := range changed {
		c.reading.Lock()
		err := l.readInto(ctx, name, c)
		c.reading.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}

// most is a setting that is a number from 1 to a ceiling.
func (l *Libraries) most(ctx context.Context, library, name string, usual, ceiling int) int {
	value, err := l.Setting(ctx, library, "", name)
	if n, wrong := strconv.Atoi(value); err == nil && wrong == nil && n > 0 {
		return min(n, ceiling)
	}
	return usual
}

// newsChannel is the channel that is told of a feed's articles; empty for none.
func (l *Libraries) newsChannel(ctx context.Context, f shelf.Feed) string {
	if f.Channel != "" {
		return f.Channel
	}
	channel, err := l.Setting(ctx, f.Library, "", shelf.SettingNewsChannel)
	if err != nil { // the article comes all the same, without a word
		l.log.WarnContext(ctx, "nobody is told of an article, since the settings could not be read", "reason", err)
	}
	return channel
}

// silent reports whether a channel is not to be told of new articles. Where that is not known,
// nobody is told until it is.
func (l *Libraries) silent(ctx context.Context, library, channel string) (bool, error) {
	for _, scope := range [...]string{channel, ""} {
		if value, err := l.Setting(ctx, library, scope, shelf.SettingAnnouncements); err != nil || value != "" {
			return value == shelf.Off, err
		}
	}
	return false, nil
}
