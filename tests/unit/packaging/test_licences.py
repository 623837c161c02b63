"""The list of licences that the program shows is that of the packages it is locked to."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
AGAIN = "run: python packaging/licences.py"


@pytest.fixture
def licences(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("licences")


@pytest.fixture
def shown(licences: ModuleType) -> dict[str, dict[str, str]]:
    parts = tomllib.loads(licences.LIST.read_text(encoding="utf-8"))["part"]
    return {canonicalize_name(part["name"]): part for part in parts}


def test_versions_are_the_locked_ones(shown: dict[str, dict[str, str]]) -> None:
    text = (ROOT / "packaging" / "requirements.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", text, re.MULTILINE))
    assert {name: part["version"] for name, part in shown.items()} == {name: locked.get(name) for name in shown}, AGAIN


def test_nothing_that_comes_along_is_missing(licences: ModuleType, shown: dict[str, dict[str, str]]) -> None:
    assert licences.LIST.read_text(encoding="utf-8") == licences.list_text(licences.list_parts()), AGAIN
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split(r"[^\w.-]", line)[0] for line in project["dependencies"]]
    assert {canonicalize_name(name) for name in needed} <= set(shown), AGAIN
    assert "pytest" not in shown


def test_every_part_states_a_licence_and_where_it_comes_from(shown: dict[str, dict[str, str]]) -> None:
    for name, part in shown.items():
        assert part["licence"] not in ("", "see the text"), name
        assert part["address"].startswith("https://"), name


def test_what_libraries_carry_has_its_text(licences: ModuleType) -> None:
    parts = licences.list_embedded()
    assert {"SQLCipher", "OpenSSL", "PDFium", "ICU"} <= {part.name for part in parts}
    for part in parts:
        assert part.address.startswith("https://"), part.name
        if part.licence != "public domain":
            assert len((licences.TEXTS / part.text).read_text(encoding="utf-8")) > 300, part.name


def test_a_library_that_begins_to_carry_something_is_noticed(licences: ModuleType, tmp_path: Path) -> None:
    for folder, name in (("lxml", "etree.abi3.so"), ("newcomer", "thing.so.1"), ("lxml", "notes.txt")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_bytes(b"\x7fELF xmlParserInputBufferCreate")
    assert licences.unlisted_parts(tmp_path) == ["thing.so.1: libxml2"]


def test_every_installed_part_has_the_text_of_its_licence(
    licences: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = ROOT / "LICENSE"
    names = [part.name for part in licences.list_parts()]
    lines = licences.write_licences(tmp_path / "licences", names, [], own)
    assert len(lines) == len(names) + len(licences.list_embedded()) + 2  # the program itself and Python
    assert (tmp_path / "licences" / "texts" / "SQLCipher.txt").is_file()
    monkeypatch.setattr(licences, "_COMMON_TEXTS", {})
    with pytest.raises(licences.LicenceMissingError, match="docxtpl"):
        licences.write_licences(tmp_path / "others", ["docxtpl"], [], own)
