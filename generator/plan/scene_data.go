package plan

import (
	"encoding/json"
	"math"

	"nutag/i18n"
)

// sceneData is what the script of a scene draws, finished words and all. Its form is read by assets/js/scene.
type sceneData struct {
	Here    sceneHere         `json:"here"`
	Signs   []sceneSign       `json:"signs"`
	Map     sceneMap          `json:"map"`
	Zone    string            `json:"zone,omitempty"`
	Seasons []sceneSeason     `json:"seasons"`
	Months  []sceneBar        `json:"months,omitempty"`
	People  *sceneCount       `json:"people,omitempty"`
	Herd    *sceneCount       `json:"herd,omitempty"`
	Words   map[string]string `json:"words"`
}

type sceneHere struct {
	Name  string `json:"name"`
	Other string `json:"other"` // the name in the other language
	In    string `json:"in"`
}

type sceneSign struct {
	ID       string  `json:"id"`
	Kind     string  `json:"kind"` // aimag, capital, soum or airport
	Name     string  `json:"name"`
	Other    string  `json:"other,omitempty"`
	What     string  `json:"what"`
	KM       string  `json:"km"`
	Where    string  `json:"where"`
	Bearing  float64 `json:"bearing"`  // degrees clockwise from true north
	Distance float64 `json:"distance"` // kilometres
}

// sceneMap is geo.Around: the reader stands at 0,0, x goes east and y south.
type sceneMap struct {
	Reach int          `json:"reach"`
	Scale int          `json:"scale"` // units a kilometre
	Own   string       `json:"own"`
	Near  []sceneShape `json:"near"`
}

type sceneShape struct {
	Path string `json:"path"`
	Name string `json:"name"`
	X    int    `json:"x"`
	Y    int    `json:"y"`
}

type sceneSeason struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Month string  `json:"month"`
	Temp  string  `json:"temp,omitempty"`
	Noon  float64 `json:"noon"` // degrees of the sun over the horizon
	Sun   string  `json:"sun"`
	Day   string  `json:"day"`
	Say   string  `json:"say"` // all of it in a sentence
}

type sceneBar struct {
	Label string  `json:"label"`
	Text  string  `json:"text"`
	Value float64 `json:"value"`
}

type sceneCount struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Each  string `json:"each"` // what one figure stands for
	N     int    `json:"n"`    // figures to draw
}

func (b *builder) sceneJSON(d sceneData) string {
	data, err := json.Marshal(d) // escapes <, > and &, so that no word can end the element
	if err != nil {
		b.fail("scene: %v", err)
	}
	return string(data)
}

// sceneWords are the words of the script.
func (b *builder) sceneWords() map[string]string {
	return map[string]string{
		"north": b.t("scene_n"), "east": b.t("scene_e"), "south": b.t("scene_s"), "west": b.t("scene_w"),
		"zero": b.t("scene_zero"), "climate": b.t("scene_months"), "sign": b.t("scene_say_sign", slots("name", "what", "km", "where")),
		"facing": b.t("scene_say_facing", slots("where")), "figure": b.t("scene_say_figure", slots("title", "text")),
		"octants": b.octants(), "failed": b.t("scene_failed"), "webgl": b.t("scene_no_webgl"), "load": b.t("scene_no_load"),
	}
}

// slots leaves the places of a message open for the script to fill.
func slots(names ...string) i18n.Data {
	d := i18n.Data{}
	for _, n := range names {
		d[n] = "{" + n + "}"
	}
	return d
}

// octants are the eight directions, parted by bars.
func (b *builder) octants() string {
	s := ""
	for i := range 8 {
		if i > 0 {
			s += "|"
		}
		s += b.t(octantKey(i))
	}
	return s
}

// compassView is the directions as a drawing for the page itself: a rose, 200 by 200, with a dot for each sign.
type compassView struct {
	Dots []compassDot `json:"dots"`
}

type compassDot struct {
	N     int     `json:"n"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	LX    float64 `json:"lx"`
	LY    float64 `json:"ly"`
	Class string  `json:"class"`
}

// compass puts every sign on the rim at its bearing; numbers that would touch stand on a circle further in.
func compass(signs []sceneSign) compassView {
	var v compassView
	var used []float64 // bearing of the last number on each circle
	for i, s := range signs {
		level := 0
		for level < len(used) && s.Bearing-used[level] < 11+3*float64(level) {
			level++
		}
		if level == len(used) {
			used = append(used, 0)
		}
		used[level] = s.Bearing
		sin, cos := math.Sincos(s.Bearing * math.Pi / 180)
		r := 72 - 17*float64(level)
		v.Dots = append(v.Dots, compassDot{N: i + 1, X: tenth(100 + 88*sin), Y: tenth(100 - 88*cos), LX: tenth(100 + r*sin), LY: tenth(104 - r*cos), Class: s.Kind})
	}
	return v
}
