"""What books on paper and for e-readers need beside the web."""
