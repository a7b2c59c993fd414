package opendata

import (
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// openAPIFile describes the API in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html). Its addresses are relative to the
// file itself, so it is true wherever a copy stands; it holds the schemas too, because many tools follow no link.
const openAPIFile = apiDir + "/openapi.json"

// apiVersion is that of the form of the answers, not of the data: members are added within it, never changed or taken away.
const apiVersion = "1.0.0"

func (w *writer) openAPI(made map[string][]record, schemas []described) object {
	var tags []object
	paths := object{{"/index.json", w.operation("get-index", "", w.both("api_index"), object{{"type", "object"}}, nil)}}
	for _, k := range w.all {
		tags = append(tags, object{{"name", k.plural}, {"description", k.title.MN}, {"x-descriptions", k.title}})
		paths = append(paths,
			member{"/" + k.plural + "/index.json", w.operation("list-"+k.plural, k.plural, w.both("api_list_of", k.title), refer("list"), nil)})
		records := made[k.name]
		if len(records) == 0 {
			continue
		}
		example, _ := strings.CutSuffix(strings.TrimPrefix(k.file(records[0]), apiDir+"/"+k.plural+"/"), ".json")
		id := object{{"name", "id"}, {"in", "path"}, {"required", true}, {"schema", object{{"type", "string"}, {"pattern", "^[a-z0-9-]+$"}}}, {"example", example}}
		paths = append(paths,
			member{"/" + k.plural + "/{id}.json", w.operation("get-"+k.name, k.plural, w.both("api_one_of", k.title), refer(k.name), []object{id})})
	}
	var components object
	for _, s := range schemas {
		components = append(components, member{s.name, s.schema})
	}
	title, about := text(w.portal.Site.Name), w.both("api_about")
	return object{
		{"openapi", "3.1.1"},
		{"info", object{{"title", title.MN}, {"description", about.MN}, {"version", apiVersion}, {"x-titles", title}, {"x-descriptions", about},
			{"license", object{{"name", w.both("api_licence").MN}, {"url", "../../" + dataDir + "/datapackage.json"}}}}},
		{"servers", []object{{{"url", "."}}}},
		{"security", []object{}},
		{"tags", tags},
		{"paths", paths},
		{"components", object{{"schemas", components}}},
	}
}

// refer is a reference to a schema of the description.
func refer(name string) object { return object{{"$ref", "#/components/schemas/" + name}} }

func (w *writer) operation(id, tag string, summary text, schema object, parameters []object) object {
	get := object{{"operationId", id}, {"summary", summary.MN}, {"x-summaries", summary}}
	if tag != "" {
		get = append(get, member{"tags", []string{tag}})
	}
	if parameters != nil {
		get = append(get, member{"parameters", parameters})
	}
	missing := w.both("api_missing")
	return object{{"get", append(get, member{"responses", object{
		{"200", object{{"description", summary.MN}, {"content", object{{"application/json", object{{"schema", schema}}}}}}},
		{"404", object{{"description", missing.MN}, {"x-descriptions", missing}}},
	}})}}
}

// both gives a message in both languages; a name goes into its variable "name".
func (w *writer) both(key string, name ...text) text {
	say := func(lang string) string {
		data := i18n.Data{}
		for _, n := range name {
			data["name"] = model.Text(n).In(lang)
		}
		s, err := w.words.T(lang, key, data)
		if err != nil {
			w.fail("%w", err)
		}
		return s
	}
	return text{MN: say(i18n.MN), EN: say(i18n.EN)}
}
