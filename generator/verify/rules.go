package verify

// rule is one thing that a finished portal must satisfy: its stable id, which the problem
// shows in brackets, and what the person who sees the problem should do.
type rule struct {
	id  string
	fix string
}

// The rules, by the part of the output they look at. The weights and "relative links only" come from
// the product's principles "small" and "whole without our domain"; the bans on inline
// code follow from the content security policy that the portal is served with.
var (
	ruleRead      = rule{"output-read", "make the file readable and smaller than the limit, or leave it out of the output"}
	ruleEncoding  = rule{"text-encoding", "find the input that is not valid UTF-8 or was cut in the middle of a letter"}
	ruleArtefact  = rule{"template-artefact", "mend the template that wrote a placeholder instead of a value"}
	ruleName      = rule{"name-portable", "use small ASCII letters, digits, dots, hyphens and underscores, so that the file can lie on any stick"}
	ruleNameCase  = rule{"name-case", "rename one of the two, since many file systems take them for the same file"}
	ruleFull      = rule{"folder-full", "part the files into several folders"}
	ruleTarget    = rule{"link-target", "link to a file that the build writes, or write the file"}
	ruleAnchor    = rule{"link-anchor", "give the element on the target page this id, or link to the page without it"}
	ruleRelative  = rule{"link-relative", "write the link relative to the page, so that a copy works at any path"}
	ruleInFull    = rule{"link-in-full", "link to the index.html in full, since a folder on a stick has no default page"}
	ruleScheme    = rule{"link-scheme", "use https, tel or mailto for what lies outside the portal"}
	ruleRel       = rule{"link-rel", "add a rel attribute that says what the outside link is, for example rel=\"external noopener\""}
	ruleOrphan    = rule{"page-orphan", "link to the page from the page above it, or do not write it"}
	ruleOutside   = rule{"outside-request", "put the file into the portal; a page asks no other host for anything"}
	ruleHandler   = rule{"inline-handler", "move the behaviour to a script file that finds the element by a class or data attribute"}
	ruleScript    = rule{"inline-script", "move the script to a file; only JSON data may stand in a page"}
	ruleStyle     = rule{"inline-style", "move the style to a style sheet; the content security policy blocks it here"}
	ruleJSON      = rule{"json-parse", "write the value with a JSON encoder"}
	ruleXML       = rule{"xml-parse", "close every element and escape every special character"}
	ruleID        = rule{"id-unique", "give each element an id of its own on the page"}
	ruleHeading   = rule{"h1-one", "write exactly one h1 that names the page"}
	ruleTitle     = rule{"title-missing", "write one title element that names the page"}
	ruleTitleOnce = rule{"title-unique", "add what tells the two pages apart, for example the aimag"}
	ruleSection   = rule{"section-empty", "say in words that nothing is known yet, or leave the heading out"}
	ruleEmpty     = rule{"element-empty", "say in words that nothing is known yet, or leave the element out"}
	ruleLang      = rule{"lang-folder", "set lang on the html element to the language of the folder"}
	ruleAlternate = rule{"hreflang-pair", "link both languages at the same path with rel=\"alternate\" and hreflang"}
	ruleTwin      = rule{"twin-missing", "write the page in both languages at the same path"}
	ruleWeight    = rule{"page-weight", "take out what the page does not need, or move it to a page of its own"}
	ruleSitemap   = rule{"sitemap-base-url", "write sitemap.xml when, and only when, the address of the portal is given"}
)
