package plan

// paths lists the paths of the pages of this language that others may link to, without making them: pages link both ways, so
// none can wait for the others. TestPlannedPagesExist holds the list to what is planned in the end.
func (b *builder) paths() map[string]bool {
	p := b.in.Portal
	out := map[string]bool{calculatorPath: true, finderPath: true, comparePath: true, myListPath: true, glancePath: true}
	add := func(paths ...string) {
		for _, path := range paths {
			out[path] = true
		}
	}
	for _, x := range b.in.Prose {
		add(x.ID + ".html")
	}
	if len(p.Countries) > 0 {
		add(missionsPath, countriesPath, servicesPath, hotlinesPath, helpPath)
	}
	if b.hasOutreach() {
		add(outreachPath)
	}
	for _, x := range p.Missions {
		add(missionPath(x.ID))
	}
	for _, x := range p.Countries {
		add(countryPage(x.ISO))
	}
	for _, x := range p.Services {
		add(servicePath(x.ID))
	}
	for _, x := range p.Journeys {
		add(journeyPath(x.ID))
	}
	for _, x := range p.Flows {
		add(flowPath(x.ID))
	}
	for _, x := range p.Programmes {
		add(programmePath(x.ID))
	}
	for _, x := range []struct {
		path string
		n    int
	}{{journeyIndex, len(p.Journeys)}, {flowIndex, len(p.Flows)}, {programmeIndex, len(p.Programmes)}, {figureIndex, len(p.Facts)}} {
		if x.n > 0 {
			add(x.path)
		}
	}
	for _, x := range p.Remittance.Channels {
		add(channelPath(x.ID))
	}
	add(remittancesPath, figuresPath, sendersPath, costsPath, diasporaPath, rulesPath, channelsPath)
	return out
}
