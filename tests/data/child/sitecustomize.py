"""Found on PYTHONPATH by the child that a test starts: puts the module of faults beside it into the package."""

from pathlib import Path

import reviewer

reviewer.__path__.append(str(Path(__file__).parent))
