package build

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nutag/generator/build/output"
	"nutag/generator/build/pipeline"
	"nutag/generator/diag"
)

func stage(name string, f func(ctx context.Context) error) pipeline.Stage {
	return pipeline.Stage{Name: name, Run: func(ctx context.Context) (pipeline.Count, error) { return pipeline.Count{}, f(ctx) }}
}

func fine(context.Context) error { return nil }

// sample is a build of one page; the functions may be replaced to spoil it.
func sample(text string) work {
	return work{
		check:    []group{{stages: []pipeline.Stage{stage("read", fine)}}},
		problems: &diag.List{},
		write: func(dir string) [][]pipeline.Stage {
			return [][]pipeline.Stage{{stage("pages", func(context.Context) error {
				return os.WriteFile(filepath.Join(dir, "index.html"), []byte(text), 0o600)
			})}}
		},
	}
}

func read(t *testing.T, out string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(out, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func problem(severity diag.Severity) diag.Problem {
	return diag.Problem{Severity: severity, File: "data/x.csv", Line: 1, Message: "wrong", RuleID: "test", Fix: "mend it"}
}

func TestBuildReplacesTheOutput(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	for _, text := range []string{"one", "two"} {
		w := sample(text)
		w.problems.Add(problem(diag.Warning)) // a warning stops nothing
		if err := runBuild(context.Background(), out, out+"-rejected", pipeline.Silent{}, w); err != nil {
			t.Fatal(err)
		}
		if got := read(t, out); got != text {
			t.Errorf("output holds %q, want %q", got, text)
		}
	}
}

func TestNothingIsWrittenWhenAnythingIsWrong(t *testing.T) {
	bad := errors.New("disk full")
	for name, tc := range map[string]struct {
		spoil   func(w *work, cancel func())
		wantErr func(error) bool
	}{
		"problem in the input": {
			func(w *work, _ func()) {
				w.check[0].stages[0] = stage("read", func(context.Context) error { w.problems.Add(problem(diag.Error)); return nil })
			},
			func(err error) bool { return err == nil },
		},
		"problem in the finished pages": {
			func(w *work, _ func()) {
				write := w.write
				w.write = func(dir string) [][]pipeline.Stage {
					return append(write(dir), []pipeline.Stage{stage("verify", func(context.Context) error { w.problems.Add(problem(diag.Error)); return nil })})
				}
			},
			func(err error) bool { return err == nil },
		},
		"stage fails": {
			func(w *work, _ func()) {
				write := w.write
				w.write = func(dir string) [][]pipeline.Stage {
					return append(write(dir), []pipeline.Stage{stage("index", func(context.Context) error { return bad })})
				}
			},
			func(err error) bool { return errors.Is(err, bad) },
		},
		"stage panics": {
			func(w *work, _ func()) {
				w.write = func(string) [][]pipeline.Stage {
					return [][]pipeline.Stage{{stage("index", func(context.Context) error { panic("oh") })}}
				}
			},
			func(err error) bool { var p *pipeline.BugError; return errors.As(err, &p) },
		},
		"interrupted at the last stage": {
			func(w *work, cancel func()) {
				write := w.write
				w.write = func(dir string) [][]pipeline.Stage {
					return append(write(dir), []pipeline.Stage{stage("verify", func(context.Context) error { cancel(); return nil })})
				}
			},
			func(err error) bool { return errors.Is(err, context.Canceled) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			if err := runBuild(context.Background(), out, out+"-rejected", pipeline.Silent{}, sample("old")); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			w := sample("new")
			tc.spoil(&w, cancel)
			keep := filepath.Join(t.TempDir(), "rejected")
			if err := runBuild(ctx, out, keep, pipeline.Silent{}, w); !tc.wantErr(err) {
				t.Errorf("error %v", err)
			}
			if _, err := os.Stat(filepath.Join(keep, "index.html")); (err == nil) != (name == "problem in the finished pages") {
				t.Errorf("kept for a look: %v", err)
			}
			if got := read(t, out); got != "old" {
				t.Errorf("output holds %q", got)
			}
			entries, err := os.ReadDir(filepath.Dir(out))
			if err != nil || len(entries) != 1 {
				t.Errorf("left beside the output: %v %v", entries, err)
			}
		})
	}
}

func TestCheckStopsAfterErrorsExceptWhereMoreCanBeTold(t *testing.T) {
	w := sample("x")
	add := func(context.Context) error { w.problems.Add(problem(diag.Error)); return nil }
	w.check = []group{
		{stages: []pipeline.Stage{stage("data", add)}},
		{stages: []pipeline.Stage{stage("assemble", add)}, despite: true},
		{stages: []pipeline.Stage{stage("derive", add)}},
		{stages: []pipeline.Stage{stage("late", add)}, despite: true},
	}
	if err := runCheck(context.Background(), pipeline.Silent{}, w); err != nil || w.problems.Errors() != 2 {
		t.Errorf("%d errors, %v; want those of data and assemble", w.problems.Errors(), err)
	}
}

func TestForeignOutputIsRefusedBeforeAnyWork(t *testing.T) {
	out := t.TempDir()
	if err := os.WriteFile(filepath.Join(out, "mine"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w := sample("x")
	w.check[0].stages[0] = stage("read", func(context.Context) error { t.Error("work began"); return nil })
	var refused *output.RefusedError
	if err := runBuild(context.Background(), out, out+"-rejected", pipeline.Silent{}, w); !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
}

func TestMayHold(t *testing.T) {
	root := filepath.FromSlash("/repo/nutag")
	for out, want := range map[string]string{
		"/repo/nutag/public": "", "/repo/nutag/.build/a": "", "/elsewhere/x": "", "/repo/nutag-public": "", "/repo/nutag/database": "",
		"/repo/nutag": "repository", "/repo": "repository", "/": "repository",
		"/repo/nutag/data": "data/", "/repo/nutag/themes/nutag/out": "themes/", "/repo/nutag/.git/x": ".git/",
	} {
		err := mayHold(root, filepath.FromSlash(out))
		if (err == nil) != (want == "") || (err != nil && !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", out, err, want)
		}
	}
}
