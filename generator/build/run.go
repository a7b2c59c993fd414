package build

import (
	"context"
	"path/filepath"
	"strings"

	"nutag/generator/build/output"
	"nutag/generator/build/pipeline"
	"nutag/generator/diag"
)

// group is a set of stages that run at the same time.
type group struct {
	stages  []pipeline.Stage
	despite bool // runs even when the group before it found errors, because it can tell more of them
}

// work is a build as this file sees it: stages, and the problems they have found so far.
type work struct {
	check    []group                             // write nothing
	write    func(dir string) [][]pipeline.Stage // fill an empty folder
	problems *diag.List                          // changed by one stage at a time or behind a lock of its own
}

// runCheck runs the stages that write nothing. Within a group every stage runs to its end, so that all problems are told
// at once. After errors it ends at the first group that could only repeat them.
func runCheck(ctx context.Context, r pipeline.Reporter, w work) error {
	for _, g := range w.check {
		if w.problems.Errors() > 0 && !g.despite {
			return nil
		}
		if err := pipeline.Run(ctx, r, g.stages); err != nil {
			return err
		}
	}
	return nil
}

// rejected is where a portal goes that was written but has errors, from the root of the repository, with slashes. The
// problems name lines of its files; without the files nobody could look at them.
const rejected = ".build/rejected"

// runBuild checks, writes beside the output folder, and replaces it, or leaves it alone: after any error, any problem of
// severity error and any interrupt the folder is as it was. A tree whose files have errors is kept at keep, to be looked at.
func runBuild(ctx context.Context, out, keep string, r pipeline.Reporter, w work) (err error) {
	// First of all: a folder that may not be replaced is told before minutes of work, and what a killed build left is
	// put right even when this one fails.
	folder, err := output.Open(out)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := folder.Close(); err == nil {
			err = cerr
		}
	}()
	if err := runCheck(ctx, r, w); err != nil || w.problems.Errors() > 0 {
		return err
	}
	dir, err := folder.Stage()
	if err != nil {
		return err
	}
	for _, group := range w.write(dir) {
		if err := pipeline.Run(ctx, r, group); err != nil {
			return err
		}
		if w.problems.Errors() > 0 {
			return folder.Reject(keep)
		}
	}
	return pipeline.Run(ctx, r, []pipeline.Stage{{Name: "swap", Run: func(ctx context.Context) (pipeline.Count, error) {
		return pipeline.Count{}, folder.Commit(ctx)
	}}})
}

// mayHold refuses an output folder that would take the place of the repository or of something in it that is written by
// hand. The folder itself may still be missing; output.Open guards what exists.
func mayHold(dir, out string) error {
	root, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	refuse := func(reason string) error {
		return &output.RefusedError{Path: out, Reason: reason, Fix: "choose another folder with --out, such as public"}
	}
	if within(abs, root) {
		return refuse("the repository itself lies there")
	}
	// The stages work in these, under locks of their own: a build that waits for itself would never end.
	for _, work := range []string{"site", "engine", "rejected"} {
		if within(filepath.Join(root, ".build", work), abs) || within(abs, filepath.Join(root, ".build", work)) {
			return refuse("the build itself works in .build/" + work)
		}
	}
	for _, own := range []string{"content", "data", "docs", "e2e", "generator", "i18n", "search", "themes", ".git", ".ci"} {
		if within(filepath.Join(root, own), abs) {
			return refuse("it lies in " + own + "/, which holds what the portal is made from")
		}
	}
	return nil
}

// within tells whether path is the folder or lies below it.
func within(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
