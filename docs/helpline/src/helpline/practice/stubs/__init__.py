"""A start for each exercise: what has to be there, what it takes, and what it returns."""
