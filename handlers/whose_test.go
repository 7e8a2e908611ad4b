package handlers

import "testing"

func TestBalanced(t *testing.T) {
	for sentence, want := range map[string]string{
		`"We sail at dawn.`:                          `"We sail at dawn."`,
		`And we sail at dawn," the master said.`:     `"And we sail at dawn," the master said.`,
		`“We sail at dawn.`:                          `“We sail at dawn.”`,
		`We sail at dawn,” the master said.`:         `“We sail at dawn,” the master said.`,
		`The ferry is "nearly ready" to sail.`:       `The ferry is "nearly ready" to sail.`,
		`The master said: "We sail.`:                 `The master said: "We sail."`,
		`We sail," the master said. "We will.`:       `We sail," the master said. "We will.`,
		`No mark is here.`:                           `No mark is here.`,
		`She called it “ready” and “nearly a ship”.`: `She called it “ready” and “nearly a ship”.`,
	} {
		if got := balanced(sentence); got != want {
			t.Errorf("balanced(%q) = %q, want %q", sentence, got, want)
		}
	}
}
