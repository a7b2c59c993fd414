// Package served says what servers of the portal have in common: which paths of requests can be names of its files, and the
// type of each file. The server of a mirror and the one for whoever writes the portal both ask it, so that what works on the
// one works on the other.
package served

import (
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"
)

// maxName bounds the path of a file in bytes. The build makes none longer than 180.
const maxName = 512

// Name turns the path of a request, already decoded, into the name of a file below the root of a release. A folder
// asked for with a slash at its end is named without it. Only what the build may write is a name: what means something
// else to any operating system (streams, devices, drives, other separators), is hidden, or leads out, is none.
func Name(urlPath string) (name string, folder, ok bool) {
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

// Type gives the type of a file by its ending. The table is our own because those of operating systems differ, and
// a wrong type of one script or WebAssembly file stops the search.
func Type(name string) string {
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
	case ".avif":
		return "image/avif"
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

// Compressible tells of the types that get smaller. Parts of the search are packed already.
func Compressible(contentType string) bool {
	for _, t := range []string{"text/", "application/json", "application/ld+json", "application/geo+json", "application/manifest+json", "application/atom+xml", "application/xml", "application/yaml", "image/svg+xml", "application/wasm"} {
		if strings.HasPrefix(contentType, t) {
			return true
		}
	}
	return false
}
