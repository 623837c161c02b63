"""Values read back from lines of `vendor-privacy/1`, as a measuring program gets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reviewer.model import Evidence, Retention, Value


def read_predictions(path: Path) -> dict[str, tuple[Value, ...]]:
    """The values of every document by its name without ending."""
    out = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        fields: dict[str, list[dict[str, Any]]] = data["fields"]
        values = tuple(_value(field, entry) for field, entries in fields.items() for entry in entries)
        out[Path(data["document"]["name"]).stem] = values
    return out


def _value(field: str, entry: dict[str, Any]) -> Value:
    raw = entry["value"]
    value = Retention(raw["what"], raw["period"], raw["until"], raw["from"]) if isinstance(raw, dict) else raw
    return Value(field, value, entry["confidence"], entry["rule"], tuple(Evidence(**e) for e in entry["evidence"]))
