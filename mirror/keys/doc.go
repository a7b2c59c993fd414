// Package keys holds the private keys of releases and the public list of them that everything else rests on, root.json of
// The Update Framework.
//
// There are two sorts. Root keys lie with people (holders) and sign nothing but the list of keys; so many of them must
// agree to a new list as its threshold says. The release key signs releases: targets, bins, snapshot and timestamp. A
// stolen release key is replaced by the holders with keys rotate, and copies follow by themselves.
//
// All keys are Ed25519. A private key lies on the disk only as PKCS 8 inside an age file locked with a passphrase
// (filippo.io/age: small, audited, one file format), and never below a folder under version control.
package keys
