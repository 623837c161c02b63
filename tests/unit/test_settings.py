"""The user's options survive a restart, and a broken file is kept aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.settings import (
    FEWEST_BACKUPS,
    LARGEST_SCALE,
    MOST_BACKUPS,
    RECENT_LIMIT,
    SMALLEST_SCALE,
    Options,
    Place,
    Settings,
)


def test_first_start_has_the_defaults_and_writes_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    assert settings.options.theme == "system"
    assert settings.options.reviewer == ""
    assert list(tmp_path.iterdir()) == []


def test_options_come_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.options.reviewer = "Ævar Öst"
    settings.options.text_scale = 1.2
    settings.options.places["/w.reviewer"] = Place(1, 2, "retention.items")
    settings.save()

    options = Settings(tmp_path).options
    assert options.reviewer == "Ævar Öst"
    assert options.text_scale == 1.2
    assert options.places == {"/w.reviewer": Place(1, 2, "retention.items")}


@pytest.mark.parametrize(
    "content", [b"{", b"\xff\xfe", b"[]", b"3", b"", b'{"x":' + b"[" * 10_000 + b"]" * 10_000 + b"}"]
)
def test_broken_file_is_set_aside_and_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    settings = Settings(tmp_path)

    assert settings.options.text_scale == 1.0
    assert settings.set_aside == tmp_path / "settings.broken.json"
    assert settings.set_aside.read_bytes() == content
    settings.save()
    assert Settings(tmp_path).set_aside is None


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("text_scale", "9.5"),
        ("text_scale", "0.1"),
        ("text_scale", '"large"'),
        ("theme", '"pink"'),
        ("language", '"de"'),
        ("report_language", '"de"'),
        ("backups", "0"),
        ("backups", "100"),
        ("backups", "2.5"),
        ("places", '{"a": 1}'),
        ("shortcuts", '{"review.confirm": "X"}'),
        ("recent", "null"),
    ],
)
def test_what_is_out_of_range_has_its_default_again_and_is_named(tmp_path: Path, name: str, stored: str) -> None:
    (tmp_path / "settings.json").write_text(f'{{"reviewer": "Ada", "{name}": {stored}}}', encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.refused == (name,)
    assert settings.set_aside is None
    assert getattr(settings.options, name) == getattr(Options(), name)
    assert settings.options.reviewer == "Ada"
    settings.save()
    assert Settings(tmp_path).refused == ()


def test_the_ends_of_a_range_belong_to_it(tmp_path: Path) -> None:
    for scale, backups in ((SMALLEST_SCALE, FEWEST_BACKUPS), (LARGEST_SCALE, MOST_BACKUPS)):
        settings = Settings(tmp_path)
        settings.options.text_scale, settings.options.backups = scale, backups
        settings.save()
        read = Settings(tmp_path)
        assert (read.options.text_scale, read.options.backups) == (scale, backups)
        assert read.refused == ()


def test_options_of_a_later_program_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"reviewer": "A", "colour_of_moon": 3}', encoding="utf-8")
    assert Settings(tmp_path).options.reviewer == "A"


def test_recent_workspaces_are_unique_limited_and_forgotten(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for number in range(RECENT_LIMIT + 3):
        settings.note_workspace(tmp_path / f"{number}.reviewer")
    settings.note_workspace(tmp_path / "5.reviewer")

    assert len(settings.options.recent) == RECENT_LIMIT
    assert settings.options.recent[0] == str(tmp_path / "5.reviewer") == settings.options.last_workspace
    settings.forget_workspace(tmp_path / "5.reviewer")
    assert str(tmp_path / "5.reviewer") not in settings.options.recent
    assert settings.options.last_workspace == ""


def test_place_is_kept_by_workspace(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.place(tmp_path / "a.reviewer").field = "purposes"
    assert settings.place(tmp_path / "b.reviewer") == Place()
    assert settings.place(tmp_path / "a.reviewer").field == "purposes"
