package nso

import (
	"context"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// clock is a time that goes on only while somebody waits.
type clock struct {
	now   time.Time
	waits []time.Duration
}

func (c *clock) Now() time.Time { return c.now }
func (c *clock) Wait(ctx context.Context, d time.Duration) error {
	c.waits = append(c.waits, d)
	c.now = c.now.Add(d)
	return ctx.Err()
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)} }

// fetch asks the office for one table with the rules of the repository.
func fetch(t *testing.T, o *office, spec Spec, rules Rules) ([]Result, []error, *clock) {
	t.Helper()
	server := httptest.NewServer(o)
	t.Cleanup(server.Close)
	c := newClock()
	results, errs := Fetch(context.Background(), rules, []Spec{spec}, testAreas(t), Options{URL: server.URL + "/api/v1", Wait: c.Wait, Now: c.Now})
	return results, errs, c
}

func specOf(t Table) Spec {
	return Spec{File: "data/imports/made-up.yaml", Set: "nso-made-up", Title: [2]string{"Зохиомол", "Made up"}, Description: [2]string{"Зохиомол", "Made up"}, Maintained: "P1Y", Tables: []Table{t}}
}

func tableOf(level, per string, figures ...Figure) Table {
	return Table{ID: "DT_NSO_MADE_UP", Path: "Education, health/Made up", Title: [2]string{"Зохиомол хүснэгт", "Made-up table"}, Level: level, Period: per, Keep: 2, Figures: figures}
}

func officeOf(t *officeTable) *office {
	return &office{tables: map[string]*officeTable{"Education, health/Made up/DT_NSO_MADE_UP.px": t}, config: `{"maxValues":100000,"maxCells":100000,"maxCalls":30,"timeWindow":10}`}
}

// pathsOf are the addresses that were asked for, unescaped.
func (o *office) pathsOf() string {
	p, _ := url.PathUnescape(strings.Join(o.calls, "\n"))
	return p
}
