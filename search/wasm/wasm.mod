// The module file of the browser build (go build -modfile=search/wasm/wasm.mod).
// It lists only what search/wasm needs, in the versions of go.mod (a test
// compares them), and puts stand-ins for the two modules that a browser cannot
// run or does not need. The module file of everything else stays as it is, so
// that tests run against real Bleve.
module nutag

go 1.26.0

require (
	github.com/RoaringBitmap/roaring/v2 v2.14.5
	github.com/bits-and-blooms/bitset v1.24.5
	github.com/blevesearch/bleve/v2 v2.6.3
	github.com/blevesearch/bleve_index_api v1.4.1
	github.com/blevesearch/geo v0.2.8
	github.com/blevesearch/go-porterstemmer v1.0.3
	github.com/blevesearch/mmap-go v1.2.0
	github.com/blevesearch/scorch_segment_api/v2 v2.4.11
	github.com/blevesearch/segment v0.9.1
	github.com/blevesearch/snowballstem v0.9.0
	github.com/blevesearch/upsidedown_store_api v1.0.2
	github.com/blevesearch/vellum v1.2.1
	github.com/blevesearch/zapx/v17 v17.2.5
	github.com/golang/snappy v1.0.0
	github.com/json-iterator/go v0.0.0-20171115153421-f7279a603ede
	github.com/mschoch/smat v0.2.0
	go.etcd.io/bbolt v1.4.0
	golang.org/x/sys v0.49.0
	golang.org/x/text v0.43.0
)

replace (
	github.com/blevesearch/geo => ./search/wasm/stub/geo
	go.etcd.io/bbolt => ./search/wasm/stub/bbolt
)
