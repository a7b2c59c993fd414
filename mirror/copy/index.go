package copy

import (
	"bytes"
	"errors"
	"html"
	"io/fs"
	"strings"

	"nutag/i18n"
	"nutag/mirror/messages"
)

// indexMark begins the page by which a reader enters the copy, so that it is known as ours.
const indexMark = "<!DOCTYPE html>\n<!-- nutag-copy -->\n"

// indexPage gives the page that leads into the current release: at once, and by a link where the browser does not.
func indexPage(folder string) ([]byte, error) {
	bundle, err := messages.Load()
	if err != nil {
		return nil, err
	}
	target := "index.html"
	if folder != "" {
		target = folder + "/index.html"
	}
	var b strings.Builder
	b.WriteString(indexMark + "<html lang=\"mn\">\n<head>\n<meta charset=\"utf-8\">\n")
	first := bundle.Localizer(i18n.MN)
	b.WriteString("<title>" + html.EscapeString(first.T("index_title")) + "</title>\n")
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
	b.WriteString("<meta http-equiv=\"refresh\" content=\"0; url=" + target + "\">\n</head>\n<body>\n")
	for _, lang := range i18n.Langs() {
		l := bundle.Localizer(lang)
		b.WriteString("<p lang=\"" + lang + "\"><a href=\"" + target + "\">" + html.EscapeString(l.T("index_open")) + "</a></p>\n")
		if err := l.Err(); err != nil {
			return nil, err
		}
	}
	b.WriteString("</body>\n</html>\n")
	return []byte(b.String()), first.Err()
}

// point makes COPY/index.html lead to the current release.
func (w *Writer) point() error {
	if w.state.Current == nil {
		return nil
	}
	page, err := indexPage(w.state.Current.Folder)
	if err != nil {
		return err
	}
	if now, err := readSmall(w.root, indexFile, stateLimit); err == nil && bytes.Equal(now, page) {
		return nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errTooLarge) {
		return err
	}
	return replace(w.root, indexFile, page)
}
