package main

import (
	"bufio"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"byline/bot/discord/discordtest"
)

// serving starts the program as a process of its own with only these variables, and
// returns it with the address it printed.
func serving(t *testing.T, env ...string) (*exec.Cmd, string) {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary)
	cmd.Args = []string{"bot"} // the name under which the test binary is the program
	cmd.Env = append([]string{"HOME=/nowhere", "LOG_LEVEL=error"}, env...)
	cmd.Dir = t.TempDir()
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("no address: %v", err)
	}
	return cmd, strings.TrimSpace(line)
}

func TestServeAnswersAndEndsOnSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows sends no signals to a process")
	}
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			cmd, address := serving(t, "WEB_ADDR=127.0.0.1:0")
			if !strings.HasPrefix(address, "http://127.0.0.1:") {
				t.Fatalf("address %q", address)
			}
			reply, err := http.Get(address + "/healthz") // the address is printed when it can be used
			if err != nil {
				t.Fatal(err)
			}
			reply.Body.Close()
			if reply.StatusCode != http.StatusOK {
				t.Errorf("/healthz: %s", reply.Status)
			}
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- cmd.Wait() }()
			select {
			case err := <-ended:
				if err != nil {
					t.Errorf("ended with %v, want status 0", err)
				}
			case <-time.After(2 * time.Second):
				t.Error("still running after 2 seconds")
			}
		})
	}
}

func TestServeRefusesAnAddressThatIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	var stdout, stderr strings.Builder
	status := run(t.Context(), []string{"--web-addr", taken.Addr().String()}, nil, strings.NewReader(""), &stdout, &stderr)
	want := "bot: The address " + taken.Addr().String() + " is taken by another program; choose another one with WEB_ADDR.\n"
	if status != statusFailed || stderr.String() != want || stdout.String() != "" {
		t.Errorf("status %d, %q, stdout %q; want 1, %q", status, stderr.String(), stdout.String(), want)
	}
}

func TestServeEndsWhenDiscordRefusesTheToken(t *testing.T) {
	server := discordtest.New(t)
	server.RefuseToken()
	var stdout, stderr strings.Builder
	env := []string{"DISCORD_TOKEN=Bot wrong.token.here", "DISCORD_API_URL=" + server.URL(), "WEB_ADDR=127.0.0.1:0", "LOG_LEVEL=error"}
	t.Chdir(t.TempDir())
	status := run(t.Context(), nil, env, strings.NewReader(""), &stdout, &stderr)
	if status != statusFailed || strings.Count(stderr.String(), "\n") != 1 || !strings.HasPrefix(stderr.String(), "bot: Discord refused the token") {
		t.Errorf("status %d, %q; want 1 and one sentence about the token", status, stderr.String())
	}
}

func TestServeAnswersInDiscordAndOnThePage(t *testing.T) {
	server := discordtest.New(t)
	cmd, address := serving(t, "DISCORD_TOKEN="+discordtest.Token, "DISCORD_API_URL="+server.URL(), "WEB_ADDR=127.0.0.1:0")
	server.AwaitSession(t, 1)
	server.Say(server.NewChannel(), server.NewUser("ann"), "!drones")
	if sent := server.Await(t, 1)[0]; !strings.Contains(sent.Content, "267") {
		t.Errorf("Discord: %q", sent.Content)
	}
	page, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	page.Body.Close()
	if page.StatusCode != http.StatusOK {
		t.Errorf("page: %s", page.Status)
	}
	if runtime.GOOS == "windows" {
		return
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("ended with %v, want status 0", err)
	}
}
