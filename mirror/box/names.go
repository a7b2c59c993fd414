package box

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxName bounds the path of a file in bytes. The build makes none longer than 180.
const maxName = 512

// fileName turns the path of a request, already decoded, into the name of a file below the root of a release. A folder
// asked for with a slash at its end is named without it. Only what the build may write is a name: what means something
// else to any operating system (streams, devices, drives, other separators), is hidden, or leads out, is none.
func fileName(urlPath string) (name string, folder, ok bool) {
	name, ok = strings.CutPrefix(urlPath, "/")
	if !ok || len(name) > maxName {
		return "", false, false
	}
	name, folder = strings.CutSuffix(name, "/")
	if name == "" {
		return ".", true, !folder
	}
	if !fs.ValidPath(name) || !utf8.ValidString(name) {
		return "", false, false
	}
	for part := range strings.SplitSeq(name, "/") {
		if !plainPart(part) {
			return "", false, false
		}
	}
	return name, folder, true
}

func plainPart(part string) bool {
	if strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".") || device(part) {
		return false
	}
	for i := range len(part) {
		switch c := part[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '_', c == '-', c == '+':
		default:
			return false
		}
	}
	return true
}

// device tells of the names that Windows keeps for devices, with any ending.
func device(part string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(part), ".")
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && stem[3] >= '0' && stem[3] <= '9'
}

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

// contentType gives the type of a file by its ending. The table is our own because those of operating systems differ, and
// a wrong type of one script or WebAssembly file stops the search.
func contentType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json", ".map":
		return "application/json; charset=utf-8"
	case ".jsonld":
		return "application/ld+json; charset=utf-8"
	case ".geojson":
		return "application/geo+json; charset=utf-8"
	case ".webmanifest":
		return "application/manifest+json; charset=utf-8"
	case ".atom":
		return "application/atom+xml; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".yaml", ".yml":
		return "application/yaml; charset=utf-8"
	case ".txt", ".md":
		return "text/plain; charset=utf-8"
	case ".xml":
		return "application/xml; charset=utf-8"
	case ".svg":
		return "image/svg+xml; charset=utf-8"
	case ".wasm":
		return "application/wasm"
	case ".epub":
		return "application/epub+zip"
	case ".gz":
		return "application/gzip"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".ico":
		return "image/x-icon"
	case ".woff2":
		return "font/woff2"
	case ".pdf":
		return "application/pdf"
	case ".zip":
		return "application/zip"
	default:
		return "application/octet-stream"
	}
}

// compressible tells of the types that get smaller. Parts of the search are packed already.
func compressible(contentType string) bool {
	for _, t := range []string{"text/", "application/json", "application/ld+json", "application/geo+json", "application/manifest+json", "application/atom+xml", "application/xml", "application/yaml", "image/svg+xml", "application/wasm"} {
		if strings.HasPrefix(contentType, t) {
			return true
		}
	}
	return false
}
