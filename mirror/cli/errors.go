package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"nutag/i18n"
	"nutag/mirror/copy"
	"nutag/mirror/source"
	"nutag/mirror/trust"
	"nutag/mirror/update"
)

// problem is an error in words for a person.
type problem struct {
	text, fix string
	code      int
	cause     error // details for a technician; nil for none
}

func (p *problem) Error() string { return p.text }
func (p *problem) Unwrap() error { return p.cause }

func (a *app) wrong(text, fix string) error { return &problem{text: text, fix: fix, code: exitUsage} }

func (a *app) failed(text, fix string, cause error) error {
	return &problem{text: text, fix: fix, code: exitProblems, cause: cause}
}

// errSaid ends a command that has said already what is wrong.
var errSaid = errors.New("there are problems")

// explain writes an error and gives the exit code.
func (a *app) explain(err error) int {
	if err == nil {
		return exitFine
	}
	if errors.Is(err, errSaid) {
		return exitProblems
	}
	var p *problem
	if !errors.As(err, &p) {
		p = a.describe(err)
		if !a.ran {
			p = &problem{text: a.l.T("error_usage"), fix: a.l.T("fix_usage"), code: exitUsage, cause: err}
		}
	}
	fmt.Fprintln(a.io.Err, "nutag-box: "+a.l.T("error_prefix", i18n.Data{"text": p.text}))
	if p.fix != "" {
		fmt.Fprintln(a.io.Err, "  "+a.l.T("error_fix", i18n.Data{"text": p.fix}))
	}
	if p.cause != nil {
		fmt.Fprintln(a.io.Err, "  "+a.l.T("error_details", i18n.Data{"text": p.cause.Error()}))
	}
	return p.code
}

// describe finds the words for an error of the mirror.
func (a *app) describe(err error) *problem {
	made := func(text, fix string) *problem { return &problem{text: text, fix: fix, code: exitProblems, cause: err} }
	var (
		proof   *trust.Error
		missing *update.Missing
	)
	switch {
	case full(err):
		return made(a.l.T("error_full"), a.l.T("fix_full"))
	case errors.Is(err, copy.ErrNone):
		return &problem{text: a.l.T("error_none", i18n.Data{"folder": a.used}), fix: a.l.T("fix_none"), code: exitUsage}
	case errors.Is(err, copy.ErrBusy):
		return &problem{text: a.l.T("error_busy"), fix: a.l.T("fix_busy"), code: exitProblems}
	case errors.Is(err, copy.ErrForeign):
		return &problem{text: a.l.T("error_foreign", i18n.Data{"folder": a.used}), fix: a.l.T("fix_foreign"), code: exitUsage}
	case errors.Is(err, update.ErrOldProof):
		return made(a.l.T("error_old_proof"), a.l.T("fix_old_proof", i18n.Data{"clock": a.io.Now().Format(time.DateOnly)}))
	case errors.Is(err, source.ErrSlow):
		return made(a.l.T("error_slow"), a.l.T("fix_source"))
	case errors.As(err, &proof):
		return made(a.l.T("proof_"+string(proof.Kind)), a.l.T("fix_"+string(proof.Kind)))
	case errors.Is(err, copy.ErrHash):
		return made(a.l.T("error_hash"), a.l.T("fix_forged"))
	case errors.As(err, &missing):
		return made(a.l.T("error_source_file", i18n.Data{"file": missing.Path}), a.l.T("fix_source"))
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return made(a.l.T("error_readonly"), a.l.T("fix_readonly"))
	default:
		return made(a.l.T("proof_source"), a.l.T("fix_source"))
	}
}

// full says whether a disk has no room; Windows has numbers of its own for it.
func full(err error) bool {
	const diskFull, handleFull = syscall.Errno(112), syscall.Errno(39)
	return errors.Is(err, syscall.ENOSPC) || onWindows && (errors.Is(err, diskFull) || errors.Is(err, handleFull))
}
