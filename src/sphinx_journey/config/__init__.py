"""The configuration: every value, checked once."""
