package store

import (
	"encoding/json"
	"errors"
	"strings"
)

// backupFormat grows when older programs could not read a backup rightly any more.
const backupFormat = 2

// A table is what a backup holds of one. Leases are left out: they are over by the time
// that a backup is restored. So are quotas, for the sake of those whose ids they hold.
type table struct {
	name    string
	columns []column
	key     int // so many columns, from the first, sort the rows
	since   int // the format that has it first
}

type column struct {
	name string
	kind kind
}

type kind int

const (
	textKind kind = iota
	numberKind
	bytesKind
)

// tables are in an order in which they can be filled.
func tables() []table {
	return []table{
		newTable("libraries", 1, "id", "revision# floor# numbers# deeds# changes# made#"),
		newTable("articles", 2, "library id", "number# version# revision# origin url url_key title outlet authors published# language hash added# changed# removed# sorted#"),
		newTable("versions", 3, "library article number#", "stored# title outlet authors published# language hash reader# facts* text"),
		newTable("settings", 3, "library scope name", "value"),
		newTable("deeds", 2, "library id#", "done# kind subject scope was became undone#"),
		newTable("feeds", 1, "id", "library url title channel paused# added# removed# next# last_success# last_attempt# last_error failures# articles# items# etag last_modified imported#"),
		newTable("seen", 2, "feed item", "said latest#"),
		newTable("outbox", 1, "id", "library channel article number# made#"),
		newTable("secrets", 1, "name", "value*"),
		newTable("counts", 3, "library kind said", "times# latest#").from(2),
	}
}

// newTable takes the columns as words: # ends a number's name, * that of bytes.
func newTable(name string, key int, columns ...string) table {
	t := table{name: name, key: key}
	for word := range strings.FieldsSeq(strings.Join(columns, " ")) {
		c := column{name: strings.TrimRight(word, "#*")}
		switch word[len(word)-1] {
		case '#':
			c.kind = numberKind
		case '*':
			c.kind = bytesKind
		}
		t.columns = append(t.columns, c)
	}
	return t
}

// from is the table in backups of a format and later; older ones hold nothing of it.
func (t table) from(format int) table {
	t.since = format
	return t
}

func (t table) names() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return names
}

func (t table) selectAll() string {
	names := t.names()
	return `SELECT ` + strings.Join(names, ", ") + ` FROM ` + t.name + ` ORDER BY ` + strings.Join(names[:t.key], ", ")
}

func (t table) insert() string {
	return `INSERT INTO ` + t.name + ` (` + strings.Join(t.names(), ", ") + `) VALUES ` + places(1, len(t.columns))
}

// The first line of a backup, one of its rows, and the last line.
type (
	backupHead struct {
		Backup  string              `json:"backup"` // whose it is
		Format  int                 `json:"format"`
		Made    string              `json:"made"`
		Columns map[string][]string `json:"columns"` // by table, in the order of the rows' values
	}
	backupLine struct {
		Table string            `json:"t,omitempty"`
		Row   []json.RawMessage `json:"r,omitempty"`
		End   map[string]int    `json:"end,omitempty"` // rows by table
	}
)

const backupName = "byline"

// cells holds a row while it is scanned and written, or read and inserted.
type cells struct {
	columns []column
	texts   []string
	numbers []int64
	bytes   [][]byte
}

func newCells(columns []column) *cells {
	n := len(columns)
	return &cells{columns: columns, texts: make([]string, n), numbers: make([]int64, n), bytes: make([][]byte, n)}
}

// pointers are what Scan fills.
func (c *cells) pointers() []any {
	all := make([]any, len(c.columns))
	for i, column := range c.columns {
		all[i] = c.pointer(i, column.kind)
	}
	return all
}

func (c *cells) pointer(i int, k kind) any {
	switch k {
	case numberKind:
		return &c.numbers[i]
	case bytesKind:
		return &c.bytes[i]
	}
	return &c.texts[i]
}

// values are what is inserted.
func (c *cells) values() []any {
	all := make([]any, len(c.columns))
	for i, column := range c.columns {
		switch column.kind {
		case numberKind:
			all[i] = c.numbers[i]
		case bytesKind:
			all[i] = c.bytes[i]
		default:
			all[i] = c.texts[i]
		}
	}
	return all
}

func (c *cells) encode() ([]json.RawMessage, error) {
	row := make([]json.RawMessage, len(c.columns))
	for i, column := range c.columns {
		var err error
		if row[i], err = json.Marshal(c.pointer(i, column.kind)); err != nil {
			return nil, err
		}
	}
	return row, nil
}

var errCell = errors.New("a value is missing or of another kind") // never told: the backup is damaged

// decode reads a row whose values stand at the places given for each column.
func (c *cells) decode(row []json.RawMessage, at []int) error {
	for i, column := range c.columns {
		value := row[at[i]]
		if len(value) == 0 || value[0] == 'n' { // null, which no column may be
			return errCell
		}
		if column.kind == bytesKind {
			c.bytes[i] = []byte{}
		}
		if err := json.Unmarshal(value, c.pointer(i, column.kind)); err != nil {
			return err
		}
		if c.texts[i] != clean(c.texts[i]) {
			return errCell
		}
	}
	return nil
}
