package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"byline/bot/discord"
	"byline/bot/web"
	"byline/handlers"
)

type serveCommand struct{ settingFlags }

// run serves until an interrupt or SIGTERM. It never reads standard input.
func (c *serveCommand) run(ctx context.Context, p process) error {
	s, err := readSettings(p.env, c.settingFlags)
	if err != nil {
		return err
	}
	log := p.logger(s.logLevel)
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()

	home, err := install(ctx, s, log)
	if err != nil {
		return err
	}
	defer home.Close()
	var bot *discord.Bot // nil where Discord is not served
	var options []handlers.Option
	if s.discordToken != "" {
		bot, err = newDiscord(ctx, s, home, log)
		if err != nil {
			return err
		}
		options = append(options, handlers.WithInspector(bot))
	}
	router := home.router(log, options...)
	channels := []channel{home.libraries.Run}
	if bot != nil {
		channels = append(channels,
			func(ctx context.Context) error { return bot.Run(ctx, router) },
			func(ctx context.Context) error { return home.libraries.Announce(ctx, bot.Tell) })
	}
	if s.webAddr != webOff {
		listener, err := web.Listen(s.webAddr, s.webAsked)
		if err != nil {
			return err
		}
		defer listener.Close()
		channels = append(channels, webChannel(s, log, listener, router, home.libraries))
		if _, err := fmt.Fprintln(p.stdout, address(listener)); err != nil {
			return fmt.Errorf("print the address: %w", err)
		}
	}
	if len(channels) == 1 {
		return &settingError{"nothing to serve: WEB_ADDR is off and DISCORD_TOKEN is not set; set one of them"}
	}
	if !memoryIsSet(p.env) {
		channels = append(channels, boundMemory)
	}
	notice(s, log)
	return runChannels(ctx, channels...)
}

// notice logs what a person may have expected to be otherwise.
func notice(s settings, log *slog.Logger) {
	switch {
	case s.tokenHint != "":
		log.Warn(fmt.Sprintf("%s is set, but Byline reads DISCORD_TOKEN; rename it to serve Discord.", s.tokenHint))
	case s.discordToken == "":
		log.Info("DISCORD_TOKEN is not set, so Discord is not served; the README says how to get one.")
	}
}

// newDiscord makes the channel of Discord. Where the store gives no key, buttons work until
// Byline stops, which is better than none.
func newDiscord(ctx context.Context, s settings, home *installation, log *slog.Logger) (*discord.Bot, error) {
	key, err := home.store.Secret(ctx, "discord")
	if err != nil {
		log.Warn("The key for Discord's buttons could not be kept, so those of today will not work after a restart.", "err", err)
	}
	return discord.New(discord.Config{
		Token: s.discordToken, APIURL: s.discordAPIURL, Log: log,
		DevGuild: s.devGuild, Key: key, Specs: handlers.Specs(),
	})
}
