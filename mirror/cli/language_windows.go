package cli

import "golang.org/x/sys/windows"

// systemLanguage gives the language that the person chose for Windows, which has no variable for it.
func systemLanguage() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}
