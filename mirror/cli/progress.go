package cli

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// bar shows bytes done and to be done, the speed and the time that is left, on a terminal only: a log has no use for it.
type bar struct {
	mu  sync.Mutex
	bar *progressbar.ProgressBar
	all int64
	out io.Writer
	say string
}

func (a *app) bar(key string) *bar {
	f, ok := a.io.Err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return &bar{}
	}
	return &bar{out: f, say: a.l.T(key)}
}

// at is told how many bytes are done of all.
func (b *bar) at(done, all int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.out == nil || all <= 0 {
		return
	}
	if b.bar == nil {
		b.bar = progressbar.NewOptions64(all, progressbar.OptionSetWriter(b.out), progressbar.OptionSetDescription(b.say), progressbar.OptionShowBytes(true), progressbar.OptionShowCount(),
			progressbar.OptionShowTotalBytes(true), progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish())
	}
	if all != b.all {
		b.all = all
		b.bar.ChangeMax64(all)
	}
	_ = b.bar.Set64(done) // a line that cannot be drawn is no reason to stop
}

func (b *bar) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil {
		_ = b.bar.Clear()
	}
	b.out = nil
}
