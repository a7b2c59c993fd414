package box

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"nutag/i18n"
	"nutag/search/engine"
)

// Bounds of the search. A query takes milliseconds; the waiting line is what a classroom sends at once.
const (
	searchTime    = 3 * time.Second // of one query, waiting included
	searchWaiting = 64              // queries that wait for a processor
	maxID         = 64              // bytes of a kind or a place
)

// searchAPI answers /api/search with the JSON of the command nutag search and of the browser.
type searchAPI struct {
	engines engines
	files   func(r *Release) fs.FS
	slots   chan struct{} // queries at once
	line    chan struct{} // queries at once and waiting
	time    time.Duration // of one query, waiting included
	stats   *stats
}

func (a *searchAPI) serve(w http.ResponseWriter, r *http.Request, rel *Release) {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	req, fault := searchRequest(r.URL.RawQuery)
	if fault != "" {
		searchFault(w, r, http.StatusBadRequest, fault)
		return
	}
	select {
	case a.line <- struct{}{}:
		defer func() { <-a.line }()
	default:
		a.busy(w, r)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), a.time)
	defer cancel()
	select {
	case a.slots <- struct{}{}:
		defer func() { <-a.slots }()
	case <-ctx.Done():
		a.busy(w, r)
		return
	}
	s, err := a.engines.of(rel, a.files(rel))
	if errors.Is(err, fs.ErrNotExist) {
		searchFault(w, r, http.StatusNotFound, "no_search")
		return
	}
	if err != nil {
		a.stats.fault(err)
		searchFault(w, r, http.StatusInternalServerError, "damaged")
		return
	}
	res, err := s.Search(ctx, req)
	switch {
	case errors.Is(err, engine.ErrLanguage):
		searchFault(w, r, http.StatusNotFound, "no_search")
		return
	case ctx.Err() != nil:
		a.busy(w, r)
		return
	case err != nil:
		a.stats.fault(err)
		searchFault(w, r, http.StatusInternalServerError, "damaged")
		return
	}
	a.stats.searched()
	if res.Hits == nil {
		res.Hits = []engine.Hit{}
	}
	writeJSON(w, r, http.StatusOK, res)
}

func (a *searchAPI) busy(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "1")
	searchFault(w, r, http.StatusServiceUnavailable, "busy")
}

// searchFault answers with a word for programs; what a person reads is the business of whoever asks.
func searchFault(w http.ResponseWriter, r *http.Request, status int, fault string) {
	writeJSON(w, r, status, map[string]string{"error": fault})
}

// searchParameters are the parameters that are known; each may be given once.
var searchParameters = []string{"q", "lang", "kind", "aimag", "near", "sort", "limit", "offset"}

// searchRequest reads a query string. fault names what is wrong with it: "query" (cannot be read), or the parameter.
func searchRequest(raw string) (req engine.Request, fault string) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return req, "query"
	}
	for name, given := range values {
		if !slices.Contains(searchParameters, name) {
			return req, "unknown_parameter"
		}
		if len(given) > 1 {
			return req, name
		}
	}
	req = engine.Request{
		Query: values.Get("q"), Lang: values.Get("lang"), Kind: values.Get("kind"), Aimag: values.Get("aimag"),
		Near: values.Get("near"), Sort: values.Get("sort"), Limit: 10,
	}
	if !values.Has("lang") {
		req.Lang = i18n.MN
	}
	number := func(name string, least, most int, to *int) bool {
		if !values.Has(name) {
			return true
		}
		n, err := strconv.Atoi(values.Get(name))
		*to = n
		return err == nil && n >= least && n <= most
	}
	switch {
	case !slices.Contains(i18n.Langs(), req.Lang):
		return req, "lang"
	case !number("limit", 1, engine.MaxLimit, &req.Limit):
		return req, "limit"
	case !number("offset", 0, engine.MaxOffset, &req.Offset):
		return req, "offset"
	case len(req.Kind) > maxID:
		return req, "kind"
	case len(req.Aimag) > maxID:
		return req, "aimag"
	case len(req.Near) > maxID:
		return req, "near"
	case req.Sort != engine.SortRelevance && req.Sort != engine.SortDistance, req.Sort == engine.SortDistance && req.Near == "":
		return req, "sort"
	}
	return req, ""
}

// writeJSON writes one line. Letters such as & stay as they are: the type of the answer keeps it from being read as a page.
func writeJSON(w http.ResponseWriter, r *http.Request, status int, v any) {
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // the reader has gone away
}
