package verify

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// portable allows what every file system, web server and archive format agrees on.
var portable = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// maxEntries is how many entries of 32 bytes a folder has on FAT32: its size is bounded by 2 MiB, less those of itself and of its
// parent (Microsoft, FAT: General Overview of On-Disk Format, 1.03). A name takes one, and one more for each 13 letters.
const maxEntries = 65536 - 2

// maxName bounds a path in bytes: on Windows 260 is the limit with the drive and the folders above.
const maxName = 180

func checkNames(files []string, list *findings) {
	folded := make(map[string]string, len(files))
	folders := make(map[string]string) // by the name in small letters
	entries := make(map[string]int)
	for _, name := range files {
		if first, twice := folded[strings.ToLower(name)]; twice {
			list.add(name, place{}, ruleNameCase, "the name differs from %s in capitals only", first)
		}
		folded[strings.ToLower(name)] = name
		if len(name) > maxName {
			list.add(name, place{}, ruleName, "the path has more than %d bytes", maxName)
		}
		for at := strings.LastIndexByte(name, '/'); at > 0; at = strings.LastIndexByte(name[:at], '/') {
			folder := name[:at]
			first, seen := folders[strings.ToLower(folder)]
			if seen && first == folder {
				break // and those above it
			}
			if seen {
				list.add(name, place{}, ruleNameCase, "the folder %s differs from %s in capitals only", folder, first)
				break
			}
			folders[strings.ToLower(folder)] = folder
			entries[path.Dir(folder)] += entriesOf(folder)
		}
		entries[path.Dir(name)] += entriesOf(name)
		for _, part := range strings.Split(name, "/") {
			if !portable.MatchString(part) || strings.HasSuffix(part, ".") || reserved(part) {
				list.add(name, place{}, ruleName, "the name %q does not suit every file system", part)
			}
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		if file, clash := folded[folder]; clash {
			list.add(file, place{}, ruleNameCase, "the file and the folder %s differ in capitals only", folders[folder])
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(entries)) {
		if entries[folder] > maxEntries {
			list.add(folder, place{}, ruleFull, "the names in the folder take %d entries; on FAT a folder has %d", entries[folder], maxEntries)
		}
	}
}

// entriesOf is what the last part of a path takes in its folder on FAT.
func entriesOf(name string) int { return 1 + (len(path.Base(name))+12)/13 }

// reserved tells of the device names that Windows keeps for itself, with any ending.
func reserved(part string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(part), ".")
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && stem[3] >= '0' && stem[3] <= '9'
}
