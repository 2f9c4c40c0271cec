"""Hugo's shortcodes: read as Hugo reads them, and rendered as MyST Markdown."""
