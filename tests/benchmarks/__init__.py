"""What the extension costs, measured: run by `nox -s bench`, not by pytest."""
