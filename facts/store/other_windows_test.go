package store_test

import "testing"

func asOther(t *testing.T, _, _ string) string {
	t.Helper()
	t.Skip("there are no such users here")
	return ""
}
