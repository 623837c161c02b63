"""Windows: the only room that imports PySide6."""

from reviewer.ui.python_constants import keep_constants_alive

keep_constants_alive()
