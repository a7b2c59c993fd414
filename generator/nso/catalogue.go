package nso

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// ask learns the server's limits once; a server that does not tell them keeps those of the rules.
func (c *client) ask(ctx context.Context) {
	if c.asked {
		return
	}
	c.asked = true
	data, err := c.do(ctx, http.MethodGet, c.base+"/?config", nil)
	if err != nil {
		return
	}
	var config struct {
		MaxValues  int `json:"maxValues"`
		MaxCells   int `json:"maxCells"`
		MaxCalls   int `json:"maxCalls"`
		TimeWindow int `json:"timeWindow"` // seconds
	}
	if json.Unmarshal(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), &config) != nil {
		return
	}
	for _, n := range []int{config.MaxValues, config.MaxCells} {
		if n > 0 {
			c.limits.cells = min(c.limits.cells, n)
		}
	}
	if config.MaxCalls > 0 && config.TimeWindow > 0 {
		c.limits.calls, c.limits.window = config.MaxCalls, time.Duration(min(config.TimeWindow, 600))*time.Second
	}
}

// address is that of a table: the folder of the catalogue, each part escaped, and the file.
func (c *client) address(folder, table string) string {
	parts := strings.Split(strings.Trim(folder, "/"), "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	a := c.base
	if folder != "" {
		a += "/" + strings.Join(parts, "/")
	}
	return a + "/" + url.PathEscape(table+".px")
}

// find looks a table up in the catalogue: the office moves tables between its folders.
func (c *client) find(ctx context.Context, table string) (folder string, found bool, err error) {
	data, err := c.do(ctx, http.MethodGet, c.base+"/?query="+url.QueryEscape(table), nil)
	if err != nil {
		return "", false, err
	}
	var hits []struct {
		ID   string `json:"id"`
		Path string `json:"path"`
	}
	if json.Unmarshal(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), &hits) != nil {
		return "", false, nil
	}
	for _, h := range hits {
		if strings.EqualFold(strings.TrimSuffix(h.ID, ".px"), table) {
			return strings.Trim(h.Path, "/"), true, nil
		}
	}
	return "", false, nil
}

// describe returns the description of a table and its address, looking the table up when it is not in its folder.
func (c *client) describe(ctx context.Context, folder, table string) (*meta, string, error) {
	at := c.address(folder, table)
	var data []byte
	var err error
	if folder != "" {
		data, err = c.do(ctx, http.MethodGet, at, nil)
	}
	var s *status
	if folder == "" || errors.As(err, &s) && (s.code == http.StatusBadRequest || s.code == http.StatusNotFound) {
		moved, ok, findErr := c.find(ctx, table)
		switch {
		case findErr != nil:
			return nil, at, statusError(findErr)
		case !ok || moved == folder:
			return nil, at, failf("look for the table on https://data.1212.mn; when it has another number, change id and path in data/imports, and when it is gone, remove it there",
				"the office's catalogue has no such table in %q nor elsewhere", folder)
		}
		c.progress(fmt.Sprintf("%s now lies in %q; change its path in data/imports", table, moved))
		at = c.address(moved, table)
		data, err = c.do(ctx, http.MethodGet, at, nil)
	}
	if err != nil {
		return nil, at, statusError(err)
	}
	m, err := parseMeta(data)
	return m, at, err
}

// fetch asks for a selection, in parts that keep to the limit of cells. A server that still refuses (PX-Web answers 403 to too
// many cells) is asked for halves, down to a hundred cells.
func (c *client) fetch(ctx context.Context, at string, parts []selection, missing []string) (*Answer, error) {
	const least = 100
	c.ask(ctx)
	var whole *Answer
	queue := split(parts, c.limits.cells)
	for len(queue) > 0 {
		part := queue[0]
		queue = queue[1:]
		data, err := c.do(ctx, http.MethodPost, at, newQuery(part))
		var s *status
		if errors.As(err, &s) && (s.code == http.StatusForbidden || s.code == http.StatusRequestEntityTooLarge) && cellsOf(part) > least {
			c.limits.cells = max(cellsOf(part)/2, least)
			c.progress(fmt.Sprintf("the server refuses %d cells at once; asking for %d", cellsOf(part), c.limits.cells))
			queue = append(split(part, c.limits.cells), queue...)
			continue
		}
		if err != nil {
			return nil, statusError(err)
		}
		answer, err := Parse(data, missing)
		if err != nil {
			return nil, err
		}
		if err := complete(answer, part); err != nil {
			return nil, err
		}
		if whole == nil {
			whole = answer
		} else if err := whole.join(answer); err != nil {
			return nil, err
		}
	}
	return whole, nil
}

// complete holds an answer to what was asked: a server that leaves values out would make areas vanish.
func complete(a *Answer, asked []selection) error {
	for _, s := range asked {
		var d *Dim
		for i := range a.Dims {
			if a.Dims[i].Code == s.Code {
				d = &a.Dims[i]
			}
		}
		if d == nil {
			return failf("run the command again; when it stays, the office has changed the table", "the answer lacks dimension %q", s.Code)
		}
		have := map[string]bool{}
		for _, v := range d.Values {
			have[v.Code] = true
		}
		for _, v := range s.Values {
			if !have[v] {
				return failf("run the command again; when it stays, the office has changed the table", "the answer lacks value %q of dimension %q", v, s.Code)
			}
		}
	}
	return nil
}

// statusError gives a refusal its remedy.
func statusError(err error) error {
	var s *status
	if !errors.As(err, &s) {
		return err
	}
	fix := "open the address in a browser; when it shows the table, save it as JSON-stat2 and use --from"
	switch {
	case s.code == http.StatusTooManyRequests:
		fix = "the server counts too many calls; wait a quarter of an hour and run the command for fewer tables (--table)"
	case s.code >= 500:
		fix = "the server has a fault; try again later, or save the table in a browser and use --from"
	case s.code == http.StatusForbidden:
		fix = "the server refuses even small questions; save the table in a browser as JSON-stat2 and use --from"
	}
	return &Error{What: s.Error(), Fix: fix}
}
