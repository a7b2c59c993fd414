package plan

import (
	"encoding/json"

	"nutag/generator/model"
)

// placeJSONLD describes the place for machines in the words of schema.org (AdministrativeArea, GeoCoordinates).
func (b *builder) placeJSONLD(p *model.Place, a *model.AimagRecord) string {
	names := append([]string{p.Name.MN, p.Name.EN}, p.AltNames...)
	v := map[string]any{
		"@context": "https://schema.org", "@type": "AdministrativeArea",
		"name": b.placeName(p), "alternateName": names, "identifier": p.Code, "inLanguage": b.lang,
		"geo":              map[string]any{"@type": "GeoCoordinates", "latitude": p.At.Lat, "longitude": p.At.Lon},
		"containedInPlace": map[string]any{"@type": "AdministrativeArea", "name": b.aimagName(a), "identifier": a.ISO},
		"address":          map[string]any{"@type": "PostalAddress", "addressCountry": "MN", "postalCode": p.PostalCode},
	}
	data, err := json.Marshal(v)
	if err != nil {
		b.fail("%s: %v", p.Code, err)
	}
	return string(data)
}
