package shelf

// The settings that a library itself obeys, with their values. The other settings are
// those of whoever shows it.
const (
	SettingPerPerson = "per-person" // articles and feeds that one person may add in a day
	SettingPerServer = "per-server" // the same of all together

	SettingAnnouncements = "announcements" // of a library or channel: whether new articles are told of; Off or not
	SettingNewsChannel   = "news-channel"  // that is told of every feed's articles

	On  = "on"
	Off = "off"
)

// How much may be added in a day unless a setting says otherwise, and what it may say.
const (
	PerPerson    = 100
	PerServer    = 1000
	MaxPerPerson = 1000
	MaxPerServer = 10_000
)
