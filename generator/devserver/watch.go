package devserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// debounce is how long the files must be quiet before a build: editors write one file in several steps.
const debounce = 150 * time.Millisecond

// change is a set of files that changed together, as slash-separated paths from the root of the repository, sorted.
type change struct {
	inputs []string // what a build reads
	code   []string // what this program was compiled from
}

func (c *change) add(rel string) {
	list := &c.inputs
	switch classify(rel) {
	case isCode:
		list = &c.code
	case isInput:
	default:
		return
	}
	if i, found := slices.BinarySearch(*list, rel); !found {
		*list = slices.Insert(*list, i, rel)
	}
}

func (c *change) empty() bool { return len(c.inputs)+len(c.code) == 0 }

type fileClass int

const (
	isNothing fileClass = iota
	isInput
	isCode
)

// inputFolders are read by every build; sourceFolders hold the program itself.
func inputFolders() []string  { return []string{"data", "content", "i18n/messages", "themes"} }
func sourceFolders() []string { return []string{"generator", "search", "i18n"} }

// classify tells what a changed file means. Files that editors keep for themselves mean nothing.
func classify(rel string) fileClass {
	base := rel[strings.LastIndex(rel, "/")+1:]
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "#") || strings.HasSuffix(base, "~") ||
		strings.HasSuffix(base, ".swp") || strings.HasSuffix(base, ".swx") || strings.HasSuffix(base, ".tmp") ||
		base == "4913" { // vim tests with a file of this name whether it may write
		return isNothing
	}
	if strings.HasSuffix(base, ".go") || rel == "go.mod" || rel == "go.sum" {
		if strings.HasSuffix(base, "_test.go") {
			return isNothing
		}
		return isCode
	}
	for _, dir := range inputFolders() {
		if rel == dir || strings.HasPrefix(rel, dir+"/") {
			return isInput
		}
	}
	return isNothing
}

// watcher tells of changes below the root of the repository.
type watcher struct {
	dir string
	fs  *fsnotify.Watcher
}

func newWatcher(dir string) (*watcher, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("files cannot be watched: %w", err)
	}
	out := &watcher{dir: abs, fs: w}
	if err := w.Add(abs); err != nil { // main.go and go.mod lie here
		w.Close()
		return nil, fmt.Errorf("%s cannot be watched: %w", dir, err)
	}
	for _, sub := range append(inputFolders(), sourceFolders()...) {
		if err := out.addTree(filepath.Join(abs, filepath.FromSlash(sub))); err != nil {
			w.Close()
			return nil, err
		}
	}
	return out, nil
}

// addTree watches a folder and all folders in it. A folder that is missing, or goes away meanwhile, is no error.
func (w *watcher) addTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if !d.IsDir() {
			return nil
		}
		if path != dir && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if err := w.fs.Add(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s cannot be watched: %w", path, err)
		}
		return nil
	})
}

// run sends changes until the context ends. While nobody takes a change, further ones are added to it.
func (w *watcher) run(ctx context.Context, out chan<- change, log func(string)) {
	defer w.fs.Close()
	var pending change
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	var ready chan<- change // nil until the files have been quiet
	for {
		select {
		case <-ctx.Done():
			return
		case ready <- pending:
			pending, ready = change{}, nil
		case <-quiet.C:
			if !pending.empty() {
				ready = out
			}
		case err, ok := <-w.fs.Errors:
			if !ok {
				return
			}
			log("watching files: " + err.Error())
		case e, ok := <-w.fs.Events:
			if !ok {
				return
			}
			if w.take(e, &pending, log) {
				ready = nil
				quiet.Reset(debounce)
			}
		}
	}
}

// take adds the event to the pending change and tells whether it meant anything.
func (w *watcher) take(e fsnotify.Event, pending *change, log func(string)) bool {
	if e.Op == fsnotify.Chmod { // backup programs and indexers touch times and modes
		return false
	}
	rel, err := filepath.Rel(w.dir, e.Name)
	if err != nil {
		return false
	}
	rel = filepath.ToSlash(rel)
	if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
		if e.Op.Has(fsnotify.Create) && w.below(rel) {
			if err := w.addTree(e.Name); err != nil {
				log(err.Error())
			}
		} else if !e.Op.Has(fsnotify.Create) {
			return false
		}
	}
	pending.add(rel)
	return classify(rel) != isNothing
}

// below tells whether a new folder lies in one of the folders that are watched with all that is in them.
func (w *watcher) below(rel string) bool {
	for _, dir := range append(inputFolders(), sourceFolders()...) {
		if rel == dir || strings.HasPrefix(rel, dir+"/") {
			return true
		}
	}
	return false
}
