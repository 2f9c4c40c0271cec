"""Reading: the plan, each document's record, titles, and what may be referred to."""
