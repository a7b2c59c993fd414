// Package box is the server of a mirror: it serves a verified copy of the portal to readers on a local network, from a
// laptop or a small computer without internet. Everything that a request names is looked up among the signed files of one
// release, and the signed files are sent byte for byte. What is the host's own (the page to take a copy along, the notice
// with its contact, pages of errors) is marked so and lies at addresses that no release has: /take and /local.
//
// Nothing is written to the disk, no cookie is set, and no reader is logged.
package box

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"sync"
	"time"

	"nutag/i18n"
)

// Config says what a server serves. Source and OpenSearch are needed.
type Config struct {
	Source     Source                             // the copy
	Offers     []Source                           // further copies that readers can take along, for example of one aimag
	OpenSearch func(fsys fs.FS) (Searcher, error) // opens the search of the portal in fsys
	Notice     Notice                             // the host's own notice; the zero value is none
	Unverified bool                               // serve a copy that is not verified, each page marked
	Memory     int64                              // bytes of files kept in memory; 0 means DefaultMemory
	Conns      int                                // connections at once; 0 means DefaultConns
	Log        io.Writer                          // where the host is told of damage; nil tells nobody
}

// Defaults of Config.
const (
	DefaultMemory = 32 << 20 // the packed form of every page of the portal
	DefaultConns  = 2000
)

// Server answers the requests of readers. It is an http.Handler.
type Server struct {
	config    Config
	store     *store
	languages languages
	pages     *pages
	search    *searchAPI
	stats     *stats
	zips      *zips

	every   time.Duration // how long an answer of the source serves
	mu      sync.Mutex
	asked   time.Time
	asking  bool
	serving bool // to readers, not in a test of single answers
	now     *Release
	before  *Release // the one served until the last update, for readers who opened a page before it
}

// askEvery is how long one answer of the source serves: asking reads from the disk, and a reader does not notice that an
// update shows a moment later.
const askEvery = 200 * time.Millisecond

// ErrUnverified is wrapped by the error of New when the copy is not verified and Config does not allow that.
var ErrUnverified = errors.New("the copy is not verified")

// New makes a server. It refuses a copy that is not verified unless the configuration allows it.
func New(c Config) (*Server, error) {
	if c.Memory <= 0 {
		c.Memory = DefaultMemory
	}
	if c.Conns <= 0 {
		c.Conns = DefaultConns
	}
	if c.Log == nil {
		c.Log = io.Discard
	}
	st, err := newStore(c.Memory)
	if err != nil {
		return nil, err
	}
	s := &Server{config: c, store: st, languages: newLanguages(), stats: newStats(c.Log), every: askEvery}
	s.zips = &zips{slots: make(chan struct{}, zipsAtOnce), sizes: map[string]int64{}}
	s.search = &searchAPI{
		engines: engines{open: c.OpenSearch},
		files:   func(r *Release) fs.FS { return checkedFS{s.store, r} },
		slots:   make(chan struct{}, runtime.GOMAXPROCS(0)),
		line:    make(chan struct{}, runtime.GOMAXPROCS(0)+searchWaiting),
		time:    searchTime,
		stats:   s.stats,
	}
	if s.pages, err = newPages(c.Notice); err != nil {
		return nil, err
	}
	_, err = s.release()
	return s, err
}

// release gives the release that is current, and remembers the one before. While one request asks the source, which may
// wait for a disk, the others go on with what is known.
func (s *Server) release() (*Release, error) {
	s.mu.Lock()
	if s.now != nil && (s.asking || time.Since(s.asked) < s.every) {
		defer s.mu.Unlock()
		return s.now, nil
	}
	s.asking = true
	s.mu.Unlock()
	r, err := s.config.Source.Current()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asking = false
	if err != nil {
		return nil, err
	}
	if !r.Verified && !s.config.Unverified {
		s.now = nil // not even for a moment more
		return nil, fmt.Errorf("%w: %s", ErrUnverified, r.Reason)
	}
	if r.Verified && (r.Digest == nil || r.Names == nil) {
		return nil, fmt.Errorf("%w: it has no list of signed files", ErrUnverified)
	}
	fresh := s.now == nil || s.now.ID != r.ID
	if s.now != nil && fresh {
		s.before = s.now
	}
	s.now, s.asked = r, time.Now()
	if fresh && s.serving {
		go s.prepare(r)
	}
	return r, nil
}

// prepare opens the search of a release, which on a small computer takes longer than a reader should wait.
func (s *Server) prepare(r *Release) {
	if _, err := s.search.engines.of(r, s.search.files(r)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.stats.fault(err)
	}
}

// last gives the release that was served before the current one, or nil.
func (s *Server) last() *Release {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.before
}

// home is the address of the first page in a language.
func home(lang string) string { return "/" + lang + "/index.html" }

// otherLanguage gives the language that a page links to besides its own.
func otherLanguage(lang string) string {
	if lang == i18n.MN {
		return i18n.EN
	}
	return i18n.MN
}
