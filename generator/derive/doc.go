// Package derive computes what the tables do not say themselves: neighbours, distances, densities, changes, shares, ranks,
// groups of comparison and sums.
//
// It exists so that every page, download and search document shows the same computed figure, with the same method, sources
// and cautions. It reads the model and the geometry and changes neither. A figure that cannot be computed from known inputs is
// nil, never zero. Aimags are those before the change of borders of 2025: an aimag is the sum of the soums of its code.
package derive
