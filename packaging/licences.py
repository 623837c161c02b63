"""The licences of everything the program is made of: a list for the program to show, and for a bundle the texts too.

    python packaging/licences.py     writes resources/licences.toml anew, after the dependencies have changed

The list is made from what is installed, which must be what packaging/requirements.txt locks.
"""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "licences"
_READ_IN_THE_TEXT = {"sqlcipher3": "Zlib; SQLCipher and OpenSSL inside it BSD-3-Clause and Apache-2.0"}
"""The licences of packages whose metadata states none."""

EXTRAS = ("encrypt",)
"""Extras of the program that every bundle has."""

LIST = HERE.parent / "resources" / "licences.toml"
_LICENCE_NAMES = ("licen", "copying", "notice", "authors")

_HEAD = """What is inside this bundle, and under which licence.

The texts lie in the folders beside this file. The parts under the LGPL (Qt, PySide6, Shiboken and the Python packages
listed so) lie in the bundle as they were published: libraries as shared libraries, Python modules as .py files. Each
may be replaced by another version of the same interface. Their source is where they are published, at the addresses
below.
"""


_LIST_HEAD = """# What the program is made of, beside Python: name, version, licence, source. Made by
# packaging/licences.py from the packages that packaging/requirements.txt locks; do not edit.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A package as its metadata describes it; `address` is where its source or its home is, empty if not said."""

    name: str
    version: str
    licence: str
    address: str


def list_parts() -> list[Part]:
    """The packages that the program needs to run, those of the bundles' extras too, and those that they need, by
    name."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    waiting = [*project["dependencies"], *(line for extra in EXTRAS for line in extras[extra])]
    found: dict[str, Part] = {}
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name not in found:
            found[name] = part_of(name)
            lines = importlib.metadata.distribution(name).requires or ()
            waiting += [line for line in lines if _is_needed(Requirement(line), requirement.extras)]
    return sorted(found.values(), key=lambda part: part.name.lower())


def _is_needed(requirement: Requirement, extras: Iterable[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def part_of(name: str) -> Part:
    distribution = importlib.metadata.distribution(name)
    metadata = distribution.metadata
    licence = _READ_IN_THE_TEXT.get(canonicalize_name(name)) or licence_of(metadata)
    return Part(metadata["Name"], distribution.version, licence, address_of(metadata))


def list_text(parts: Iterable[Part]) -> str:
    """The list as TOML."""
    entries = []
    for part in parts:
        values = {"name": part.name, "version": part.version, "licence": part.licence, "address": part.address}
        entries.append("\n[[part]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items()))
    return _LIST_HEAD + "".join(entries)


def write_licences(folder: Path, distributions: Iterable[str], libraries: Iterable[Path], own: Path) -> list[str]:
    """Write list and texts into `folder`; returns the lines of the list.

    `distributions` are names of installed Python packages, `libraries` shared libraries taken from the system.
    """
    folder.mkdir(parents=True)
    shutil.copy(own, folder / "reviewer.txt")
    shutil.copytree(TEXTS, folder / "texts")
    lines = [_line(Part("reviewer", "", "MIT", ""))]
    lines += [_add_distribution(folder, name) for name in sorted(distributions, key=str.lower)]
    lines.append(_add_python(folder))
    lines += [_add_package(folder, name) for name in system_packages(libraries)]
    (folder / "LICENCES.txt").write_text(_HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return lines


def _line(part: Part) -> str:
    return " | ".join(words for words in (f"{part.name} {part.version}".strip(), part.licence, part.address) if words)


def _add_distribution(folder: Path, name: str) -> str:
    distribution = importlib.metadata.distribution(name)
    for file in distribution.files or ():
        is_text = any(part in file.name.lower() for part in _LICENCE_NAMES) and file.suffix not in {".py", ".pyc"}
        if is_text and ".dist-info" in str(file):
            _copy(Path(str(distribution.locate_file(file))), folder / name / file.name)
    return _line(part_of(name))


def address_of(metadata: importlib.metadata.PackageMetadata) -> str:
    """Where a package has its source or its home; empty if it does not say."""
    pairs = [line.partition(", ") for line in metadata.get_all("Project-URL") or ()]
    stated = {label.strip().lower(): address for label, _, address in pairs}
    labels = ("source", "source code", "repository", "github", "code", "homepage", "home", "documentation")
    found = [stated[label] for label in labels if label in stated]
    return found[0] if found else metadata.get("Home-page") or ""


def licence_of(metadata: importlib.metadata.PackageMetadata) -> str:
    """The licence a package states, from the newest of the three places where one can stand."""
    stated: str = metadata.get("License-Expression") or ""
    if stated:
        return stated
    short = (metadata.get("License") or "").strip()
    if short and "\n" not in short:
        return short
    classifiers = metadata.get_all("Classifier") or []
    names = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    return ", ".join(names) or "see the text"


def _add_python(folder: Path) -> str:
    version = sysconfig.get_python_version()
    for place in (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"):
        if place.exists():
            _copy(place, folder / "Python" / "LICENSE.txt")
            break
    return _line(Part("Python", version, "PSF-2.0", "https://www.python.org"))


def system_packages(libraries: Iterable[Path]) -> list[str]:
    """The packages of a Debian system that the libraries come from; none on other systems."""
    if not shutil.which("dpkg-query"):
        return []
    packages = set()
    for library in libraries:
        found = subprocess.run(["dpkg-query", "-S", f"*/{library.name}"], capture_output=True, text=True, check=False)
        packages |= {line.partition(":")[0] for line in found.stdout.splitlines() if not line.startswith("diversion")}
    return sorted(packages)


def _add_package(folder: Path, name: str) -> str:
    query = ["dpkg-query", "-W", "-f", "${Version}", name]
    version = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    notice = Path("/usr/share/doc") / name / "copyright"
    if notice.exists():
        _copy(notice, folder / "system" / f"{name}.txt")
    return _line(Part(name, version, f"see system/{name}.txt", ""))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    LIST.write_text(list_text(list_parts()), encoding="utf-8")
