package analysis

import (
	bleve "github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// Bleve finds analyzers by name in a process-wide registry that is filled at
// start; a mapping stored in an exported index refers to these names.
func init() {
	for _, name := range []string{
		AnalyzerText, AnalyzerTitle, AnalyzerName, AnalyzerVerbatim,
	} {
		err := registry.RegisterAnalyzer(name, func(map[string]any, *registry.Cache) (bleve.Analyzer, error) {
			return New(name), nil
		})
		if err != nil {
			panic(err) // only when a name is registered twice: a fault in this file
		}
	}
}
