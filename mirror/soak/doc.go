// Package soak holds the tests that hurt a copy: killed updates, flipped bits, full and read-only disks. make check runs
// them on a small portal; make soak runs the same code longer, with NUTAG_SOAK=1, and on a real portal when SITE names one.
package soak
