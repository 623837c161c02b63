"""Compiles the message catalogs (.po) into .mo files before a wheel is built, and puts them into the wheel.

The .mo files are written beside their .po, so that a checkout has them too after an (editable) install.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        for po in sorted((root / "resources" / "locale").glob("*/LC_MESSAGES/*.po")):
            mo = compile_catalog(po)
            relative = mo.relative_to(root)
            build_data["artifacts"].append(str(relative))


def compile_catalog(po: Path) -> Path:
    """Write the .mo beside `po` and return its path."""
    mo = po.with_suffix(".mo")
    with po.open("rb") as source:
        catalog = read_po(source)
    with mo.open("wb") as target:
        write_mo(target, catalog)
    return mo
