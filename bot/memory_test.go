package main

import "testing"

// The limit leaves room above what is held, and a small library all it wants; what the
// environment says wins.
func TestMemoryLimit(t *testing.T) {
	if got := memoryLimit(10 << 20); got != memoryFloor {
		t.Errorf("10 MB are limited to %d", got)
	}
	if got := memoryLimit(1 << 30); got != 1<<30+(1<<30)/3 {
		t.Errorf("1 GB is limited to %d", got)
	}
	if memoryIsSet(environment{"GOGC": ""}) || !memoryIsSet(environment{"GOMEMLIMIT": "1GiB"}) {
		t.Error("the environment is read wrongly")
	}
}
