//go:build !windows

package cli

// systemLanguage knows nothing more than the variables of the shell.
func systemLanguage() string { return "" }
