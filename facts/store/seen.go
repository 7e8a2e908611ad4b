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

// SeenItems tells which of the keys of a feed's items were marked as seen.
func (s *Store) SeenItems(ctx context.Context, feedID string, keys []string) (map[string]bool, error) {
	given := make(map[string]string, len(keys))
	items := make([]string, len(keys))
	for i, k := range keys {
		items[i] = itemKey(k)
		given[items[i]] = k
	}
	seen := map[string]bool{}
	for some := range slices.Chunk(items, idsAtOnce) {
		known, err := list(ctx, s.reader, scanText, `SELECT item FROM seen WHERE feed = $1 AND item IN `+places(2, len(some)), args(feedID, some)...)
		if err != nil {
			return nil, s.wrap(err)
		}
		for _, item := range known {
			seen[given[item]] = true
		}
	}
	return seen, nil
}

// itemKey is short however long a feed's own key is.
func itemKey(k string) string { return Hash("item " + k)[:32] }

// MarkSeen marks items of a feed as seen. The latest SeenLimit are kept for each feed;
// marking again counts. ErrNotFound: there is no such feed.
func (s *Store) MarkSeen(ctx context.Context, feedID string, keys []string) error {
	var items []string
	given := map[string]bool{}
	for _, k := range keys {
		if item := itemKey(k); !given[item] {
			given[item] = true
			items = append(items, item)
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
		for some := range slices.Chunk(items, idsAtOnce/2) {
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

// mark marks some items in one statement: a feed that is read first brings many.
func mark(ctx context.Context, tx *sql.Tx, feedID string, items []string, latest int64) error {
	query := strings.Builder{}
	query.WriteString(`INSERT INTO seen (feed, item, latest) VALUES `)
	values := []any{feedID}
	for i, item := range items {
		if i > 0 {
			query.WriteString(`, `)
		}
		fmt.Fprintf(&query, `($1, $%d, $%d)`, 2*i+2, 2*i+3)
		values = append(values, item, latest+int64(i)+1)
	}
	query.WriteString(` ON CONFLICT (feed, item) DO UPDATE SET latest = excluded.latest`)
	_, err := tx.ExecContext(ctx, query.String(), values...)
	return err
}
