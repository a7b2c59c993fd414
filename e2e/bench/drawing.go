package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
)

// The corner and the size of the country in degrees, a little larger than the country itself, and the grid on
// which its copies stand.
const (
	westEdge, southEdge = 87.72, 41.56
	wide, high          = 32.20, 10.60
	columns, lines      = 5, 2
)

// move takes a point to its place in copy n. All points move alike, so borders that were shared still are.
func move(p [2]float64, n int) [2]float64 {
	// A gap between the copies keeps soums of different copies from being neighbours.
	const fill = 0.98
	round := func(v float64) float64 { return math.Round(v*1e6) / 1e6 }
	column, line := float64(n%columns), float64(n/columns)
	return [2]float64{
		round(westEdge + wide*column/columns + (p[0]-westEdge)/columns*fill),
		round(southEdge + high*line/lines + (p[1]-southEdge)/lines*fill),
	}
}

type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
}

type feature struct {
	Type       string         `json:"type"`
	Properties map[string]any `json:"properties"`
	Geometry   struct {
		Type        string `json:"type"`
		Coordinates any    `json:"coordinates"`
	} `json:"geometry"`
}

// drawings repeats the borders, and moves lakes and rivers to the first copy.
func (c *codes) drawings(root string) error {
	for name, repeat := range map[string]bool{
		"boundaries/soums.geojson": true, "boundaries/aimags.geojson": true, "water/lakes.geojson": false, "water/rivers.geojson": false,
	} {
		file := filepath.Join(root, "data", filepath.FromSlash(name))
		if err := edit(file, file, func(data []byte) ([]byte, error) { return c.redraw(data, repeat) }); err != nil {
			return err
		}
	}
	return nil
}

func (c *codes) redraw(data []byte, repeat bool) ([]byte, error) {
	var in collection
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, err
	}
	type coded struct {
		code string
		line []byte
	}
	var out []coded
	for n := range copies {
		for _, f := range in.Features {
			code, _ := f.Properties["code"].(string)
			translated, copied := c.of(code, n)
			if n > 0 && !(repeat && copied) {
				continue
			}
			moved := f
			moved.Properties = make(map[string]any, len(f.Properties))
			for key, value := range f.Properties {
				moved.Properties[key] = value
			}
			if code != "" {
				moved.Properties["code"] = translated
			}
			moved.Geometry.Coordinates = moveAll(f.Geometry.Coordinates, n)
			line, err := json.Marshal(moved)
			if err != nil {
				return nil, err
			}
			out = append(out, coded{translated, line})
		}
	}
	slices.SortStableFunc(out, func(a, b coded) int { return bytes.Compare([]byte(a.code), []byte(b.code)) })
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\"type\":%q,\"features\":[\n", in.Type)
	for i, f := range out {
		if i > 0 {
			b.WriteString(",\n")
		}
		b.Write(f.line)
	}
	b.WriteString("\n]}\n")
	return b.Bytes(), nil
}

// moveAll walks the nested arrays of a geometry down to its points.
func moveAll(coordinates any, n int) any {
	list, ok := coordinates.([]any)
	if !ok {
		return coordinates
	}
	if len(list) >= 2 {
		lon, isLon := list[0].(float64)
		lat, isLat := list[1].(float64)
		if isLon && isLat {
			return move([2]float64{lon, lat}, n)
		}
	}
	moved := make([]any, len(list))
	for i := range list {
		moved[i] = moveAll(list[i], n)
	}
	return moved
}
