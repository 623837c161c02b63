"""`python -m reviewer` and the installed command `reviewer`."""

from __future__ import annotations

import sys


def main() -> int:
    from reviewer.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
