// Package update brings a copy to the newest release of a source with as few bytes as it can, or mends it.
//
// It proves the signed lists first (package trust), remembers them, puts the new release together beside the one that is
// read, and makes it the current one in one step (package copy). For each bin it takes what costs least: what the copy
// has already, one patch from the version of the bin that it has, the files one by one, or the pack of the whole bin. A way
// that fails (a host that lost its patches, a damaged base) is followed by the next. Nothing is used before its hash is
// checked, and whatever the source does, the release that is read stays as it is.
package update
