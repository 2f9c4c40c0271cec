"""One build: a value for each phase, the list of its outputs, and the record it leaves."""
