package facts_test

import (
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"

	"byline/facts"
)

// A packer gives every table as it was put, whatever it has room for.
func TestShelf(t *testing.T) {
	tables := samples(t)[:12]
	for _, room := range []int{0, 100_000, 1 << 30} {
		packer := facts.NewPacker(room)
		packed := make([]*facts.Packed, len(tables))
		for i, table := range tables {
			packed[i] = packer.Put(table)
		}
		var wg sync.WaitGroup
		for w := range 4 {
			wg.Go(func() {
				draw := rand.New(rand.NewPCG(uint64(room), uint64(w)))
				for range 30 {
					i := draw.IntN(len(tables))
					if got := packed[i].Table(); !reflect.DeepEqual(got, tables[i]) {
						t.Errorf("room for %d bytes: table %d is another", room, i)
					}
				}
			})
		}
		wg.Wait()
	}
}

// A table that is held stays the article's only one, though the packer has no room for it.
func TestShelfGivesTheSameTable(t *testing.T) {
	tables := samples(t)[:3]
	packer := facts.NewPacker(0)
	a, b := packer.Put(tables[0]), packer.Put(tables[1])
	held := a.Table()
	b.Table()
	if a.Table() != held {
		t.Error("an article has two tables")
	}
	again, err := packer.PutPacked(a.Article(), a.Data())
	if err != nil || !reflect.DeepEqual(again.Table(), tables[0]) {
		t.Errorf("the packed table is another: %v", err)
	}
	if _, err := packer.PutPacked(b.Article(), a.Data()); err == nil {
		t.Error("the table of another article was taken")
	}
}
