"""Looking ahead: a scenario on top of what is booked, through the same engine and the same clauses."""
