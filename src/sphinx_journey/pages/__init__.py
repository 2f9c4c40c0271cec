"""Pages: from journeys to nodes, and what a page gets from its theme."""
