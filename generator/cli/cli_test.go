package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"nutag/generator/build/output"
	"nutag/generator/build/pipeline"
	"nutag/generator/diag"
	"nutag/search/engine"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"nutag": func() { os.Exit(Main(context.Background(), os.Args[1:], OSStreams(), fakeTools())) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode":  cmdExitCode,
			"await":     cmdAwait,
			"interrupt": cmdInterrupt,
		},
	})
}

// fakeTools act on the file data/order.txt of the repository under test, which says what is to happen.
func fakeTools() Tools {
	return Tools{
		Check: func(ctx context.Context, dir string, r pipeline.Reporter) (diag.List, error) {
			return fakeStages(ctx, dir, r)
		},
		Build: func(ctx context.Context, req BuildRequest, r pipeline.Reporter) (diag.List, error) {
			out, err := output.Open(req.Out)
			if err != nil {
				return nil, err
			}
			defer out.Close()
			problems, err := fakeStages(ctx, req.Dir, r)
			if err != nil || problems.Errors() > 0 {
				return problems, err
			}
			staged, err := out.Stage()
			if err != nil {
				return nil, err
			}
			page := "<title>" + req.BaseURL + "</title>"
			if err := os.WriteFile(filepath.Join(staged, "index.html"), []byte(page), 0o600); err != nil {
				return nil, err
			}
			if order(req.Dir) == "slow" {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return problems, out.Commit(ctx)
		},
		OpenSearch: func(site string) (Searcher, error) {
			if _, err := os.Stat(filepath.Join(site, "search", "entry.json")); err != nil {
				return nil, err
			}
			return fakeSearch{}, nil
		},
		ExportIndex: func(site, lang, dir string) (int, error) {
			if _, err := os.Stat(filepath.Join(site, "search", "entry.json")); err != nil {
				return 0, err
			}
			if _, err := os.Stat(dir); err == nil {
				return 0, os.ErrExist
			}
			return 45, nil
		},
		Texts: func(ctx context.Context, req TextRequest, r pipeline.Reporter) ([]TextFile, diag.List, error) {
			problems, err := fakeStages(ctx, req.Dir, r)
			if req.About == "soum:9999" || problems.Errors() > 0 {
				return nil, problems, err
			}
			return []TextFile{{Name: "a." + req.Lang + "." + req.Kind + ".txt", Data: req.About + " " + req.Kind + "\n"}}, problems, err
		},
		Self: func() (string, error) { return exec.LookPath("nutag") },
	}
}

func order(dir string) string {
	b, err := os.ReadFile(filepath.Join(dir, "data", "order.txt"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

func fakeStages(ctx context.Context, dir string, r pipeline.Reporter) (diag.List, error) {
	var problems diag.List
	err := pipeline.Run(ctx, r, []pipeline.Stage{{Name: "read", Run: func(context.Context) (pipeline.Count, error) {
		switch order(dir) {
		case "bad":
			problems.Add(diag.Problem{File: "data/soums/soums.csv", Line: 2, Col: 3, Width: 4, Message: "not a number", RuleID: "type",
				Snippet: "1,none", RuleFile: "data/soums/set.yaml", RuleLine: 9, Fix: "write a number"})
		case "panic":
			panic("impossible")
		case "full":
			return pipeline.Count{}, errors.New("no space left on device")
		}
		return pipeline.Count{N: 1234, Of: "rows"}, nil
	}}})
	return problems, err
}

type fakeSearch struct{}

func (fakeSearch) Search(_ context.Context, r engine.Request) (engine.Result, error) {
	res := engine.Result{Query: r.Query, Lang: r.Lang, TookMS: 0.5, Facets: engine.Facets{Kind: []engine.Count{}, Aimag: []engine.Count{}}}
	if q := strings.TrimSpace(r.Query); q != "" {
		for i := range min(r.Limit, 3) {
			res.Hits = append(res.Hits, engine.Hit{ID: fmt.Sprintf("soum/%d", i), Lang: r.Lang, Kind: "soum", URL: r.Lang + "/x.html", Title: "<" + q + ">", Score: 1.5, Snippet: "a & b"})
		}
		res.Total = 3000
	}
	return res, nil
}

// cmdExitCode runs "exitcode N nutag args…" and demands the exit code N.
func cmdExitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exitcode N program args…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if fmt.Sprint(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// cmdAwait waits until something matches the pattern: "await 'public.tmp-*/index.html'".
func cmdAwait(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: await pattern")
	}
	for range 500 {
		if m, _ := filepath.Glob(ts.MkAbs(args[0])); len(m) > 0 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Fatalf("nothing matched %s", args[0])
}

// cmdInterrupt interrupts all programs that the script runs in the background, as Ctrl-C does.
func cmdInterrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: interrupt")
	}
	for _, c := range ts.BackgroundCmds() {
		ts.Check(c.Process.Signal(os.Interrupt))
	}
}

func TestHelpNamesEveryCommand(t *testing.T) {
	var out, errs strings.Builder
	code := Main(context.Background(), []string{"--help"}, Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, fakeTools())
	if code != exitFine || errs.Len() > 0 {
		t.Fatalf("code %d, stderr %q", code, errs.String())
	}
	for _, c := range []string{"serve", "check", "build", "search", "version"} {
		if !strings.Contains(out.String(), "\n  "+c+" ") {
			t.Errorf("help does not name %s", c)
		}
	}
}

func TestPanicInACommandIsOurBug(t *testing.T) {
	tools := fakeTools()
	tools.OpenSearch = func(string) (Searcher, error) { panic(fs.ErrInvalid) }
	var out, errs strings.Builder
	code := Main(context.Background(), []string{"search", "x"}, Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, tools)
	if code != exitBug || !strings.Contains(errs.String(), "bug in nutag") || out.Len() > 0 {
		t.Errorf("code %d, stdout %q, stderr %q", code, out.String(), errs.String())
	}
}

func TestInterruptedCommandHasItsOwnCode(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	tools := fakeTools()
	tools.OpenSearch = func(string) (Searcher, error) { cancel(); return nil, ctx.Err() }
	var out, errs strings.Builder
	code := Main(ctx, []string{"search", "x"}, Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, tools)
	if code != exitInterrupted || !strings.Contains(errs.String(), "interrupted") {
		t.Errorf("code %d, stderr %q", code, errs.String())
	}
}
