"""``python -m helpline``."""

import sys

if __name__ == "__main__":
    try:
        from helpline.cli import main

        sys.exit(main())
    except (
        KeyboardInterrupt
    ):  # as a shell counts what a signal ends: 128 and the signal
        sys.exit(130)
