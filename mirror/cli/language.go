package cli

import (
	"strings"

	"nutag/i18n"
)

// language chooses the language of messages before the flags are read, for the help is one of them: --lang, else the
// locale of the shell, else that of the system. Mongolian when any of them says so, else English.
func language(args []string, env func(string) string, system func() string) string {
	for i, arg := range args {
		if arg == "--lang" && i+1 < len(args) {
			return known(args[i+1])
		}
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			return known(value)
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env(name); value != "" {
			return known(value)
		}
	}
	return known(system())
}

func known(locale string) string {
	lower := strings.ToLower(locale)
	if lower == i18n.MN || strings.HasPrefix(lower, "mn_") || strings.HasPrefix(lower, "mn-") || strings.HasPrefix(lower, "mn.") {
		return i18n.MN
	}
	return i18n.EN
}
