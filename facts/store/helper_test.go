package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"byline/facts/store"
)

// Some tests need another process: one that can be killed, or that may not write. That
// is this program again, told by a variable what to be.
const (
	helperVariable   = "BYLINE_STORE_HELPER"
	databaseVariable = "BYLINE_STORE_DATABASE"
)

func TestMain(m *testing.M) {
	switch os.Getenv(helperVariable) {
	case "import":
		importForever(os.Getenv(databaseVariable))
	case "use":
		for url := range strings.FieldsSeq(os.Getenv(databaseVariable)) {
			fmt.Println(use(url))
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// use opens a database that may not be writable and says what that was like.
func use(url string) string {
	ctx := context.Background()
	s, err := store.Open(ctx, url)
	if err != nil {
		return "open: " + said(err)
	}
	defer s.Close() //nolint:errcheck // the process ends
	entries, err := s.Entries(ctx, library)
	if err != nil {
		return "read: " + said(err)
	}
	_, err = s.Add(ctx, library, []store.Addition{plain(1)})
	_, errSecret := s.Secret(ctx, "page")
	return fmt.Sprintf("read only %v, %d articles, secret %v, add: %s", s.ReadOnly(), len(entries), errSecret == nil, said(err))
}

// said is the problem and the sentence for people, which have to go together.
func said(err error) string {
	failed, ok := errors.AsType[*store.Error](err)
	if !ok {
		return fmt.Sprint(err)
	}
	if !strings.HasSuffix(failed.User(), ".") {
		return "no sentence: " + failed.User()
	}
	return string(failed.Problem)
}

const library = "local"

func plain(n int) store.Addition {
	return store.Addition{Origin: store.OriginFeed, Version: store.Version{
		Meta: store.Meta{URL: fmt.Sprintf("https://paper.example/%d", n)},
		Text: fmt.Sprintf("The council met for the %dth time. ", n) + strings.Repeat("It did not say why. ", 100),
	}}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
