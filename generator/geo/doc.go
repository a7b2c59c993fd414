// Package geo holds the geometry of the portal: which unit contains a point, which units touch, how far apart two places are,
// and the outlines of the maps.
//
// It exists so that no other package has to know about rings, projections or the shared borders of neighbouring units. It
// returns plain numbers and SVG path data, never text that a reader sees: names and links are added by the templates.
//
// Geometry is paulmach/orb. Two parts are ours, for reasons given where they stand: the reader of GeoJSON (orb's own reader
// links a database driver) and the equal-area projection (orb has Mercator only, which would draw the north of the country 1.2
// times as large as the south).
package geo
