package store_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"byline/facts/store"
	"byline/facts/store/storetest"
)

// Whatever is in a file, it is a backup or is refused with a sentence.
func FuzzRestoreBackup(f *testing.F) {
	f.Add([]byte(`{"backup":"byline","format":1,"columns":{}}`+"\n"), true)
	f.Add([]byte("The council met."), true)
	f.Add([]byte("\x1f\x8b\x08"), false)
	f.Add(sample(f), true)
	f.Fuzz(func(t *testing.T, data []byte, pack bool) {
		if pack {
			data = storetest.Pack(t, string(data))
		}
		err := store.CheckBackup(bytes.NewReader(data))
		if failed, ok := errors.AsType[*store.Error](err); err != nil && (!ok || failed.User() == "") {
			t.Errorf("%v", err)
		}
	})
}

// sample is a small backup, unpacked.
func sample(f *testing.F) []byte {
	f.Helper()
	s, err := store.Open(f.Context(), "sqlite://:memory:")
	check(f, err)
	_, err = s.EnsureLibrary(f.Context(), library, plain(1))
	check(f, err)
	var saved bytes.Buffer
	check(f, s.Backup(f.Context(), &saved))
	check(f, s.Close())
	unpacked, err := gzip.NewReader(&saved)
	check(f, err)
	var lines bytes.Buffer
	_, err = lines.ReadFrom(unpacked)
	check(f, err)
	return lines.Bytes()
}

// A table or column that is not named in tables.go would be lost with every backup.
func TestBackupNamesAllColumns(t *testing.T) {
	left := map[string]bool{"quotas": true, "byline_schema": true, "sqlite_sequence": true,
		"feeds.holder": true, "feeds.until": true, "outbox.holder": true, "outbox.until": true}
	path := made(t)
	s, err := store.Open(t.Context(), fileURL(path))
	check(t, err)
	var head struct{ Columns map[string][]string }
	check(t, json.Unmarshal([]byte(storetest.Lines(t, storetest.Saved(t, s))[0]), &head))
	check(t, s.Close())
	rows, err := raw(t, path).Query(`SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'`)
	check(t, err)
	defer rows.Close()
	for rows.Next() {
		var table, column string
		check(t, rows.Scan(&table, &column))
		if !left[table] && !left[table+"."+column] && !slices.Contains(head.Columns[table], column) {
			t.Errorf("%s.%s is in no backup", table, column)
		}
	}
	check(t, rows.Err())
}
