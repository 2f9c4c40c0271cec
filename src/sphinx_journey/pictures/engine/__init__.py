"""Pictures: what a build makes of them for the web and for paper."""
