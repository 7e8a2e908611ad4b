package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"math"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/joho/godotenv"

	"byline/bot/discord"
	"byline/bot/web"
	"byline/facts/article"
	"byline/facts/lang"
)

// variables are the names that Byline reads.
func variables() []string {
	return []string{envDiscordToken, envDiscordAPIURL, envDevGuild, envDatabaseURL, envWebAddr, envFetchAllow, envFetchPorts, envLogLevel}
}

// examineSettings reads the settings like readSettings, but goes on without those that
// cannot be used, so that one mistake does not hide the others.
func examineSettings(real environment, flags settingFlags) (settings, []finding) {
	var findings []finding
	path := dotEnvPath()
	file, err := dotEnv()
	if err != nil {
		findings = append(findings, finding{About: "settings", State: discord.Wrong, Sentence: userSentence(err), Mend: "Correct " + path + "; .env.example shows how it looks."})
		file = environment{}
	}
	findings = append(findings, misspelt(real, file, path)...)
	env := maps.Clone(file)
	maps.Copy(env, real)
	for _, name := range variables() {
		if _, err := settingsOf(environment{name: env[name]}, settingFlags{}); err != nil {
			findings = append(findings, finding{About: "settings", State: discord.Wrong, Sentence: userSentence(err), Mend: "Correct " + name + place(name, real, path) + "."})
			env[name] = ""
		}
	}
	s, err := settingsOf(env, flags)
	if err != nil { // a flag
		findings = append(findings, finding{About: "settings", State: discord.Wrong, Sentence: userSentence(err), Mend: "Correct the flag."})
		s, _ = settingsOf(env, settingFlags{})
	}
	if len(findings) == 0 {
		from := "No .env file is here or beside the program, and none is needed."
		if path != "" {
			from = "Read from " + path + " and the environment."
		}
		findings = []finding{{About: "settings", State: discord.Fine, Sentence: from}}
	}
	return s, findings
}

// place is where a variable is set.
func place(name string, real environment, path string) string {
	if _, found := real[name]; found || path == "" {
		return " in the environment"
	}
	return " in " + path
}

// misspelt finds variables that nobody reads although somebody meant them to be read.
func misspelt(real, file environment, path string) (findings []finding) {
	known := variables()
	hint := ""
	if real[envDiscordToken] == "" && file[envDiscordToken] == "" {
		merged := maps.Clone(file)
		maps.Copy(merged, real)
		if hint = nearToken(merged); hint != "" {
			findings = append(findings, finding{About: "settings", State: discord.Wrong, Sentence: hint + " is set, but Byline reads DISCORD_TOKEN.",
				Mend: "Rename it to DISCORD_TOKEN" + place(hint, real, path) + "."})
		} else if example := filledExample(); path == "" && example != "" {
			findings = append(findings, finding{About: "settings", State: discord.Wrong, Sentence: example + " has a token, but Byline reads .env.",
				Mend: "Rename the file " + example + " to .env."})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(file)) {
		if near := nearest(name, known); name != hint && !slices.Contains(known, name) {
			f := finding{About: "settings", State: discord.Notice, Sentence: name + " in " + path + " is not a setting of Byline.", Mend: ".env.example has all their names."}
			if near != "" {
				f.State, f.Mend = discord.Wrong, "Perhaps "+near+" is meant; rename it in "+path+"."
			}
			findings = append(findings, f)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(real)) {
		if near := nearest(name, known); near != "" && name != hint && !slices.Contains(known, name) {
			findings = append(findings, finding{About: "settings", State: discord.Notice, Sentence: name + " in the environment is not a setting of Byline.",
				Mend: "If " + near + " is meant, rename it."})
		}
	}
	return findings
}

// nearest is the variable that a name is a typing error or another case of; empty for none.
func nearest(name string, known []string) string {
	const typos = 2
	best, least := "", typos+1
	for _, k := range known {
		if d := lang.Distance(strings.ToUpper(name), k, typos); d < least {
			best, least = k, d
		}
	}
	return best
}

// filledExample is a file with a token in it that should have been named .env.
func filledExample() string {
	for _, name := range []string{".env.txt", "env", ".env.example"} {
		data, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		if env, err := godotenv.Parse(strings.NewReader(article.Decode(data))); err == nil && env[envDiscordToken] != "" {
			return name
		}
	}
	return ""
}

// examineWeb looks whether the web channel has its address.
func examineWeb(ctx context.Context, s settings) []finding {
	if s.webAddr == webOff {
		return []finding{{About: "web page", State: discord.Fine, Sentence: "Switched off by WEB_ADDR."}}
	}
	listener, err := web.Listen(s.webAddr, true)
	switch {
	case err == nil:
		free := listener.Addr().String()
		listener.Close()
		if _, port, _ := net.SplitHostPort(s.webAddr); port == "0" {
			free = "a free port"
		}
		return []finding{{About: "web page", State: discord.Fine, Sentence: "It can be at " + free + "."}}
	case isByline(ctx, s.webAddr):
		return []finding{{About: "web page", State: discord.Fine, Sentence: "A Byline serves it at http://" + s.webAddr + " now."}}
	case !s.webAsked:
		return []finding{{About: "web page", State: discord.Notice, Sentence: "Another program has " + s.webAddr + ", so another free port will be taken.", Mend: "WEB_ADDR chooses one that stays."}}
	}
	return []finding{{About: "web page", State: discord.Wrong, Sentence: userSentence(err), Mend: "Change WEB_ADDR, or end the other program."}}
}

// isByline reports whether a Byline answers at an address of this machine.
func isByline(ctx context.Context, address string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/", nil)
	if err != nil {
		return false
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // and no proxy
	answer, err := client.Do(req)
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(io.LimitReader(answer.Body, 1<<16))
	return err == nil && strings.Contains(string(page), "Byline")
}

// examineFetching tells from where articles may be fetched.
func examineFetching(s settings) finding {
	f := finding{About: "fetching", State: discord.Fine, Sentence: "Articles are fetched from public addresses only, at ports 80 and 443."}
	if len(s.fetchPorts) > 0 {
		f.Sentence = fmt.Sprintf("Articles are fetched from public addresses only, at ports 80, 443 and those of FETCH_PORTS (%s).", joined(s.fetchPorts))
	}
	if len(s.fetchAllow) > 0 {
		f.State = discord.Notice
		f.Sentence = fmt.Sprintf("Whoever may add articles can make Byline ask anything in %s (FETCH_ALLOW).", joined(s.fetchAllow))
		f.Mend = "Allow single addresses, or nothing, where that is not wanted."
	}
	return f
}

func joined[T any](list []T) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(list), "[]"), " ", ", ")
}

// examineMemory tells what bounds the memory of a Byline that serves.
func examineMemory(env environment) finding {
	f := finding{About: "memory", State: discord.Fine, Sentence: "No limit is set; Byline takes little more than its articles need."}
	limit := debug.SetMemoryLimit(-1) // asks only
	if limit != math.MaxInt64 {
		f.Sentence = "GOMEMLIMIT bounds the memory to " + megabytes(limit) + "."
	} else if env["GOGC"] != "" {
		f.Sentence = "GOGC is set, and decides how memory is freed."
	}
	if box, ok := memoryOfBox(); ok && box < limit {
		limit = box
		f.Sentence = "This container has " + megabytes(box) + " of memory."
	}
	if limit < memoryFloor {
		f.State, f.Mend = discord.Notice, "Byline is at its best with "+megabytes(memoryFloor)+" or more; large libraries need more than that."
	}
	return f
}

// memoryOfBox is the limit that a container on Linux has (the kernel's documentation,
// "Control Group v2", memory.max, and memory.limit_in_bytes before that).
func memoryOfBox() (int64, bool) {
	for _, path := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		var limit int64
		data, err := os.ReadFile(path)
		if _, bad := fmt.Sscan(string(data), &limit); err == nil && bad == nil && limit > 0 && limit < 1<<50 {
			return limit, true
		}
	}
	return 0, false
}

// megabytes words a number of bytes.
func megabytes(n int64) string {
	switch {
	case n >= 10<<30:
		return fmt.Sprintf("%d GB", n>>30)
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	}
	return fmt.Sprintf("%d MB", cmp.Or((n+1<<19)>>20, 1))
}
