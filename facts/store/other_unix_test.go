//go:build unix

package store_test

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

const nobody = 65534

// asOther runs this program again as a helper, as a user whom permissions hold for, and
// returns the lines it prints.
func asOther(t *testing.T, helper, databases string) string {
	t.Helper()
	c := exec.Command("/proc/self/exe")
	if _, err := os.Stat(c.Path); err != nil {
		c = exec.Command(os.Args[0])
	}
	c.Dir = "/"
	c.Env = append(os.Environ(), helperVariable+"="+helper, databaseVariable+"="+databases)
	if os.Getuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return strings.TrimSpace(string(out))
}
