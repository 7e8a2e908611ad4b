package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"time"

	"byline/bot/web"
	"byline/facts/library"
	"byline/handlers"
)

// A channel runs until its context ends, or until it fails for good.
type channel func(ctx context.Context) error

// stopTime is how long the channels may take to end together, so that the whole
// program ends within the 2 seconds that are promised.
const stopTime = 1500 * time.Millisecond

// runChannels runs channels side by side until the context ends or one of them
// fails, and then ends them all. The error is that of the first that failed.
func runChannels(ctx context.Context, channels ...channel) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, len(channels))
	for _, run := range channels {
		go func() { ended <- run(ctx) }()
	}
	var failure error
	late := make(<-chan time.Time)
	stopping := ctx.Done()
	for left := len(channels); left > 0; {
		select {
		case err := <-ended:
			left--
			if err != nil && failure == nil && !errors.Is(err, context.Canceled) {
				failure = err
			}
			cancel()
		case <-stopping:
			stopping = nil
			late = time.After(stopTime)
		case <-late:
			return failure // what still hangs ends with the process
		}
	}
	return failure
}

func webChannel(s settings, log *slog.Logger, listener net.Listener, router *handlers.Router, lib *library.Libraries) channel {
	config := web.Config{Addr: listener.Addr().String(), Library: local, Log: log}
	if s.webAsked {
		config.Asked = s.webAddr
	}
	handler := web.New(config, router, lib, handlers.Specs())
	return func(ctx context.Context) error { return web.Serve(ctx, listener, handler) }
}

// address is where a browser on this machine finds a listener.
func address(listener net.Listener) string {
	host, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return "http://" + listener.Addr().String()
	}
	if ip := net.ParseIP(host); ip.IsUnspecified() { // it accepts connections at every address, this one included
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}
