package library

// What Run and Announce do now and then.
var (
	PollDue     = (*Libraries).pollDue
	AnnounceDue = (*Libraries).announceDue
)
