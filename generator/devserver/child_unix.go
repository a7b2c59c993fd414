//go:build unix

package devserver

import (
	"os/exec"
	"syscall"
)

// ownGroup keeps Ctrl-C of the terminal from the child: it would get the interrupt twice, from the terminal and from us,
// and the second one ends it before it has cleaned up.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
