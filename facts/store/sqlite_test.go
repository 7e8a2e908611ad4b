package store_test

import (
	"path/filepath"
	"testing"

	"byline/facts/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) string {
		return "sqlite://" + filepath.ToSlash(filepath.Join(t.TempDir(), "folder to be made", "byline.db"))
	})
}
