package model

import "sort"

// Directory is whom a person can turn to and how: countries, missions, help lines and services, each sorted by id.
type Directory struct {
	Countries []Country
	Missions  []Mission
	Hotlines  []Hotline
	Services  []Service
}

// Trust is what every record of the directory tells of itself.
type Trust struct {
	Sources     []string // ids
	AsOf        string   // 2023, 2023-09, 2023-09-13 or 2018/2023; empty: the source is not dated
	Confidence  string   // high, medium or low
	Unconfirmed []string // columns that are left empty because their value is in doubt
	Doubt       Text     // what is in doubt and whom to ask instead; both empty when nothing is
}

// Country is a country or territory that has a mission, is served by one, or occurs in the figures.
type Country struct {
	ISO       string // two letters
	Name      Text
	AliasesMN []string // other names, for the search
	AliasesEN []string
	Source    string
}

// MissionStatus tells whether a mission is open.
type MissionStatus string

// The states of a mission. Only an operating one may be offered as a place to go to.
const (
	Operating  MissionStatus = "operating"
	Closed     MissionStatus = "closed"
	Unverified MissionStatus = "unverified" // not proven open
)

// Mission is an embassy, consulate or other post of Mongolia abroad. Empty contacts are not known or not confirmed.
type Mission struct {
	ID             string
	Kind           string // embassy, permanent_mission, consulate_general, consulate, representative_office, honorary_consul
	Status         MissionStatus
	Host           string // country
	City           Text   // both empty: not known
	Name           Text
	Accredited     []string // further countries that it covers
	District       Text     // consular district; both empty: not known
	Address        string   // as the country writes it
	Phones         []string
	PhoneEmergency string
	Email          string
	Website        string
	At             *Point // nil: not known
	Trust
}

// Hotline is a phone number for help or information.
type Hotline struct {
	ID             string
	Number         string // as dialled in its country; empty: not confirmed
	FromAbroad     string
	Name           Text
	Purpose        Text // both empty: not confirmed
	Country        string
	AroundTheClock bool
	Hours          Text // both empty: not known
	Languages      []string
	Operator       Text
	TollFree       string   // yes, no, or empty: not known
	Audience       []string // tokens
	Needs          []string // tokens
	Verified       string   // yes or partly
	Trust
}

// Service is something that a public body or another organisation does for people who move.
type Service struct {
	ID           string
	Group        string   // abroad, internal or protection
	AudienceTags []string // tokens
	Audience     Text
	Stages       []string // before, during, after
	Name         Text
	Summary      Text
	Steps        []Text
	Documents    []Text
	Fees         []Text // empty: not known, which is not "free"
	Times        []Text
	Places       []Text // where it is given
	Legal        []Text
	Check        Text // what to check before going
	Online       []string
	OnlineState  string   // online, local-login, in-person or unknown
	Related      []string // ids of services
	ByMissions   bool     // missions abroad give it
	State        string   // ServiceEnded, ServiceUncertain, or empty: given on the date of its source
	Trust
}

// The states of a service that is not simply given.
const (
	ServiceEnded     = "ended"
	ServiceUncertain = "uncertain" // not known whether it is given now
)

// Country returns the country with the two-letter code, or nil.
func (d *Directory) Country(iso string) *Country {
	i := sort.Search(len(d.Countries), func(i int) bool { return d.Countries[i].ISO >= iso })
	if i < len(d.Countries) && d.Countries[i].ISO == iso {
		return &d.Countries[i]
	}
	return nil
}

// Mission returns the mission with the id, or nil.
func (d *Directory) Mission(id string) *Mission {
	i := sort.Search(len(d.Missions), func(i int) bool { return d.Missions[i].ID >= id })
	if i < len(d.Missions) && d.Missions[i].ID == id {
		return &d.Missions[i]
	}
	return nil
}

// Hotline returns the help line with the id, or nil.
func (d *Directory) Hotline(id string) *Hotline {
	i := sort.Search(len(d.Hotlines), func(i int) bool { return d.Hotlines[i].ID >= id })
	if i < len(d.Hotlines) && d.Hotlines[i].ID == id {
		return &d.Hotlines[i]
	}
	return nil
}

// Service returns the service with the id, or nil.
func (d *Directory) Service(id string) *Service {
	i := sort.Search(len(d.Services), func(i int) bool { return d.Services[i].ID >= id })
	if i < len(d.Services) && d.Services[i].ID == id {
		return &d.Services[i]
	}
	return nil
}

// MissionsIn returns the missions in a country, in any state, by id.
func (d *Directory) MissionsIn(iso string) []*Mission {
	var out []*Mission
	for i := range d.Missions {
		if d.Missions[i].Host == iso {
			out = append(out, &d.Missions[i])
		}
	}
	return out
}

// MissionsCovering returns the missions that cover a country from another one, by id.
func (d *Directory) MissionsCovering(iso string) []*Mission {
	var out []*Mission
	for i := range d.Missions {
		for _, c := range d.Missions[i].Accredited {
			if c == iso {
				out = append(out, &d.Missions[i])
			}
		}
	}
	return out
}
