package store

import "context"

// Watching returns once it is watching, and from then on calls changed within a second
// when another process changed a library: its articles, settings or feeds (but not for
// polls). An empty library means that any may have changed. The calls come one at a
// time, until ctx ends or the store is closed; changed may use the store, but must not
// close it.
func (s *Store) Watching(ctx context.Context, changed func(library string)) error {
	ctx, stop := context.WithCancel(ctx)
	release := context.AfterFunc(s.closing, stop)
	watch := s.watchFile
	switch {
	case s.server != nil:
		watch = s.listen
	case s.memory:
		watch = func(context.Context, func(string)) (func(), error) { return func() {}, nil }
	}
	run, err := watch(ctx, changed)
	if err != nil {
		stop()
		return s.wrap(err)
	}
	s.running.Go(func() {
		defer release()
		defer stop()
		run()
	})
	return nil
}
