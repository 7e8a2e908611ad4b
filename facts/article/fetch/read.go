package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// read makes a Response of a site's answer, and closes it.
func (t *trip) read(at *url.URL, answer *http.Response) (*Response, error) {
	defer answer.Body.Close()
	got := &Response{
		URL:          at.String(),
		Status:       answer.StatusCode,
		ContentType:  answer.Header.Get("Content-Type"),
		ETag:         validator(answer.Header.Get("ETag")),
		LastModified: validator(answer.Header.Get("Last-Modified")),
	}
	switch {
	case got.Status == http.StatusNotModified && t.cond != Condition{}:
		got.NotModified = true
		if got.ETag == "" && got.LastModified == "" {
			got.ETag, got.LastModified = t.cond.ETag, t.cond.LastModified
		}
		return got, nil
	case got.Status != http.StatusOK && got.Status != http.StatusNonAuthoritativeInfo:
		e := t.failed(at, Status, nil)
		e.Status = got.Status
		e.RetryAfter = retryAfter(answer.Header.Get("Retry-After"), t.client.now())
		return nil, e
	case !t.all && !text(got.ContentType, nil):
		return nil, t.failed(at, NotText, fmt.Errorf("content type %q", got.ContentType))
	}
	body, err := t.body(answer)
	switch {
	case errors.Is(err, errTooLarge):
		return nil, t.failed(at, TooLarge, fmt.Errorf("over %d bytes", t.limit))
	case err != nil:
		return nil, t.failed(at, t.reason(err), err)
	case !t.all && !text(got.ContentType, body):
		return nil, t.failed(at, NotText, fmt.Errorf("content type %q, and it looks like %q", got.ContentType, http.DetectContentType(body)))
	}
	got.Body = body
	return got, nil
}

// body reads and unpacks. What was sent and what comes out of it are bounded alike: a
// bomb is small first and large then, and empty blocks can be sent for ever.
func (t *trip) body(answer *http.Response) ([]byte, error) {
	if answer.ContentLength > t.limit && !t.cut {
		return nil, errTooLarge
	}
	var from io.Reader = &bounded{answer.Body, t.limit, t.cut}
	switch packed := strings.ToLower(strings.TrimSpace(answer.Header.Get("Content-Encoding"))); packed {
	case "", "identity":
		return io.ReadAll(from)
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(from)
		if err != nil {
			return nil, err
		}
		return io.ReadAll(&bounded{unpacked, t.limit, t.cut})
	default:
		return nil, fmt.Errorf("packed as %q, which nobody asked for", packed)
	}
}

// bounded reads up to left bytes; then it fails, or ends where cut is set.
type bounded struct {
	from io.Reader
	left int64
	cut  bool
}

func (b *bounded) Read(p []byte) (int, error) {
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.from.Read(p)
	if int64(n) <= b.left {
		b.left -= int64(n)
		return n, err
	}
	n = int(b.left)
	b.left = 0
	if b.cut {
		return n, io.EOF
	}
	return n, errTooLarge
}

// text reports whether a type of content is read. Sites that send none, or only
// "bytes", are judged by what they sent, once body is there.
func text(contentType string, body []byte) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil && kind == "" {
		kind = strings.ToLower(strings.TrimSpace(strings.SplitN(contentType, ";", 2)[0]))
	}
	switch kind {
	case "text/html", "text/plain", "text/xml", "text/markdown", "text/rdf", "application/xml", "application/json",
		"application/rss", "application/atom", "application/rdf":
		return true
	case "", "application/octet-stream", "binary/octet-stream", "application/x-octet-stream", "unknown/unknown":
		if body == nil {
			return true
		}
		body = bytes.TrimLeft(body, " \t\r\n")
		return strings.HasPrefix(http.DetectContentType(body), "text/")
	}
	return strings.HasPrefix(kind, "application/") && (strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "+json"))
}

// validator is an ETag or a date as it may be sent back, or empty.
func validator(s string) string {
	if len(s) > 1000 || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return ""
	}
	return s
}

// reason finds out why a request or an answer failed.
func (t *trip) reason(err error) Reason {
	var (
		name    *net.DNSError
		cert    *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		op      *net.OpError
		timeout net.Error
	)
	switch {
	case errors.Is(err, errPrivate):
		return Private
	case errors.Is(t.ctx.Err(), context.DeadlineExceeded):
		return TooSlow
	case t.ctx.Err() != nil:
		return Stopped
	case errors.As(err, &name) && name.IsNotFound:
		return NoHost
	case errors.As(err, &cert), errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch),
		errors.As(err, &op) && (op.Op == "remote error" || op.Op == "local error"): // how crypto/tls marks alerts
		return TLS
	case errors.As(err, &name), op != nil && op.Op == "dial":
		return Unreachable
	case errors.As(err, &timeout) && timeout.Timeout():
		return TooSlow
	}
	return Broken
}
