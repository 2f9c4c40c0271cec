"""The book's exercises: a start for each, and checks of what a reader has made of it."""
