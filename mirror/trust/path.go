package trust

import (
	"strings"
	"unicode/utf8"
)

// reservedNames cannot be files on Windows, with any extension.
var reservedNames = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "com0": true, "com1": true, "com2": true,
	"com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true, "lpt0": true, "lpt1": true,
	"lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true}

// ValidPath says whether a path of a release may be written below a folder on any system: relative, with forward slashes,
// of plain letters, without a part that is empty, begins with a dot, ends in a dot or is a device of Windows. A signed
// list is held to it too: whoever has stolen a key must not write outside of the copy.
func ValidPath(name string) bool {
	if name == "" || len(name) > maxName || !utf8.ValidString(name) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part[0] == '.' || part[len(part)-1] == '.' {
			return false
		}
		for _, r := range part {
			plain := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.' || r == '+'
			if !plain {
				return false
			}
		}
		stem, _, _ := strings.Cut(part, ".")
		if reservedNames[strings.ToLower(stem)] {
			return false
		}
	}
	return true
}

// folders of a release that hold no file of the site.
const (
	MetadataDir = "metadata" // the signed lists
	PatchDir    = "patches"  // patches and packs, one folder a bin
	EditionDir  = "editions" // other editions, each a whole release
)

// Reserved says whether a path lies in a folder that belongs to the release itself.
func Reserved(name string) bool {
	top, _, _ := strings.Cut(strings.ToLower(name), "/")
	return top == MetadataDir || top == PatchDir || top == EditionDir
}
