"""The domain: what is kept of each document from build to build, and the roles."""
