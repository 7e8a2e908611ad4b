package library

// PollDue polls what is due, as Run does now and then.
var PollDue = (*Libraries).pollDue
