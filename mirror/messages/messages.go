// Package messages holds the words of nutag-box in both languages. The portal's own messages are not linked into the
// program: it must stay small.
package messages

import (
	"embed"
	"sync"

	"nutag/i18n"
)

//go:embed mn.yaml en.yaml
var files embed.FS

var load = sync.OnceValues(func() (*i18n.Bundle, error) { return i18n.Load(files) })

// Load gives the messages. They are read once: each look at a copy asks for them.
func Load() (*i18n.Bundle, error) { return load() }
