"""What the parent starts: `python -m reviewer.child`."""

import sys

from reviewer.child.service import serve

sys.exit(serve())
