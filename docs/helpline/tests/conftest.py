"""The tests of Helpline; they run against the package that is installed."""
