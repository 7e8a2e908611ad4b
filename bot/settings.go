package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/joho/godotenv"

	"byline/bot/web"
	"byline/facts/article"
)

// The variables that Byline reads. .env.example explains them.
const (
	envDiscordToken  = "DISCORD_TOKEN"
	envDiscordAPIURL = "DISCORD_API_URL"
	envDevGuild      = "DISCORD_DEV_GUILD"
	envDatabaseURL   = "DATABASE_URL"
	envWebAddr       = "WEB_ADDR"
	envFetchAllow    = "FETCH_ALLOW"
	envFetchPorts    = "FETCH_PORTS"
	envLogLevel      = "LOG_LEVEL"
)

// webOff is the WEB_ADDR that means no web channel.
const webOff = "off"

// settings are what a person can configure, with the defaults in place.
type settings struct {
	discordToken  string
	discordAPIURL string
	devGuild      string // id of the one server that has the slash commands; empty for all
	databaseURL   string
	webAddr       string
	webAsked      bool           // somebody chose webAddr
	fetchAllow    []netip.Prefix // that pages may be fetched from although they are not public
	fetchPorts    []uint16       // besides 80 and 443
	lasting       bool           // the store must outlive the process
	logLevel      slog.Level
	tokenHint     string // a variable that was probably meant to be DISCORD_TOKEN
}

// settingFlags win over the environment. Nil means that the flag was not given.
type settingFlags struct {
	WebAddr       *string `placeholder:"HOST:PORT" help:"Where the web channel is (WEB_ADDR); port 0 picks one, off is none."`
	DiscordAPIURL *string `name:"discord-api-url" placeholder:"URL" help:"A Discord-compatible server instead of Discord (DISCORD_API_URL)."`
	LogLevel      *string `placeholder:"LEVEL" help:"debug, info, warn or error (LOG_LEVEL)."`
}

// environment is variables by name.
type environment map[string]string

// locale is the language that POSIX's variables choose for messages, such as "de_AT.UTF-8".
func (env environment) locale() string { return cmp.Or(env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]) }

func parseEnvironment(list []string) environment {
	env := make(environment, len(list))
	for _, entry := range list {
		if name, value, found := strings.Cut(entry, "="); found {
			env[name] = value
		}
	}
	return env
}

// A settingError is a setting that cannot be used.
type settingError struct{ text string }

func (e *settingError) Error() string { return e.text }

func (e *settingError) User() string { return sentence(e.text) }

// readSettings reads flags over real variables over the .env file of the working
// directory, or, where there is none, of the binary's folder. An empty value means
// the default; a variable that is set empty also hides the file's.
func readSettings(real environment, flags settingFlags) (settings, error) {
	env, err := dotEnv()
	if err != nil {
		return settings{}, err
	}
	for name, value := range real {
		env[name] = value
	}
	return settingsOf(env, flags)
}

// settingsOf reads flags over variables, which stay as they are.
func settingsOf(env environment, flags settingFlags) (s settings, err error) {
	env = maps.Clone(env)
	for name, flag := range map[string]*string{
		envWebAddr: flags.WebAddr, envDiscordAPIURL: flags.DiscordAPIURL, envLogLevel: flags.LogLevel,
	} {
		if flag != nil {
			env[name] = *flag
		}
	}
	s = settings{
		discordToken:  strings.TrimSpace(env[envDiscordToken]),
		discordAPIURL: strings.TrimSpace(env[envDiscordAPIURL]),
		devGuild:      strings.TrimSpace(env[envDevGuild]),
		databaseURL:   strings.TrimSpace(env[envDatabaseURL]),
		webAddr:       strings.TrimSpace(env[envWebAddr]),
	}
	s.webAsked = s.webAddr != ""
	if !s.webAsked {
		s.webAddr = web.DefaultAddr
	}
	if level := strings.TrimSpace(env[envLogLevel]); level != "" && s.logLevel.UnmarshalText([]byte(level)) != nil {
		return settings{}, &settingError{fmt.Sprintf("LOG_LEVEL is %q; it can be debug, info, warn or error", level)}
	}
	if strings.Trim(s.devGuild, "0123456789") != "" {
		return settings{}, &settingError{fmt.Sprintf("DISCORD_DEV_GUILD is %q; it should be a server's id, such as 123456789012345678", s.devGuild)}
	}
	if s.fetchAllow, err = prefixes(env[envFetchAllow]); err != nil {
		return settings{}, err
	}
	if s.fetchPorts, err = ports(env[envFetchPorts]); err != nil {
		return settings{}, err
	}
	if s.discordToken == "" {
		s.tokenHint = nearToken(env)
	}
	return s, nil
}

// prefixes reads addresses and networks, parted by commas or spaces.
func prefixes(list string) (all []netip.Prefix, err error) {
	for _, one := range strings.FieldsFunc(list, separator) {
		prefix, err := netip.ParsePrefix(one)
		if addr, single := netip.ParseAddr(one); single == nil {
			prefix, err = addr.Prefix(addr.BitLen())
		}
		if err != nil {
			return nil, &settingError{fmt.Sprintf("FETCH_ALLOW has %q; write addresses or networks such as 10.0.0.0/8", one)}
		}
		all = append(all, prefix)
	}
	return all, nil
}

// ports reads port numbers, parted by commas or spaces.
func ports(list string) (all []uint16, err error) {
	for _, one := range strings.FieldsFunc(list, separator) {
		n, err := strconv.ParseUint(one, 10, 16)
		if err != nil || n == 0 {
			return nil, &settingError{fmt.Sprintf("FETCH_PORTS has %q; write numbers such as 8080", one)}
		}
		all = append(all, uint16(n))
	}
	return all, nil
}

func separator(r rune) bool { return r == ',' || r == ' ' }

// nearToken is a variable that is set under a name other bots use for the token.
func nearToken(env environment) string {
	for _, name := range []string{"DISCORD_BOT_TOKEN", "BOT_TOKEN", "DISCORDTOKEN", "DISCORD_API_TOKEN", "DISCORD_KEY",
		"DISCORD_SECRET", "DISCORD_APP_TOKEN", "DISCORD_TOKEN_BOT", "BYLINE_TOKEN", "BYLINE_DISCORD_TOKEN", "discord_token", "TOKEN"} {
		if env[name] != "" {
			return name
		}
	}
	return ""
}

// dotEnvPath is the first .env file there is; empty for none.
func dotEnvPath() string {
	paths := []string{".env"}
	if binary, err := os.Executable(); err == nil {
		paths = append(paths, filepath.Join(filepath.Dir(binary), ".env"))
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() { // a folder of that name is a Python environment
			continue
		}
		return path
	}
	return ""
}

// dotEnv reads the .env file; none is no error.
func dotEnv() (environment, error) {
	path := dotEnvPath()
	if path == "" {
		return environment{}, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &settingError{fmt.Sprintf("%s cannot be read; check who may read it", path)}
	}
	env, err := godotenv.Parse(strings.NewReader(article.Decode(data))) // editors on Windows write marks and UTF-16
	if err != nil {
		// The parser's own words repeat the file, and the file holds secrets.
		return nil, &settingError{fmt.Sprintf("%s is broken near line %d; write NAME=value, one a line", path, brokenLine(data))}
	}
	return env, nil
}

// brokenLine is the number of the first line that cannot be read: the one after the
// longest beginning of the file that can.
func brokenLine(data []byte) int {
	lines := bytes.SplitAfter([]byte(article.Decode(data)), []byte("\n"))
	for n := len(lines) - 1; n > 0; n-- {
		if _, err := godotenv.UnmarshalBytes(bytes.Join(lines[:n], nil)); err == nil {
			return n + 1
		}
	}
	return 1
}

// logger writes the log, as text, to standard error.
func (p process) logger(level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: level}))
}
