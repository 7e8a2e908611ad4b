package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// How much memory the program may take: a third more than what it holds, but not less
// than what costs nobody anything.
const (
	memoryFloor = 320 << 20
	memoryShare = 3
	memoryEvery = 5 * time.Second
)

// boundMemory keeps the memory of a program that serves near what it holds. By itself Go
// lets the heap grow to twice that, which with a large library is hundreds of megabytes
// that only wait to be collected. The limit follows what is held, since one that is below
// it would make the program do little but collect.
func boundMemory(ctx context.Context) error {
	held := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	tick := time.NewTicker(memoryEvery)
	defer tick.Stop()
	for {
		metrics.Read(held)
		debug.SetMemoryLimit(memoryLimit(held[0].Value.Uint64()))
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func memoryLimit(held uint64) int64 { return int64(max(memoryFloor, held+held/memoryShare)) }

// memoryIsSet reports whether whoever started the program says how Go is to collect.
func memoryIsSet(env environment) bool { return env["GOGC"] != "" || env["GOMEMLIMIT"] != "" }
