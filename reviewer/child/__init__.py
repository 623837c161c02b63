"""Runs named functions of this package in a limited child process, where files from strangers can do no harm.

The parent sends a function's name and arguments, the child sends progress and a result or an error: frames of a length
and a MessagePack body over the child's standard input and output. Cancelling kills the child; after any fault the next
call starts a new one.
"""

from reviewer.child.messages import Resources
from reviewer.child.process import ARGUMENT, Child, Progress

__all__ = ["ARGUMENT", "Child", "Progress", "Resources"]
