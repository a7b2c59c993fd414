package devserver

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"
	"time"

	"nutag/mirror/served"
)

// contentSecurityPolicy is the policy that a careful host sends with the portal. The development server sends it too, so
// that what works here works there.
const contentSecurityPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
	"worker-src 'self' blob:; object-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'"

// maxPage bounds the HTML that is read into memory to put the reload script in, in bytes.
const maxPage = 8 << 20

// reloadTag is put into each page as it is served; the file on the disk never holds it.
const reloadTag = `<script src="/_nutag/reload.js" defer></script>`

// siteFiles serves the output folder as a plain static host would: no listings, no hidden files, nothing outside.
type siteFiles struct {
	dir  string
	wait func(w http.ResponseWriter) // answers while there is no portal yet
}

func (s *siteFiles) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", contentSecurityPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	// The folder is opened anew for each request: a build puts another folder at the same path.
	root, err := openRoot(s.dir)
	if err != nil {
		s.wait(w)
		return
	}
	defer root.Close()
	name, ok := siteName(r.URL.Path)
	if !ok {
		s.notFound(w, r, root)
		return
	}
	f, info, err := openFile(root, name)
	if err == nil && info.IsDir() {
		f.Close()
		if !strings.HasSuffix(r.URL.Path, "/") {
			// Built from the cleaned name: a path such as //host must not become an address elsewhere.
			http.Redirect(w, r, "/"+name+"/", http.StatusMovedPermanently)
			return
		}
		name = path.Join(name, "index.html")
		f, info, err = openFile(root, name)
		if name == "index.html" && err != nil {
			s.wait(w)
			return
		}
	} else if err == nil && strings.HasSuffix(r.URL.Path, "/") {
		f.Close()
		err = fs.ErrNotExist
	}
	if err != nil || !info.Mode().IsRegular() {
		if err == nil {
			f.Close()
		}
		s.notFound(w, r, root)
		return
	}
	defer f.Close()
	serveFile(w, r, name, info, f, http.StatusOK)
}

func (s *siteFiles) notFound(w http.ResponseWriter, r *http.Request, root *os.Root) {
	f, info, err := openFile(root, "404.html")
	if err != nil {
		http.Error(w, "404 not found", http.StatusNotFound)
		return
	}
	defer f.Close()
	serveFile(w, r, "404.html", info, f, http.StatusNotFound)
}

func serveFile(w http.ResponseWriter, r *http.Request, name string, info fs.FileInfo, f io.ReadSeeker, status int) {
	w.Header().Set("Content-Type", served.Type(name))
	if path.Ext(name) != ".html" {
		http.ServeContent(w, r, "", info.ModTime(), f)
		return
	}
	if info.Size() > maxPage {
		http.Error(w, "page too large", http.StatusInternalServerError)
		return
	}
	page, err := io.ReadAll(io.LimitReader(f, maxPage))
	if err != nil {
		http.Error(w, "page cannot be read", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(inject(page)) // the reader has gone away: nothing to do
	}
}

// inject puts the reload script before the end of the body, or at the end of a page that does not close its body.
func inject(page []byte) []byte {
	i := bytes.LastIndex(page, []byte("</body>"))
	if i < 0 {
		i = len(page)
	}
	out := make([]byte, 0, len(page)+len(reloadTag))
	out = append(out, page[:i]...)
	out = append(out, reloadTag...)
	return append(out, page[i:]...)
}

// siteName turns the path of a request into the name of a file below the output folder; ok is false for what can be none.
func siteName(urlPath string) (name string, ok bool) {
	name, _, ok = served.Name(path.Clean("/" + urlPath))
	return name, ok
}

// openRoot tries again for a moment: where two folders cannot be exchanged in one step, there is nothing at the path
// between the two renames of a swap.
func openRoot(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	for try := 0; try < 5 && errors.Is(err, fs.ErrNotExist); try++ {
		time.Sleep(10 * time.Millisecond)
		root, err = os.OpenRoot(dir)
	}
	return root, err
}

func openFile(root *os.Root, name string) (*os.File, fs.FileInfo, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}
