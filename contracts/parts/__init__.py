"""Parts that clauses are made of: bases, schedules, splits, dates of payment."""
