package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// SeenLimit is how many items of a feed are remembered.
const SeenLimit = 3000

// Seen lists what MarkSeen was told of a feed's items, the latest last.
func (s *Store) Seen(ctx context.Context, feedID string) ([]string, error) {
	items, err := list(ctx, s.reader, scanText, `SELECT said FROM seen WHERE feed = $1 ORDER BY latest`, feedID)
	return items, s.wrap(err)
}

// itemKey is short however much is said of an item.
func itemKey(said string) string { return Hash("item " + said)[:32] }

// MarkSeen keeps what is said of a feed's items, one text an item. The latest SeenLimit
// are kept for each feed; saying the same again makes it the latest. ErrNotFound: there is
// no such feed.
func (s *Store) MarkSeen(ctx context.Context, feedID string, said []string) error {
	var items []seenItem
	given := map[string]bool{}
	for _, text := range said {
		text = clean(text)
		if key := itemKey(text); !given[key] {
			given[key] = true
			items = append(items, seenItem{key, text})
		}
	}
	if len(items) == 0 {
		return nil
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		var latest int64
		if _, err := scanText(tx.QueryRowContext(ctx, `SELECT id FROM feeds WHERE id = $1`+s.dialect.forUpdate, feedID)); err != nil {
			return notFound(err)
		}
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(latest), 0) FROM seen WHERE feed = $1`, feedID).Scan(&latest); err != nil {
			return err
		}
		for some := range slices.Chunk(items, idsAtOnce/3) {
			if err := mark(ctx, tx, feedID, some, latest); err != nil {
				return err
			}
			latest += int64(len(some))
		}
		// An item that is marked again leaves a gap, so places are counted.
		_, err := tx.ExecContext(ctx, `DELETE FROM seen WHERE feed = $1 AND latest <=
			(SELECT latest FROM seen WHERE feed = $1 ORDER BY latest DESC LIMIT 1 OFFSET $2)`, feedID, SeenLimit)
		return err
	})
}

type seenItem struct{ key, said string }

// mark marks some items in one statement: a feed that is read first brings many.
func mark(ctx context.Context, tx *sql.Tx, feedID string, items []seenItem, latest int64) error {
	query := strings.Builder{}
	query.WriteString(`INSERT INTO seen (feed, item, said, latest) VALUES `)
	values := []any{feedID}
	for i, item := range items {
		if i > 0 {
			query.WriteString(`, `)
		}
		fmt.Fprintf(&query, `($1, $%d, $%d, $%d)`, 3*i+2, 3*i+3, 3*i+4)
		values = append(values, item.key, item.said, latest+int64(i)+1)
	}
	query.WriteString(` ON CONFLICT (feed, item) DO UPDATE SET latest = excluded.latest`)
	_, err := tx.ExecContext(ctx, query.String(), values...)
	return err
}
