package derive

import "nutag/generator/model"

// Zone is a natural zone, in the order from north to south in which pages show them.
type Zone string

// The natural zones of data/natural-zones. Water is no zone.
const (
	HighMountain Zone = "high_mountain"
	Taiga        Zone = "taiga"
	ForestSteppe Zone = "forest_steppe"
	Steppe       Zone = "steppe"
	DesertSteppe Zone = "desert_steppe"
	Desert       Zone = "desert"
)

// ZoneList lists all zones in order.
func ZoneList() []Zone {
	return []Zone{HighMountain, Taiga, ForestSteppe, Steppe, DesertSteppe, Desert}
}

// ZoneShares returns the share of each zone in percent of the whole area, in the order of ZoneList.
func ZoneShares(z *model.Zones) [6]float64 {
	return [6]float64{z.HighMountain, z.Taiga, z.ForestSteppe, z.Steppe, z.DesertSteppe, z.Desert}
}

// MainZone returns the zone with the largest share, of equal ones the first; ok is false where no share is known.
func MainZone(z *model.Zones) (zone Zone, percent float64, ok bool) {
	if z == nil {
		return "", 0, false
	}
	for i, share := range ZoneShares(z) {
		if share > percent {
			zone, percent, ok = ZoneList()[i], share, true
		}
	}
	return zone, percent, ok
}
