// Package messages holds the words of nutag-box in both languages. The portal's own messages are not linked into the
// program: it must stay small.
package messages

import (
	"embed"

	"nutag/i18n"
)

//go:embed mn.yaml en.yaml
var files embed.FS

// Load reads the messages.
func Load() (*i18n.Bundle, error) { return i18n.Load(files) }
