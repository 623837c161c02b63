"""Compiles the message catalogs (.po) into .mo files before a wheel is built, and puts them into the wheel.

The .mo files are written beside their .po, so that a checkout has them too after an (editable) install.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        catalogs = runpy.run_path(str(root / "packaging" / "catalogs.py"))
        for po in catalogs["catalog_paths"]():
            compiled = catalogs["compile_catalog"](po)
            build_data["artifacts"].append(str(compiled.relative_to(root)))
