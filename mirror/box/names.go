package box

import (
	"path"
	"regexp"
	"strings"
)

// fingerprint finds the digits of a hash that the build puts into the names of scripts, styles and parts of the search.
var fingerprint = regexp.MustCompile(`\.[0-9a-f]{16,64}\.[a-z0-9.]+$`)

// lasting tells of a file whose name changes with its content, so that a browser may keep it for good.
func lasting(name string) bool { return fingerprint.MatchString(path.Base(name)) }

// embeddable tells of a page that is made to stand in a frame of another site.
func embeddable(name string) bool {
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		if part == "embed" {
			return true
		}
	}
	return false
}
