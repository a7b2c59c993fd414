// Package release turns a built site into a release: a folder that any static host can serve, with the site as it is, the
// signed lists in metadata/, and patches for copies in patches/. The same site, release before, number, date and keys give
// the same bytes.
//
// Files are put into bins, one delegated role of The Update Framework for each aimag and each section. A bin whose files
// did not change keeps its signed list byte for byte, so that a copy need not fetch it again. That is why targets and bins
// are signed for longer (PinnedMonths) than the release is good for: their age says nothing, because the snapshot, which
// is signed anew each time, names exactly one version of each.
package release
