// Package bbolt stands in for go.etcd.io/bbolt when the search engine is built
// for the browser. Bleve's package util names bbolt's types, and bbolt needs
// memory-mapped files, which WebAssembly does not have. The engine opens no
// database; every function here says so.
package bbolt

import (
	"errors"
	"os"
)

// ErrNone is the answer of every function of the stand-in.
var ErrNone = errors.New("bbolt: there is no database in the browser")

// Options are not used.
type Options struct{}

// DB is a database that cannot be opened.
type DB struct{}

// Tx is a transaction that cannot be begun.
type Tx struct{}

// Bucket is a bucket that does not exist.
type Bucket struct{}

// Open always fails.
func Open(string, os.FileMode, *Options) (*DB, error) { return nil, ErrNone }

// Begin always fails.
func (*DB) Begin(bool) (*Tx, error) { return nil, ErrNone }

// View always fails.
func (*DB) View(func(*Tx) error) error { return ErrNone }

// Update always fails.
func (*DB) Update(func(*Tx) error) error { return ErrNone }

// Bucket finds nothing.
func (*Tx) Bucket([]byte) *Bucket { return nil }

// CreateBucketIfNotExists always fails.
func (*Tx) CreateBucketIfNotExists([]byte) (*Bucket, error) { return nil, ErrNone }

// Bucket finds nothing.
func (*Bucket) Bucket([]byte) *Bucket { return nil }

// CreateBucketIfNotExists always fails.
func (*Bucket) CreateBucketIfNotExists([]byte) (*Bucket, error) { return nil, ErrNone }

// ForEach always fails.
func (*Bucket) ForEach(func(k, v []byte) error) error { return ErrNone }

// Put always fails.
func (*Bucket) Put(_, _ []byte) error { return ErrNone }

// Get finds nothing.
func (*Bucket) Get([]byte) []byte { return nil }
