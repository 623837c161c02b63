"""Model values as JSON and back. Stored JSON is of model values, never of table rows, so that a migration of the
tables need not rewrite it; fields that the model gains later read as their defaults."""

from __future__ import annotations

import msgspec
from msgspec import convert
from msgspec.json import Decoder

__all__ = ["Decoder", "convert", "encode"]


def encode(value: object) -> str:
    return msgspec.json.encode(value).decode()
