// Package trust decides whether the description of a release is genuine. It drives the state machine of The Update
// Framework (github.com/theupdateframework/go-tuf/v2, module trustedmetadata) over metadata that lies beside a site as
// plain files, for a copy on the disk as well as for a source on the network, and gives the list of signed files.
//
// What is ours on top of the framework:
//
//   - The root of trust is one number, the SHA-256 of 1.root.json, which a person can read aloud.
//   - Everything is bounded before it is read: by a length that a signature covers or, for the three files that have none
//     (roots, timestamp), by a small constant.
//   - Files lie in bins, one delegated role for each aimag and each section, so that a small change touches a small file.
//     All bins are loaded: a copy holds the whole site, so no file is looked for by walking the delegations.
//   - Proof and age are two questions. Refresh proves signatures and the order of versions and never asks a clock; Expired
//     answers the other. So a stick with an old release can be read and, with a warning, used; a lower version never is.
//   - The timestamp carries the edition and the date of the release, signed: a host that hands out the metadata of another
//     edition is found out before anything else is fetched.
package trust
