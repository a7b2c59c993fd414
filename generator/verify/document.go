package verify

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// maxFile bounds what is read of one text file, in bytes. The largest page of a portal of
// ten times the size stays far below it.
const maxFile = 32 << 20

type fileKind int

const (
	kindOther fileKind = iota
	kindHTML
	kindSVG
	kindCSS
	kindJSON
	kindXML
)

// document holds what one file says about itself and asks of others.
type document struct {
	path  string   // slash path in the output
	lang  string   // folder language, "" outside the language folders
	inner string   // path inside the language folder, path outside
	kind  fileKind // by extension
	raw   int      // bytes

	htmlLang   string
	title      string
	ids        map[string]struct{}
	refs       []reference
	alternates []alternate
	sheets     []string // hrefs of the style sheets, as written
	brotli     int      // size of a style sheet, 0 for other files
	findings   findings
}

// alternate is one link to the same page in some language.
type alternate struct {
	lang string
	href string
	at   place
}

func read(dir, name string, weights *scale) *document {
	d := &document{path: name, inner: name, kind: kindOf(name)}
	for _, lang := range Langs() {
		if rest, ok := strings.CutPrefix(name, lang+"/"); ok {
			d.lang, d.inner = lang, rest
		}
	}
	if d.kind == kindOther {
		return d
	}
	file := filepath.Join(dir, filepath.FromSlash(name))
	info, err := os.Stat(file)
	if err == nil && info.Size() > maxFile {
		d.findings.add(name, place{}, ruleRead, "the file has more than %d bytes", maxFile)
		return d
	}
	data, err := os.ReadFile(file)
	if err != nil {
		d.findings.add(name, place{}, ruleRead, "the file cannot be read: %v", errors.Unwrap(err))
		return d
	}
	d.raw = len(data)
	d.checkBytes(data)
	switch d.kind {
	case kindHTML:
		d.parse(data)
		d.checkPageWeight(data, weights)
	case kindSVG:
		d.checkXML(data)
		d.parse(data)
		d.checkDrawingWeight(data, weights)
	case kindCSS:
		d.readStyle(data, place{})
		d.brotli = weights.weigh(data, brotliBest)
	case kindJSON:
		if !json.Valid(data) {
			d.findings.add(name, place{}, ruleJSON, "the file is not valid JSON")
		}
	case kindXML:
		d.checkXML(data)
	}
	return d
}

func kindOf(name string) fileKind {
	switch path.Ext(name) {
	case ".html":
		return kindHTML
	case ".svg":
		return kindSVG
	case ".css":
		return kindCSS
	case ".json", ".geojson", ".webmanifest":
		return kindJSON
	case ".xml":
		return kindXML
	}
	return kindOther
}

func (d *document) checkBytes(data []byte) {
	if !utf8.Valid(data) {
		d.findings.add(d.path, place{}, ruleEncoding, "the file is not valid UTF-8")
		return
	}
	if at := bytes.IndexRune(data, utf8.RuneError); at >= 0 {
		d.findings.add(d.path, placeOf(data, at), ruleEncoding, "the replacement character U+FFFD stands where a letter was lost")
	}
}

// checkXML reads the file as a browser reads a drawing: one slip and nothing is shown.
func (d *document) checkXML(data []byte) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		_, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			d.findings.add(d.path, placeOf(data, int(decoder.InputOffset())), ruleXML, "not well-formed: %v", err)
			return
		}
	}
}
