// Package s2 stands in for the spherical geometry of github.com/blevesearch/geo
// when the search engine is built for the browser. Bleve refers to it for
// queries about shapes, which the portal does not ask; leaving it out saves
// readers some 300 kB. Distances are computed from coordinates instead.
package s2

// CellID is a cell of the sphere.
type CellID uint64

// RangeMin returns the cell itself.
func (c CellID) RangeMin() CellID { return c }

// RangeMax returns the cell itself.
func (c CellID) RangeMax() CellID { return c }

// Level is always 0.
func (c CellID) Level() int { return 0 }

// Parent returns the cell itself.
func (c CellID) Parent(int) CellID { return c }

// GeoBufferPool pools nothing.
type GeoBufferPool struct{}

// Options are not used.
type Options struct{}

// SetMaxLevel does nothing.
func (*Options) SetMaxLevel(int) {}

// SetMinLevel does nothing.
func (*Options) SetMinLevel(int) {}

// SetLevelMod does nothing.
func (*Options) SetLevelMod(int) {}

// SetMaxCells does nothing.
func (*Options) SetMaxCells(int) {}

// SetPointsOnly does nothing.
func (*Options) SetPointsOnly(bool) {}

// RegionTermIndexer makes no terms.
type RegionTermIndexer struct{}

// NewRegionTermIndexerWithOptions returns an indexer that makes no terms.
func NewRegionTermIndexerWithOptions(Options) *RegionTermIndexer { return &RegionTermIndexer{} }

// GetIndexTermsForPoint returns nothing.
func (*RegionTermIndexer) GetIndexTermsForPoint(Point, string) []string { return nil }

// GetQueryTermsForRegion returns nothing.
func (*RegionTermIndexer) GetQueryTermsForRegion(Region, string) []string { return nil }

// Region is any shape.
type Region any

// Point is a point of the sphere.
type Point struct{}

// LatLng is a place.
type LatLng struct{}

// Rect is a rectangle.
type Rect struct{}

// Cap is a disc.
type Cap struct{}

// Loop is a line that returns to its beginning.
type Loop struct{}

// Polygon is an area.
type Polygon struct{}

// CapBound returns an empty disc.
func (*Polygon) CapBound() Cap { return Cap{} }

// LatLngFromDegrees returns an empty place.
func LatLngFromDegrees(_, _ float64) LatLng { return LatLng{} }

// PointFromLatLng returns an empty point.
func PointFromLatLng(LatLng) Point { return Point{} }

// RectFromDegrees returns an empty rectangle.
func RectFromDegrees(_, _, _, _ float64) Rect { return Rect{} }

// LoopFromPoints returns an empty line.
func LoopFromPoints([]Point) *Loop { return &Loop{} }

// PolygonFromOrientedLoops returns an empty area.
func PolygonFromOrientedLoops([]*Loop) *Polygon { return &Polygon{} }

// CapFromCenterAndRadius returns an empty disc.
func CapFromCenterAndRadius(_, _, _ float64) Cap { return Cap{} }
