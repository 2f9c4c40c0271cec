"""Reading: each document's record, titles, links, and what can be referred to."""
