package assemble

import (
	"nutag/generator/dataset"
	"nutag/generator/model"
)

// directory takes over whom people can turn to: countries, missions, help lines and services. What may not be published is
// held out of these tables by the rules of publication.go.
func (a *assembler) directory() {
	for _, r := range a.rows("countries") {
		a.portal.Countries = append(a.portal.Countries, model.Country{
			ISO: r.Str("iso"), Name: both(r, "name"), AliasesMN: r.List("aliases_mn"), AliasesEN: r.List("aliases_en"), Source: r.Str("source"),
		})
	}
	a.missions()
	a.hotlines()
	a.services()
}

func (a *assembler) missions() {
	rows := a.rows("missions")
	for _, r := range rows {
		m := model.Mission{
			ID: r.Str("id"), Kind: r.Str("kind"), Status: model.MissionStatus(r.Str("status")), Host: r.Str("host_iso"),
			City: both(r, "city"), Name: both(r, "name"), Accredited: r.List("accredited"), District: both(r, "district"),
			Address: r.Str("address"), Phones: r.List("phone"), PhoneEmergency: r.Str("phone_emergency"), Email: r.Str("email"),
			Website: r.Str("website"), Trust: trust(r),
		}
		lat, okLat := r.Float("lat")
		lon, okLon := r.Float("lon")
		switch {
		case okLat && okLon:
			m.At = &model.Point{Lat: lat, Lon: lon}
		case okLat != okLon:
			a.at(r, "lat", ruleHalfPoint, "only one of lat and lon is known", "write both or none")
		}
		a.portal.Missions = append(a.portal.Missions, m)
	}
	a.known(rows, "host_iso", "countries", "iso")
	a.known(rows, "accredited", "countries", "iso")
	a.known(rows, "sources", "sources", "id")
}

func (a *assembler) hotlines() {
	rows := a.rows("hotlines")
	for _, r := range rows {
		a.portal.Hotlines = append(a.portal.Hotlines, model.Hotline{
			ID: r.Str("id"), Number: r.Str("number"), FromAbroad: r.Str("dial_from_abroad"), Name: both(r, "name"), Purpose: both(r, "purpose"),
			Country: r.Str("country"), AroundTheClock: r.Str("hours") == "24h", Hours: both(r, "hours"), Languages: r.List("languages"),
			Operator: both(r, "operator"), TollFree: r.Str("toll_free"), Audience: r.List("audience"), Needs: r.List("need"),
			Verified: r.Str("verified"), Trust: trust(r),
		})
	}
	a.known(rows, "country", "countries", "iso")
	a.known(rows, "sources", "sources", "id")
}

func (a *assembler) services() {
	rows := a.rows("services")
	states := map[string]string{}
	if t := a.catalog.Table("service-states"); t.OK() {
		for _, r := range t.Rows {
			states[r.Str("service")] = r.Str("state")
		}
	}
	for _, r := range rows {
		byMissions, _ := r.Bool("missions")
		a.portal.Services = append(a.portal.Services, model.Service{
			ID: r.Str("id"), Group: r.Str("group"), AudienceTags: r.List("audience"), Audience: both(r, "audience"), Stages: r.List("stage"),
			Name: both(r, "name"), Summary: both(r, "summary"), Steps: bothLists(r, "steps"), Documents: bothLists(r, "documents"),
			Fees: bothLists(r, "fee"), Times: bothLists(r, "time"), Places: bothLists(r, "where"), Legal: bothLists(r, "legal"),
			Check: both(r, "check"), Online: r.List("online"), OnlineState: r.Str("online_state"), Related: r.List("related"),
			ByMissions: byMissions, State: states[r.Str("id")], Trust: trust(r),
		})
		for _, id := range r.List("related") {
			if id == r.Str("id") {
				a.at(r, "related", ruleSelf, "the service is related to itself", "remove its own id")
			}
		}
	}
	a.known(rows, "related", "services", "id")
	a.known(rows, "sources", "sources", "id")
}

func trust(r dataset.Row) model.Trust {
	return model.Trust{
		Sources: r.List("sources"), AsOf: r.Str("as_of"), Confidence: r.Str("confidence"),
		Unconfirmed: r.List("unconfirmed"), Doubt: both(r, "doubt"),
	}
}

// bothLists pairs the items of the two languages. That there are as many in both is a rule of languages.go.
func bothLists(r dataset.Row, column string) []model.Text {
	mn, en := r.List(column+"_mn"), r.List(column+"_en")
	var out []model.Text
	for i := range min(len(mn), len(en)) {
		out = append(out, model.Text{MN: mn[i], EN: en[i]})
	}
	return out
}
