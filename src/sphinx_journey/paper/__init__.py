"""What books on paper, e-readers and plain text need beside the web."""
