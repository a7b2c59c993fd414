package plan

import (
	"encoding/json"

	"nutag/generator/model"
)

// missionJSONLD describes a working mission for machines in the words of schema.org (GovernmentOffice, ContactPoint), with
// what is published of it and nothing else.
func (b *builder) missionJSONLD(m *model.Mission) string {
	v := map[string]any{"@type": "GovernmentOffice", "name": m.Name.In(b.lang), "alternateName": m.Name.In(b.otherLang()),
		"address": m.Address, "email": m.Email, "url": m.Website}
	var points []any
	for _, p := range m.Phones {
		if missionPhone(m, p).URL != "" {
			points = append(points, map[string]any{"@type": "ContactPoint", "telephone": p, "contactType": "consular"})
		}
	}
	if p := m.PhoneEmergency; p != "" && missionPhone(m, p).URL != "" {
		points = append(points, map[string]any{"@type": "ContactPoint", "telephone": p, "contactType": "emergency"})
	}
	if len(points) > 0 {
		v["contactPoint"] = points
	}
	var area []string
	for _, iso := range append([]string{m.Host}, m.Accredited...) {
		area = append(area, b.countryTitle(iso))
	}
	v["areaServed"] = area
	if m.At != nil {
		v["location"] = map[string]any{"@type": "Place", "geo": map[string]any{"@type": "GeoCoordinates", "latitude": m.At.Lat, "longitude": m.At.Lon}}
	}
	return b.jsonLD(v)
}

// serviceJSONLD describes a service: what it is, for whom, and its pages on the web.
func (b *builder) serviceJSONLD(s *model.Service) string {
	v := map[string]any{"@type": "GovernmentService", "name": s.Name.In(b.lang), "alternateName": s.Name.In(b.otherLang()), "description": s.Summary.In(b.lang),
		"audience": map[string]any{"@type": "Audience", "audienceType": s.Audience.In(b.lang)}}
	var channels []any
	for _, a := range s.Online {
		channels = append(channels, map[string]any{"@type": "ServiceChannel", "serviceUrl": a})
	}
	if len(channels) > 0 {
		v["availableChannel"] = channels
	}
	return b.jsonLD(v)
}

// jsonLD writes the description without what is empty.
func (b *builder) jsonLD(v map[string]any) string {
	v["@context"], v["inLanguage"] = "https://schema.org", b.lang
	for k, x := range v {
		if x == "" {
			delete(v, k)
		}
	}
	data, err := json.Marshal(v)
	if err != nil {
		b.fail("json-ld: %v", err)
	}
	return string(data)
}

func (b *builder) otherLang() string { return map[string]string{"mn": "en", "en": "mn"}[b.lang] }
