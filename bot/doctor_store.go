package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"byline/bot/discord"
	"byline/facts/shelf"
	"byline/facts/store"
)

const (
	littleSpace   = 200 << 20 // bytes, on the disk of the database
	noSpace       = 20 << 20
	overdue       = time.Hour // after which a feed should have been read
	manyFailures  = 3         // in a row: no passing fault any more
	storeSentence = "The database did not answer in time."
)

// examineStore opens the database as serving does, and looks at the feeds in it. One that
// is not there yet is not made.
func examineStore(ctx context.Context, s settings, now time.Time) []finding {
	address := s.databaseURL
	if address == "" {
		address = defaultDatabase()
	}
	if address == memoryURL {
		return []finding{{About: "database", State: discord.Notice, Sentence: "Articles are kept in memory only, and are gone when Byline stops.", Mend: "Set DATABASE_URL to a place that lasts, such as sqlite:///path/byline.db."}}
	}
	if path, ok := store.File(address); ok && !exists(address) {
		return []finding{newDatabase(path)}
	}
	st, err := store.Open(ctx, address)
	if err != nil {
		return []finding{unwell(err)}
	}
	defer st.Close()
	survey, err := st.Survey(ctx)
	if err != nil {
		findings := []finding{unwell(err)}
		return append(findings, examineFeeds(survey.Feeds, now)...)
	}
	return append([]finding{holds(survey)}, examineFeeds(survey.Feeds, now)...)
}

// unwell is what is wrong with the database; its sentence says what to do, too.
func unwell(err error) finding {
	f := finding{About: "database", State: discord.Wrong, Sentence: storeSentence, Mend: "Look at DATABASE_URL, and at the server or disk that it names."}
	if told, ok := errors.AsType[toldError](err); ok {
		f.Sentence = told.User()
	}
	return f
}

// holds tells what the database is and has.
func holds(v store.Survey) finding {
	kind := "SQLite"
	if v.Server {
		kind = "PostgreSQL"
	}
	f := finding{About: "database", State: discord.Fine,
		Sentence: fmt.Sprintf("%s, %s, is writable. It has %s in %s, in %s.", kind, v.Where, several(v.Articles, "article", "articles"), several(v.Libraries, "library", "libraries"), megabytes(v.Bytes))}
	free, ok := freeSpace(v.File)
	if !ok {
		return f
	}
	f.Sentence += " Its disk has " + megabytes(free) + " left."
	switch {
	case free < noSpace:
		f.State, f.Mend = discord.Wrong, "Free some space on the disk of "+v.File+"."
	case free < littleSpace:
		f.State, f.Mend = discord.Notice, "Free some space on the disk of "+v.File+" soon."
	}
	return f
}

// failedTimes says how often in a row something failed.
func failedTimes(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprint(n, " times in a row")
}

func several(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// newDatabase tells whether a file that is not there can be made.
func newDatabase(path string) finding {
	folder := filepath.Dir(path)
	for {
		info, err := os.Stat(folder)
		if err == nil && info.IsDir() {
			break
		}
		above := filepath.Dir(folder)
		if above == folder {
			break
		}
		folder = above
	}
	file, err := os.CreateTemp(folder, ".byline-doctor-*")
	if err != nil {
		return finding{About: "database", State: discord.Wrong, Sentence: path + " cannot be created.", Mend: "Allow Byline to write in " + folder + ", or set DATABASE_URL to another place."}
	}
	_ = file.Close()
	_ = os.Remove(file.Name())
	return finding{About: "database", State: discord.Fine, Sentence: "SQLite, " + path + ", is not there yet; Byline creates it when it starts, with one article in it."}
}

// examineFeeds tells of each feed that brings nothing.
func examineFeeds(feeds []shelf.Feed, now time.Time) []finding {
	var ill []finding
	for _, feed := range feeds {
		name := feed.Title
		if name == "" {
			name = feed.URL
		}
		f := finding{About: "feed " + name, State: discord.Notice}
		last := "It has never been read."
		if !feed.LastSuccess.IsZero() {
			last = "It was last read on " + feed.LastSuccess.Format("2 January 15:04") + " UTC."
		}
		switch {
		case feed.Paused:
			f.Sentence, f.Mend = "Paused. "+last, "!resume in its server starts it again."
		case feed.LastError != "":
			f.Sentence = fmt.Sprintf("%s It failed %s. %s", sentence(oneLine(feed.LastError)), failedTimes(feed.Failures), last)
			f.Mend = "Open " + feed.URL + " in a browser; if the feed is elsewhere now, !unwatch it in its server and !watch the new address."
			if feed.Failures >= manyFailures {
				f.State = discord.Wrong
			}
		case now.Sub(feed.Next) > overdue:
			f.Sentence, f.Mend = "Not read, although it was due on "+feed.Next.Format("2 January 15:04")+" UTC. "+last, "Feeds are read while Byline serves: start it with bot."
		default:
			continue
		}
		ill = append(ill, f)
	}
	switch {
	case len(feeds) == 0:
		return []finding{{About: "feeds", State: discord.Fine, Sentence: "No feed is watched."}}
	case len(ill) == 0:
		return []finding{{About: "feeds", State: discord.Fine, Sentence: several(len(feeds), "feed is", "feeds are") + " watched and can be read."}}
	}
	return ill
}
