// Package geojson stands in for the shapes of github.com/blevesearch/geo when
// the search engine is built for the browser; see package s2 beside it. Shapes
// can be named and neither made nor read.
package geojson

import (
	"bytes"
	"encoding/json"
	"errors"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/blevesearch/geo/s2"
)

// ErrNone is the answer of every function of the stand-in.
var ErrNone = errors.New("geojson: there are no shapes in the browser")

// GeoShape describes a shape.
type GeoShape struct {
	Type        string
	Coordinates [][][][]float64
	Center      []float64
	Radius      string
}

// GeometryCollection is a collection of shapes that is always empty.
type GeometryCollection struct {
	Shapes []index.GeoJSON
}

// Envelope is a rectangle.
type Envelope struct{ none }

// Marshal always fails.
func (*Envelope) Marshal() ([]byte, error) { return nil, ErrNone }

// none is a shape without extent.
type none struct{}

func (none) Type() string                           { return "" }
func (none) Intersects(index.GeoJSON) (bool, error) { return false, ErrNone }
func (none) Contains(index.GeoJSON) (bool, error)   { return false, ErrNone }
func (none) Value() ([]byte, error)                 { return nil, ErrNone }
func (none) IndexCells() (inner, cross []uint64)    { return nil, nil }
func (none) QueryCells() (inner, cross []uint64)    { return nil, nil }
func (none) BoundingBox() index.GeoJSON             { return nil }

// Type is empty.
func (*GeometryCollection) Type() string { return "" }

// Intersects always fails.
func (*GeometryCollection) Intersects(index.GeoJSON) (bool, error) { return false, ErrNone }

// Contains always fails.
func (*GeometryCollection) Contains(index.GeoJSON) (bool, error) { return false, ErrNone }

// Value always fails.
func (*GeometryCollection) Value() ([]byte, error) { return nil, ErrNone }

// IndexCells returns nothing.
func (*GeometryCollection) IndexCells() (inner, cross []uint64) { return nil, nil }

// QueryCells returns nothing.
func (*GeometryCollection) QueryCells() (inner, cross []uint64) { return nil, nil }

// BoundingBox returns nothing.
func (*GeometryCollection) BoundingBox() index.GeoJSON { return nil }

// Members returns nothing.
func (*GeometryCollection) Members() []index.GeoJSON { return nil }

// DeduplicateTerms returns the terms as they are.
func DeduplicateTerms(terms []string) []string { return terms }

// StripCoveringTerms returns the terms as they are.
func StripCoveringTerms(terms []string) []string { return terms }

// FilterGeoShapesOnRelation always fails.
func FilterGeoShapesOnRelation(index.GeoJSON, []byte, string, **bytes.Reader, *s2.GeoBufferPool) (bool, error) {
	return false, ErrNone
}

// ExtractShapesFromBytes always fails.
func ExtractShapesFromBytes([]byte, **bytes.Reader, *s2.GeoBufferPool) (index.GeoJSON, error) {
	return nil, ErrNone
}

// NewGeometryCollection always fails.
func NewGeometryCollection([]*GeoShape) (index.GeoJSON, []byte, error) { return nil, nil, ErrNone }

// NewGeoCircleShape always fails.
func NewGeoCircleShape([]float64, string) (index.GeoJSON, []byte, error) { return nil, nil, ErrNone }

// NewGeoJsonShape always fails.
func NewGeoJsonShape([][][][]float64, string) (index.GeoJSON, []byte, error) {
	return nil, nil, ErrNone
}

// ParseGeoJSONShape always fails.
func ParseGeoJSONShape(json.RawMessage) (index.GeoJSON, error) { return nil, ErrNone }

// NewGeoJsonPoint returns an empty shape.
func NewGeoJsonPoint([]float64) index.GeoJSON { return none{} }

// NewGeoJsonMultiPoint returns an empty shape.
func NewGeoJsonMultiPoint([][]float64) index.GeoJSON { return none{} }

// NewGeoJsonLinestring returns an empty shape.
func NewGeoJsonLinestring([][]float64) index.GeoJSON { return none{} }

// NewGeoJsonMultilinestring returns an empty shape.
func NewGeoJsonMultilinestring([][][]float64) index.GeoJSON { return none{} }

// NewGeoJsonPolygon returns an empty shape.
func NewGeoJsonPolygon([][][]float64) index.GeoJSON { return none{} }

// NewGeoJsonMultiPolygon returns an empty shape.
func NewGeoJsonMultiPolygon([][][][]float64) index.GeoJSON { return none{} }

// NewGeoCircle returns an empty shape.
func NewGeoCircle([]float64, string) index.GeoJSON { return none{} }

// NewGeoEnvelope returns an empty shape.
func NewGeoEnvelope([][]float64) index.GeoJSON { return none{} }
