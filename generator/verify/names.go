package verify

import (
	"regexp"
	"strings"
)

// portable allows what every file system, web server and archive format agrees on.
var portable = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// maxName bounds a path in bytes: on Windows 260 is the limit with the drive and the folders above.
const maxName = 180

func checkNames(files []string, list *findings) {
	folded := make(map[string]string, len(files))
	for _, name := range files {
		if first, twice := folded[strings.ToLower(name)]; twice {
			list.add(name, place{}, ruleNameCase, "the name differs from %s in capitals only", first)
		}
		folded[strings.ToLower(name)] = name
		if len(name) > maxName {
			list.add(name, place{}, ruleName, "the path has more than %d bytes", maxName)
		}
		for _, part := range strings.Split(name, "/") {
			if !portable.MatchString(part) || strings.HasSuffix(part, ".") || reserved(part) {
				list.add(name, place{}, ruleName, "the name %q does not suit every file system", part)
			}
		}
	}
}

// reserved tells of the device names that Windows keeps for itself, with any ending.
func reserved(part string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(part), ".")
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && stem[3] >= '0' && stem[3] <= '9'
}
