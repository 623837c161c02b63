"""`python -m reviewer` and the installed command `reviewer`."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs a child where the frozen program is started as one, else the command line; returns the exit status."""
    if sys.argv[1:2] == ["--reviewer-child"]:
        from reviewer.child.service import serve

        return serve()
    from reviewer.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
