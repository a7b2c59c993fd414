package output

// busyError says that another process holds the lock, and which one when it is known.
type busyError struct{ pid string }

func (e *busyError) Error() string { return "locked" + e.holder() }

func (e *busyError) holder() string {
	if e.pid == "" {
		return ""
	}
	return " (process " + e.pid + ")"
}
