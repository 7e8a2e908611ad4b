package handlers

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// A UserError is a failure that a person can be told about. Sentence is for them;
// Detail is for the log and may be empty.
type UserError struct {
	Sentence string
	Detail   string
}

func (e *UserError) Error() string {
	if e.Detail == "" {
		return e.Sentence
	}
	return e.Sentence + " (" + e.Detail + ")"
}

// userErrorf is a UserError without detail.
func userErrorf(format string, args ...any) error {
	return &UserError{Sentence: fmt.Sprintf(format, args...)}
}

// errQuestion is what a command returns for arguments that read as a question in
// plain words: "check whether the port is open" is none of !check's business.
var errQuestion = errors.New("read it as a question")

// newRef is a short reference by which a person's report is found in the log.
func newRef() string {
	var b [2]byte
	rand.Read(b[:])
	return strings.ToUpper(hex.EncodeToString(b[:]))
}
