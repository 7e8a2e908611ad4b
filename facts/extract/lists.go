package extract

import (
	_ "embed"

	"byline/facts/lang"
)

// The word lists of the extractor. Each file says what it holds and where it is from.
var (
	//go:embed lists/claims.txt
	claimNouns lang.List
	//go:embed lists/cues.txt
	cueVerbs lang.List
	//go:embed lists/aliases.txt
	nounAliases lang.List
	//go:embed lists/channels.txt
	channelNouns lang.List
	//go:embed lists/deeds.txt
	deedVerbs lang.List
	//go:embed lists/dull.txt
	dullNouns lang.List
	//go:embed lists/given.txt
	givenNames lang.List
	//go:embed lists/levels.txt
	levelVerbs lang.List
	//go:embed lists/places.txt
	placeNouns lang.List
	//go:embed lists/numbers.txt
	numberWords lang.List
	//go:embed lists/organisations.txt
	organisationWords lang.List
	//go:embed lists/particles.txt
	nameParticles lang.List
	//go:embed lists/roles.txt
	roleNouns lang.List
	//go:embed lists/titles.txt
	titles lang.List
	//go:embed lists/units.txt
	unitWords lang.List
)
