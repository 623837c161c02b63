"""Values and findings read back from lines of `vendor-privacy/1`, as a measuring program gets them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.model import Evidence, Finding, Retention, Severity, Value


@dataclass(frozen=True)
class Prediction:
    values: tuple[Value, ...]
    findings: tuple[Finding, ...]


def read_predictions(path: Path) -> dict[str, Prediction]:
    """What is given for every document, by its name without ending."""
    out = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        fields: dict[str, list[dict[str, Any]]] = data["fields"]
        values = tuple(_value(field, entry) for field, entries in fields.items() for entry in entries)
        findings = tuple(Finding(f["id"], Severity(f["severity"]), ()) for f in data.get("findings", ()))
        out[Path(data["document"]["name"]).stem] = Prediction(values, findings)
    return out


def _value(field: str, entry: dict[str, Any]) -> Value:
    raw = entry["value"]
    value = Retention(raw["what"], raw["period"], raw["until"], raw["from"]) if isinstance(raw, dict) else raw
    return Value(field, value, entry["confidence"], entry["rule"], tuple(Evidence(**e) for e in entry["evidence"]))
