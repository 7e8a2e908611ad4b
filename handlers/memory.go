package handlers

import (
	"container/list"
	"slices"
	"sync"

	"byline/facts/answer"
)

// maxConversations bounds what is remembered for !source; the conversation unused
// for longest is forgotten first. One costs about a kilobyte, since sources share
// their articles' text.
const maxConversations = 1000

// Conversation remembers what Byline answered before.
type Conversation interface {
	// Sources is the sources of the answer that a request refers to; none when
	// nothing is remembered.
	Sources(req Request) []Source

	// Previous is the last question in plain words before a request, with its answer;
	// the zero Answer when there was none.
	Previous(req Request) answer.Answer
}

// memory is what the router remembers of conversations, by conversation and by
// message. It is lost on a restart, which !source then says.
type memory struct {
	mu     sync.Mutex
	recent *list.List // of *remembered, most recently used first
	byKey  map[string]*list.Element
}

type remembered struct {
	key      string
	sources  []Source
	facts    []string      // ids of those that were told
	found    bool          // the articles had it
	question bool          // it was asked in plain words
	asked    answer.Answer // the last question in plain words, which other commands leave
}

func newMemory() *memory {
	return &memory{recent: list.New(), byKey: map[string]*list.Element{}}
}

// put remembers a reply. Without a key nothing is remembered.
func (m *memory) put(key string, reply Reply) {
	if key == "" || len(reply.Sources) == 0 && reply.asked.Question == "" {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	kept := &remembered{key, reply.Sources, slices.Clone(reply.told), reply.Found, reply.asked.Question != "", reply.asked}
	for _, l := range reply.Facts {
		if l.FactID != "" {
			kept.facts = append(kept.facts, l.FactID)
		}
	}
	if e, ok := m.byKey[key]; ok {
		if kept.asked.Question == "" {
			kept.asked = e.Value.(*remembered).asked
		}
		e.Value = kept
		m.recent.MoveToFront(e)
		return
	}
	m.byKey[key] = m.recent.PushFront(kept)
	if m.recent.Len() > 2*maxConversations { // each has its last answer and a message to answer to
		last := m.recent.Back()
		m.recent.Remove(last)
		delete(m.byKey, last.Value.(*remembered).key)
	}
}

// get is what is remembered under a key; empty when nothing is.
func (m *memory) get(key string) remembered {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.byKey[key]
	if !ok {
		return remembered{}
	}
	m.recent.MoveToFront(e)
	return *e.Value.(*remembered)
}

// last is the answer that a request refers to: the one it replies to, else the last one
// of its conversation.
func (m *memory) last(req Request) remembered {
	if req.ReplyTo != "" {
		if a := m.get(messageKey(req.Channel, req.ReplyTo)); a.sources != nil {
			return a
		}
	}
	return m.get(req.Channel)
}

// Sources is the sources of the answer that a request refers to.
func (m *memory) Sources(req Request) []Source { return m.last(req).sources }

// Previous is the question that a request may lean on: the one whose answer it replies
// to, else the last one of its conversation.
func (m *memory) Previous(req Request) answer.Answer {
	if req.ReplyTo != "" {
		if a := m.get(messageKey(req.Channel, req.ReplyTo)).asked; a.Question != "" {
			return a
		}
	}
	return m.get(req.Channel).asked
}

func messageKey(channel, id string) string { return channel + "\x00" + id }
