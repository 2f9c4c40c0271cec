"""One build: a value for each phase, the list of what it writes, and the record it leaves."""
