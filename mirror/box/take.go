package box

import (
	"net/http"
	"strconv"

	"nutag/mirror/served"
)

// offered are the releases that readers can take along: the one that is served and those of further copies, each when it
// is verified. Two of the same edition are offered once.
func (s *Server) offered(rel *Release) []*Release {
	var out []*Release
	seen := map[string]bool{}
	if rel.Verified {
		out, seen[stem(rel)] = append(out, rel), true
	}
	for _, source := range s.config.Offers {
		one, err := source.Current()
		if err != nil {
			s.stats.fault(err)
			continue
		}
		if one.Verified && one.Digest != nil && !seen[stem(one)] {
			seen[stem(one)] = true
			out = append(out, one)
		}
	}
	return out
}

// take answers with a copy as a zip.
func (s *Server) take(w http.ResponseWriter, r *http.Request, rel *Release, file string) {
	for _, one := range s.offered(rel) {
		if file != stem(one)+".zip" {
			continue
		}
		size, err := s.zips.size(one)
		if err != nil {
			s.broken(w, r, rel, err)
			return
		}
		h := w.Header()
		if r.Method != http.MethodHead {
			select {
			case s.zips.slots <- struct{}{}:
				defer func() { <-s.zips.slots }()
			default:
				s.fail(w, r, rel, http.StatusServiceUnavailable, "busy")
				return
			}
		}
		h.Set("Content-Type", served.Type(".zip"))
		h.Set("Content-Disposition", `attachment; filename="`+file+`"`)
		h.Set("Content-Length", strconv.FormatInt(size, 10))
		h.Set("Accept-Ranges", "none")
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusOK)
		if r.Method == http.MethodHead {
			return
		}
		if err := s.zips.write(r.Context(), w, one); err != nil {
			if r.Context().Err() == nil {
				s.stats.fault(err)
			}
			// The length was promised: the reader's browser must see that this is not the whole file.
			panic(http.ErrAbortHandler)
		}
		s.stats.zips.Add(1)
		return
	}
	s.fail(w, r, rel, http.StatusNotFound, "missing")
}
