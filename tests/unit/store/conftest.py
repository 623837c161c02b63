from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewer.store import Workspace


def frozen_clock() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a closed, new workspace lies."""
    path = tmp_path / "matter.reviewer"
    Workspace.create(path, by="Ann", clock=frozen_clock).close()
    return path


@pytest.fixture
def ws(path: Path) -> Iterator[Workspace]:
    with Workspace.open(path, clock=frozen_clock) as workspace:
        yield workspace
