package feeds

import (
	"bytes"
	"encoding/json"
)

// The members of JSON Feed 1.1 (https://jsonfeed.org/version/1.1) that we write. It allows absolute addresses only, so without
// an address of the portal they stand in an extension of ours, relative to the root of the portal.
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePage    string       `json:"home_page_url,omitempty"`
	FeedURL     string       `json:"feed_url,omitempty"`
	Description string       `json:"description"`
	Language    string       `json:"language"`
	Authors     []jsonAuthor `json:"authors"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string    `json:"id"`
	URL       string    `json:"url,omitempty"`
	Title     string    `json:"title"`
	Content   string    `json:"content_text"`
	Published string    `json:"date_published"`
	Tags      []string  `json:"tags,omitempty"`
	Language  string    `json:"language"`
	Nutag     extension `json:"_nutag"`
}

// extension is what only our own programs understand.
type extension struct {
	Page   string   `json:"page"` // relative to the root of the site
	Topics []string `json:"topics"`
}

func (v view) json() ([]byte, error) {
	f := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: v.title, Description: v.about, Language: v.lang, Authors: []jsonAuthor{{v.author}}, Items: []jsonItem{}}
	if v.base != "" {
		f.HomePage, f.FeedURL = v.base+v.home, v.base+v.jsonPath
	}
	for _, e := range v.entries {
		x := jsonItem{ID: e.id, Title: e.title, Content: e.title, Published: midnight(e.date), Language: v.lang, Nutag: extension{Page: e.page, Topics: []string{}}}
		if v.base != "" {
			x.URL = v.base + e.page
		}
		for _, t := range e.tags {
			x.Tags, x.Nutag.Topics = append(x.Tags, t.name), append(x.Nutag.Topics, t.token)
		}
		f.Items = append(f.Items, x)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(f); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
