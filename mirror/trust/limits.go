package trust

// Limits of what a source may hand out. The real portal has about 3,000 files in 50 bins and 500 KB of metadata.
const (
	maxRoot      = 64 << 10 // bytes of one root.json, which no signature measures
	maxTimestamp = 4 << 10  // bytes of timestamp.json, likewise
	maxMeta      = 4 << 20  // bytes of snapshot.json or of one bin, whatever length is signed
	maxLists     = 64 << 20 // bytes of all lists of a release
	maxRotations = 128      // roots after the first that are followed in one go
	maxBins      = 512
	maxFiles     = 100_000
	maxFile      = int64(256 << 20) // bytes of one file
	maxTotal     = int64(8 << 30)   // bytes of all files
	maxName      = 200              // bytes of a path; FAT and most archives take more, our own pages need half
)
