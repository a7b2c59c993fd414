// Package copy keeps one copy of the portal in a folder, so that whoever reads it sees one whole release, proven and never
// mixed, whatever an update is doing and at whatever moment the machine loses power.
//
//	COPY/
//	  index.html        a page that leads to the release that stands now; the only name that a reader needs
//	  nutag-12/         release 12, the whole site with its metadata: a web root that others can get a copy from
//	  nutag-11/         the one before, for rollback
//	  .nutag/copy.json  which release stands, the fingerprint, where it came from; twin.json is the same once more
//	  .nutag/store/     downloads on their way, by hash
//	  .nutag/next/      a release being put together
//
// A release's folder is written beside the others, brought to the disk, and never changed afterwards but to mend a file.
// The step that makes it the current one is the replacement of one small file. There are no symbolic links and no names
// that need a file system to tell cases apart, so a copy lives on FAT and exFAT too. Nothing in COPY that is not of the
// names above is touched or judged: a stick may hold other things.
//
// Readers through this package get bytes that were checked against the signed list at that moment (Release.FS); what a
// disk has changed since is an error, not a page.
package copy
