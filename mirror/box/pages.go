package box

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"nutag/i18n"
	"nutag/mirror/served"
)

//go:embed pages messages
var files embed.FS

// pages are the pages that the server makes itself, in both languages.
type pages struct {
	bundle    *i18n.Bundle
	templates map[string]*template.Template // by language
	style     []byte
	banner    []byte // above each page of a copy that is not verified
	notice    Notice
}

func newPages(notice Notice) (*pages, error) {
	messages, err := fs.Sub(files, "messages")
	if err != nil {
		return nil, err
	}
	p := &pages{templates: map[string]*template.Template{}, notice: notice}
	if p.bundle, err = i18n.Load(messages); err != nil {
		return nil, err
	}
	if p.style, err = fs.ReadFile(files, "pages/box.css"); err != nil {
		return nil, err
	}
	var banner bytes.Buffer
	banner.WriteString(`<link rel="stylesheet" href="` + stylePath + `">`)
	for _, lang := range i18n.Langs() {
		words := func(key string, values ...string) (string, error) {
			data := i18n.Data{}
			for i := 0; i+1 < len(values); i += 2 {
				data[values[i]] = values[i+1]
			}
			return p.bundle.T(lang, key, data)
		}
		t, err := template.New(lang).Funcs(template.FuncMap{"T": words}).ParseFS(files, "pages/*.html")
		if err != nil {
			return nil, err
		}
		p.templates[lang] = t
		warning, err := words("box_unverified")
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&banner, `<p class="nutag-unverified" role="note" lang="%s">%s</p>`, lang, template.HTMLEscapeString(warning))
	}
	p.banner = banner.Bytes()
	return p, nil
}

// marked gives a page of a copy that is not verified with the warning at its top. Such a page is not a signed one, so that
// nothing is lost by changing it.
func (p *pages) marked(b body) body {
	at := bodyStart(b.data)
	data := make([]byte, 0, len(b.data)+len(p.banner))
	data = append(append(append(data, b.data[:at]...), p.banner...), b.data[at:]...)
	sum := sha256.Sum256(data)
	return body{data: data, sum: hex.EncodeToString(sum[:]), traits: b.traits}
}

// bodyStart finds the place behind the tag <body>, 0 when there is none.
func bodyStart(page []byte) int {
	z := html.NewTokenizer(bytes.NewReader(page))
	offset := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return 0
		}
		offset += len(z.Raw())
		if name, _ := z.TagName(); kind == html.StartTagToken && string(name) == "body" {
			return offset
		}
	}
}

// view is what the templates get: finished text.
type view struct {
	Lang, Other, OtherURL string
	Kind, Title, Text     string
	Home, ReleasePage     string
	Unverified            bool
	Facts                 facts
	Copies                []copyView
	Check                 string
	Notice                template.HTML
}

type facts struct{ Number, Date, ReviewBy, Edition string }

type copyView struct{ Name, Text, URL, Size string }

// local answers with /take or /local.
func (s *Server) local(w http.ResponseWriter, r *http.Request, rel *Release) {
	lang := s.language(r)
	kind := strings.TrimPrefix(r.URL.Path, "/")
	l := s.pages.bundle.Localizer(lang)
	v := s.view(rel, l, kind, l.T(kind+"_title"), r.URL.Path)
	if kind == "take" {
		for _, one := range s.offered(rel) {
			size, err := s.zips.size(one)
			if err != nil {
				s.stats.fault(err)
				continue
			}
			name, text := s.edition(one, l)
			v.Copies = append(v.Copies, copyView{Name: name, Text: text, URL: takePath + "/" + stem(one) + ".zip", Size: l.T("size_mb", i18n.Data{"n": l.Decimal(float64(size)/1e6, 1)})})
		}
		if rel.Verified {
			v.Check = checkCommand(rel)
		}
	}
	s.render(w, r, http.StatusOK, lang, kind, v, l.Err())
}

// checkCommand is the command that checks a copy that somebody took along, in its folder.
func checkCommand(r *Release) string { return "nutag-box verify " + stem(r) }

// fail answers with a page that says what went wrong; rel is nil when there is no release.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, rel *Release, status int, fault string) {
	lang := s.language(r)
	if first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); first == i18n.MN || first == i18n.EN {
		lang = first
	}
	l := s.pages.bundle.Localizer(lang)
	if rel == nil {
		rel = &Release{Verified: true} // there is no page to warn of
	}
	v := s.view(rel, l, "fail", l.T("fail_"+fault), localPath)
	v.Text = l.T("fail_" + fault + "_text")
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "30")
	}
	w.Header().Set("Cache-Control", "no-store")
	s.render(w, r, status, lang, "fail", v, l.Err())
}

func (s *Server) view(rel *Release, l *i18n.Localizer, kind, title, address string) view {
	lang := l.Lang()
	other := otherLanguage(lang)
	v := view{
		Lang: lang, Other: other, OtherURL: address + "?lang=" + url.QueryEscape(other), Kind: kind, Title: title, Home: home(lang),
		Unverified: !rel.Verified, Notice: s.pages.notice[lang],
	}
	if rel.Number > 0 {
		v.Facts.Number = strconv.FormatInt(rel.Number, 10)
	}
	if isDate(rel.Date) {
		v.Facts.Date = l.DateText(rel.Date)
	}
	if isDate(rel.ReviewBy) {
		v.Facts.ReviewBy = l.DateText(rel.ReviewBy)
	}
	if kind != "fail" {
		v.Facts.Edition, _ = s.edition(rel, l)
		if _, _, ok := rel.signed(lang + "/release.html"); ok {
			v.ReleasePage = "/" + lang + "/release.html"
		}
	}
	return v
}

// render answers with a page of a template.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, lang, kind string, v view, err error) {
	var b bytes.Buffer
	if err == nil {
		err = s.pages.templates[lang].ExecuteTemplate(&b, kind+".html", v)
	}
	if err != nil {
		s.stats.fault(err)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Language", lang)
	w.Header().Add("Vary", "Accept-Language")
	s.own(w, r, status, kind+".html", b.Bytes())
}

// own answers with content that is not of a release.
func (s *Server) own(w http.ResponseWriter, r *http.Request, status int, name string, data []byte) {
	kind := served.Type(name)
	w.Header().Set("Content-Type", kind)
	w.Header().Add("Vary", "Accept-Encoding")
	sum := sha256.Sum256(data)
	b := body{data: data, sum: hex.EncodeToString(sum[:])}
	p, used, err := s.store.packed(r.Context(), b, kind, coding(r.Header.Get("Accept-Encoding")))
	if err != nil {
		return // the reader has gone away
	}
	if used != plainCoding {
		w.Header().Set("Content-Encoding", used)
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(p.data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(p.data)
	}
}

func (s *Server) language(r *http.Request) string {
	parameter := ""
	if len(r.URL.RawQuery) < 100 {
		parameter = r.URL.Query().Get("lang")
	}
	return s.languages.spoken(parameter, r.Header.Get("Accept-Language"))
}

// aimagEdition is the name of an edition of one aimag, with a colon as on the command line or with a hyphen as in paths.
var aimagEdition = regexp.MustCompile(`^aimag[:-]([0-9]{2})$`)

// edition names an edition and says what it holds.
func (s *Server) edition(r *Release, l *i18n.Localizer) (name, text string) {
	switch m := aimagEdition.FindStringSubmatch(r.Edition); {
	case r.Edition == "full" || r.Edition == "lite":
		return l.T("take_" + r.Edition), l.T("take_" + r.Edition + "_text")
	case m != nil:
		text = l.T("take_aimag_text")
		if aimag := s.aimag(r, m[1], l.Lang()); aimag != "" {
			return l.T("take_aimag", i18n.Data{"name": aimag}), text
		}
		return l.T("take_aimag_code", i18n.Data{"code": m[1]}), text
	case r.Edition == "":
		return l.T("fact_unknown"), l.T("take_other_text")
	default:
		return l.T("take_other", i18n.Data{"name": r.Edition}), l.T("take_other_text")
	}
}

// aimag reads the name of an aimag from the open data of a release, "" when it is not there.
func (s *Server) aimag(r *Release, code, lang string) string {
	data, err := checkedFS{s.store, r}.ReadFile("api/v1/aimags/" + code + ".json")
	if err != nil {
		return ""
	}
	var one struct{ Name map[string]string }
	if json.Unmarshal(data, &one) != nil || len(one.Name[lang]) > 100 {
		return ""
	}
	return one.Name[lang]
}

var isoDate = regexp.MustCompile(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)

func isDate(s string) bool { return isoDate.MatchString(s) }
