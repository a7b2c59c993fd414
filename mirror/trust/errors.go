package trust

import "fmt"

// Kind says in which way proof failed. The values are keys of messages.
type Kind string

// What Refresh finds.
const (
	KindForged   Kind = "forged"   // signatures, hashes or lengths do not fit
	KindWrongKey Kind = "wrongkey" // the first root is not that of the fingerprint
	KindOlder    Kind = "older"    // a lower version than one that was seen before
	KindEdition  Kind = "edition"  // another edition
	KindSource   Kind = "source"   // the source did not hand out what it must, or not in time
	KindHostile  Kind = "hostile"  // signed, but outside of what a copy accepts
)

// Error is proof that failed.
type Error struct {
	Kind Kind
	File string // the metadata file it was found in, "" for none
	Err  error
}

func (e *Error) Error() string {
	if e.File == "" {
		return fmt.Sprintf("%s: %v", e.Kind, e.Err)
	}
	return fmt.Sprintf("%s: %s: %v", e.Kind, e.File, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
