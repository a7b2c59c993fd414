package site

// hugoConfig returns Hugo's whole configuration: two languages under mn/ and en/, pages only (no lists, feeds or
// taxonomies of Hugo's own making), explicit mounts, and nothing that reads the environment, the network or programs.
// Hugo's own base address stays "/": pages link relatively, and the real address is a parameter.
func hugoConfig(themeDir string, params map[string]any) map[string]any {
	languageMount := func(lang string) map[string]any {
		return map[string]any{
			"source": "content/" + lang, "target": "content",
			"sites": map[string]any{"matrix": map[string]any{"languages": []string{lang}}},
		}
	}
	return map[string]any{
		"baseURL":                        "/",
		"title":                          "Nutag",
		"defaultContentLanguage":         "mn",
		"defaultContentLanguageInSubdir": true,
		"disableDefaultLanguageRedirect": true,
		"uglyURLs":                       true,
		"disableKinds":                   []string{"home", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"},
		"disableAliases":                 true,
		"enableGitInfo":                  false,
		"timeout":                        "120s",
		"timeZone":                       "UTC",
		"languages": map[string]any{
			"mn": map[string]any{"weight": 1, "label": "Монгол", "locale": "mn-MN"},
			"en": map[string]any{"weight": 2, "label": "English", "locale": "en-GB"},
		},
		"module": map[string]any{"mounts": []map[string]any{
			languageMount("mn"), languageMount("en"),
			{"source": "i18n", "target": "i18n"},
			{"source": themeDir + "/layouts", "target": "layouts"},
			{"source": themeDir + "/assets", "target": "assets"},
			{"source": themeDir + "/vendor", "target": "assets/vendor"}, // other people's scripts, for the bundler alone
			{"source": "none/static", "target": "static"},
			{"source": "none/data", "target": "data"},
			{"source": "none/archetypes", "target": "archetypes"},
		}},
		"markup": map[string]any{
			"goldmark": map[string]any{
				"renderer": map[string]any{"unsafe": false},
				"parser":   map[string]any{"autoHeadingIDType": "github"},
			},
		},
		"security": map[string]any{
			"enableInlineShortcodes": false,
			"exec":                   map[string]any{"allow": []string{"none"}, "osEnv": []string{"none"}},
			"funcs":                  map[string]any{"getenv": []string{"none"}},
			"http":                   map[string]any{"urls": []string{"none"}, "methods": []string{"none"}},
		},
		"params": params,
	}
}
