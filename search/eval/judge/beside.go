package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"nutag/search/eval"
)

const (
	ours  = "nutag"
	work  = ".build/eval"
	peers = "search/eval/peers"
)

// others are the engines beside ours, as the browser run calls them.
var others = []string{"pagefind", "minisearch"}

// beside runs all engines in a browser and adds the scores of the others. It also holds our engine in the browser to the
// answers that it gave natively.
func (r *report) beside(site string, queries []eval.Query, docs []eval.Document, native []eval.Answer) ([]string, error) {
	if err := prepare(site, queries); err != nil {
		return nil, err
	}
	if err := command("node", filepath.Join(peers, "run.mjs"), site, work); err != nil {
		return nil, err
	}
	var err error
	if r.measures, err = eval.ReadMeasures(filepath.Join(work, "answers.json")); err != nil {
		return nil, err
	}
	same := map[string]func(hit, id string) bool{"pagefind": eval.SamePage(docs), "minisearch": eval.SameID}
	for _, name := range others {
		outcomes, err := eval.Judge(queries, r.measures[name].Answers, same[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		r.engines = append(r.engines, eval.Engine{Name: name, Scores: eval.Count(outcomes, nil)})
	}
	differ := 0
	for i, a := range r.measures[ours].Answers {
		if !slices.Equal(a, native[i]) {
			differ++
		}
	}
	if differ > 0 {
		return []string{fmt.Sprintf("%d queries have other answers in the browser than natively", differ)}, nil
	}
	return nil, nil
}

// prepare installs the other engines and writes what they read.
func prepare(site string, queries []eval.Query) error {
	if err := install(); err != nil {
		return err
	}
	docs, err := eval.Documents(os.DirFS(site), os.DirFS("data"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	return eval.WriteWork(filepath.Join(work, "judge.json"), eval.Work{Packages: append([]string{ours}, others...), Queries: queries, Documents: docs})
}

// install gets the pinned packages when they are not there yet.
func install() error {
	if err := command("e2e/tools.sh"); err != nil {
		return err
	}
	installed, err := os.Stat(filepath.Join(peers, "node_modules/.package-lock.json"))
	if err == nil {
		lock, err := os.Stat(filepath.Join(peers, "package-lock.json"))
		if err != nil {
			return err
		}
		if installed.ModTime().After(lock.ModTime()) {
			return nil
		}
	}
	return command("npm", "ci", "--prefix", peers, "--no-progress", "--loglevel=error")
}

func command(name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
