package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"
)

// DefaultAddr is where the channel is when nobody asked for an address.
const DefaultAddr = "127.0.0.1:8080"

// A ListenError says why an address cannot be listened at.
type ListenError struct {
	Addr string
	Err  error
}

// Error is the detail for the log.
func (e *ListenError) Error() string { return fmt.Sprintf("listen at %s: %v", e.Addr, e.Err) }

func (e *ListenError) Unwrap() error { return e.Err }

// User is the sentence for people.
func (e *ListenError) User() string {
	var bad *net.AddrError
	var dns *net.DNSError
	switch {
	case errors.Is(e.Err, syscall.EADDRINUSE):
		return fmt.Sprintf("The address %s is taken by another program; choose another one with WEB_ADDR.", e.Addr)
	case errors.Is(e.Err, syscall.EACCES):
		return fmt.Sprintf("The system does not let Byline listen at %s; choose a port above 1023 with WEB_ADDR.", e.Addr)
	case errors.As(e.Err, &bad), errors.As(e.Err, &dns):
		return fmt.Sprintf("%q is not an address of this machine; WEB_ADDR looks like %s.", e.Addr, DefaultAddr)
	default:
		return fmt.Sprintf("Byline cannot listen at %s; choose another address with WEB_ADDR.", e.Addr)
	}
}

// Listen opens the channel's address. When nobody asked for this one and it cannot
// be had, another free port of the same host will do. The error is a *ListenError.
func Listen(addr string, asked bool) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil && !asked {
		if host, _, bad := net.SplitHostPort(addr); bad == nil {
			listener, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
		}
	}
	if err != nil {
		return nil, &ListenError{Addr: addr, Err: err}
	}
	return listener, nil
}

// Limits of a connection. A question is answered in milliseconds, so whoever needs
// longer than these is not a reader; closeTime keeps the end of the program within
// its 2 seconds.
const (
	headerTime = 5 * time.Second
	readTime   = 15 * time.Second
	writeTime  = 30 * time.Second
	idleTime   = 2 * time.Minute
	closeTime  = time.Second
)

// Serve answers connections until the context ends, then lets requests that are
// under way finish for a second. It closes the listener.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxBody,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve the web channel: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTime)
	defer cancel()
	if server.Shutdown(grace) != nil {
		_ = server.Close()
	}
	<-failed
	return nil
}
