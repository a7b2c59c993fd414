package hsds

import (
	"slices"
	"strconv"
	"strings"

	"nutag/generator/model"
)

// services are the services of the portal that are known to be given, or known to have ended.
func (w *writer) services() []Service {
	var out []Service
	for i := range w.Portal.Services {
		s := &w.Portal.Services[i]
		if s.State == model.ServiceUncertain {
			continue
		}
		id := w.id("service", s.ID)
		v := Service{
			ID: id, Name: s.Name.In(w.lang), AlternateName: w.otherName(s.Name), Description: s.Summary.In(w.lang), Status: "active",
			Application: lines(s.Steps, w.lang, true), Fees: lines(s.Fees, w.lang, false), Eligibility: s.Audience.In(w.lang),
			AssuredDate: date(s.AsOf), Alert: s.Check.In(w.lang), Attributes: w.attribute(id, s.Group), Nutag: w.origin("service", s.ID, "services", s.Trust),
		}
		if s.State == model.ServiceEnded {
			v.Status = "defunct"
		}
		if d := s.Doubt.In(w.lang); d != "" {
			v.Alert += "\n" + d
		}
		for k, address := range s.Online {
			if k == 0 {
				v.URL = address
			} else {
				v.AdditionalURLs = append(v.AdditionalURLs, URL{ID: w.id("url", s.ID, strconv.Itoa(k)), URL: address})
			}
		}
		for k, d := range s.Documents {
			v.Documents = append(v.Documents, Document{ID: w.id("document", s.ID, strconv.Itoa(k)), Document: d.In(w.lang)})
		}
		out = append(out, v)
	}
	return out
}

// lines are the help lines whose number was verified.
func (w *writer) lines() []Service {
	var out []Service
	for i := range w.Portal.Hotlines {
		h := &w.Portal.Hotlines[i]
		if h.Verified != "yes" || h.Confidence == "low" || h.Number == "" {
			continue
		}
		id := w.id("hotline", h.ID)
		v := Service{
			ID: id, Name: h.Name.In(w.lang), AlternateName: w.otherName(h.Name), Description: h.Purpose.In(w.lang), Status: "active",
			AssuredDate: date(h.AsOf), Alert: h.Doubt.In(w.lang), Attributes: w.attribute(id, "protection"), Nutag: w.origin("hotline", h.ID, "hotlines", h.Trust),
			Organization: &Organization{ID: w.id("operator", h.Operator.EN), Name: h.Operator.In(w.lang), AlternateName: w.otherName(h.Operator), Description: h.Operator.In(w.lang)},
		}
		numbers := []string{h.Number}
		if h.FromAbroad != "" && h.FromAbroad != h.Number {
			numbers = append(numbers, h.FromAbroad)
		}
		for k, n := range numbers {
			p := Phone{ID: w.id("phone", h.ID, strconv.Itoa(k)), Number: n, Type: "voice"}
			if k > 0 {
				p.Description = w.words.T("dir_from_abroad")
			}
			for _, l := range h.Languages {
				p.Languages = append(p.Languages, Language{ID: w.id("language", h.ID, l, strconv.Itoa(k)), Code: l, Name: w.words.T("dir_language_" + l)})
			}
			v.Phones = append(v.Phones, p)
		}
		switch hours := h.Hours.In(w.lang); {
		case h.AroundTheClock:
			v.Schedules = []Schedule{{ID: w.id("schedule", h.ID), Freq: "WEEKLY", ByDay: "MO,TU,WE,TH,FR,SA,SU", Description: w.words.T("dir_hours_24")}}
		case hours != "":
			v.Schedules = []Schedule{{ID: w.id("schedule", h.ID), Description: hours}}
		}
		out = append(out, v)
	}
	return out
}

// missions are the posts that are known to work, with what is published of them.
func (w *writer) missions() []Organization {
	var out []Organization
	for i := range w.Portal.Missions {
		m := &w.Portal.Missions[i]
		if m.Status != model.Operating {
			continue
		}
		v := Organization{
			ID: w.id("mission", m.ID), Name: m.Name.In(w.lang), AlternateName: w.otherName(m.Name), Email: m.Email, Website: m.Website,
			Description: w.words.T("dir_kind_" + m.Kind), Nutag: w.origin("mission", m.ID, "missions", m.Trust),
		}
		for _, t := range []string{m.District.In(w.lang), m.Doubt.In(w.lang)} {
			if t != "" {
				v.Description += "\n" + t
			}
		}
		if m.Confidence != "low" {
			for k, n := range m.Phones {
				v.Phones = append(v.Phones, Phone{ID: w.id("phone", m.ID, strconv.Itoa(k)), Number: n, Type: "voice"})
			}
			if n := m.PhoneEmergency; n != "" && !slices.Contains(m.Phones, n) {
				v.Phones = append(v.Phones, Phone{ID: w.id("phone", m.ID, "emergency"), Number: n, Type: "voice", Description: w.words.T("dir_phone_emergency")})
			}
		}
		v.Locations = []Location{w.location(m)}
		out = append(out, v)
	}
	return out
}

func (w *writer) location(m *model.Mission) Location {
	l := Location{ID: w.id("location", m.ID), Type: "physical", Name: m.City.In(w.lang), Description: m.Address}
	if c := w.Portal.Country(m.Host); c != nil {
		l.Name = strings.TrimPrefix(l.Name+", "+c.Name.In(w.lang), ", ")
	}
	if m.At != nil {
		lat, lon := m.At.Lat, m.At.Lon
		l.Latitude, l.Longitude = &lat, &lon
	}
	if m.Address != "" {
		l.Addresses = []Address{{ID: w.id("address", m.ID), Line: m.Address, City: m.City.In(w.lang), Country: m.Host, Type: "physical"}}
	}
	return l
}
