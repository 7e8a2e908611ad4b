package handlers

import (
	"container/list"
	"sync"
)

// maxConversations bounds what is remembered for !source; the conversation unused
// for longest is forgotten first. One costs about a kilobyte, since sources share
// their articles' text.
const maxConversations = 1000

// memory keeps the sources of the last answers, by conversation and by message. It
// is lost on a restart, which !source then says.
type memory struct {
	mu     sync.Mutex
	recent *list.List // of *remembered, most recently used first
	byKey  map[string]*list.Element
}

type remembered struct {
	key     string
	sources []Source
}

func newMemory() *memory {
	return &memory{recent: list.New(), byKey: map[string]*list.Element{}}
}

// put remembers the sources of an answer. Without a key nothing is remembered.
func (m *memory) put(key string, sources []Source) {
	if key == "" || len(sources) == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, ok := m.byKey[key]; ok {
		e.Value = &remembered{key, sources}
		m.recent.MoveToFront(e)
		return
	}
	m.byKey[key] = m.recent.PushFront(&remembered{key, sources})
	if m.recent.Len() > 2*maxConversations { // each has its last answer and a message to answer to
		last := m.recent.Back()
		m.recent.Remove(last)
		delete(m.byKey, last.Value.(*remembered).key)
	}
}

func (m *memory) get(key string) []Source {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.byKey[key]
	if !ok {
		return nil
	}
	m.recent.MoveToFront(e)
	return e.Value.(*remembered).sources
}

// Sources is the sources of the answer that a request refers to: the one it
// replies to, else the last one of its conversation.
func (m *memory) Sources(req Request) []Source {
	if req.ReplyTo != "" {
		if s := m.get(messageKey(req.Channel, req.ReplyTo)); s != nil {
			return s
		}
	}
	return m.get(req.Channel)
}

func messageKey(channel, id string) string { return channel + "\x00" + id }
