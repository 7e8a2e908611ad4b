//go:build unix

package pgtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	owner     = "byline"
	port      = "5432" // in the name of the socket; nothing is bound
	startTime = 30 * time.Second
)

// start starts a server that listens on a socket in a folder of its own. It forgets
// about the disk: what it keeps is gone after the test.
func start(t testing.TB, binaries string) *Server {
	t.Helper()
	folder, err := os.MkdirTemp("/tmp", "byline-pg") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	password := rand.Text()
	passwordFile := filepath.Join(folder, "password")
	if err := os.WriteFile(passwordFile, []byte(password), 0o600); err != nil {
		t.Fatal(err)
	}
	as := unprivileged(t)
	if as != nil {
		for _, name := range []string{folder, passwordFile} {
			if err := os.Chown(name, int(as.Uid), int(as.Gid)); err != nil {
				t.Fatal(err)
			}
		}
	}
	data := filepath.Join(folder, "data")
	made := command(as, folder, filepath.Join(binaries, "initdb"), "-D", data, "-U", owner, "--pwfile="+passwordFile,
		"--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync")
	if out, err := made.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	var said bytes.Buffer
	server := command(as, folder, filepath.Join(binaries, "postgres"), "-D", data, "-k", folder, "-p", port,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB")
	server.Stdout, server.Stderr = &said, &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGQUIT) // at once, without tidying up
		<-ended
	})
	s := &Server{url.URL{Scheme: "postgres", User: url.UserPassword(owner, password), Path: "/postgres",
		RawQuery: url.Values{"host": {folder}, "port": {port}}.Encode()}}
	await(t, s, ended, &said)
	return s
}

// await returns once the server answers.
func await(t testing.TB, s *Server, ended chan error, said *bytes.Buffer) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, s.url.String())
		if err == nil {
			_ = conn.Close(ctx)
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("the server ended: %v\n%s", err, said)
		case <-ctx.Done():
			t.Fatalf("the server does not answer: %v", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func command(as *syscall.Credential, folder, name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Dir = folder
	c.Env = append(os.Environ(), "LC_ALL=C")
	c.SysProcAttr = &syscall.SysProcAttr{Credential: as, Setpgid: true} // Ctrl-C is for the test
	return c
}

// unprivileged is whom the server runs as, since it refuses to run as root; nil is
// whoever runs the test.
func unprivileged(t testing.TB) *syscall.Credential {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		if err != nil {
			continue
		}
		gid, err := strconv.ParseUint(u.Gid, 10, 32)
		if err != nil {
			continue
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	t.Fatal("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody")
	return nil
}
