"""Message catalogs: collect the English messages, bring the translations up to date, compile them.

    python packaging/catalogs.py extract     the messages of the code and of the form into reviewer.pot
    python packaging/catalogs.py update      new messages into the .po of each language
    python packaging/catalogs.py compile     .po into .mo, which the program reads

The files carry no dates, so that they change only with their messages.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("sv", "fi")
_KEYWORDS = {
    "reviewer": DEFAULT_KEYWORDS,
    "reviewer/report": {"say": None},
    "reviewer/ui": {"say": None, "_say": None},
}
"""What the translating calls below a folder are named. The command line's own `say` speaks English."""
_DATED = (
    '"POT-Creation-Date:',
    '"PO-Revision-Date:',
    '"Generated-By:',
    '"Last-Translator:',
    '"Language-Team:',
    '"Report-Msgid-',
)


def collect_messages() -> Catalog:
    """The messages of the code, and the labels and helps of the form."""
    catalog = Catalog(project="reviewer", version="1", charset="utf-8")
    for folder, keywords in _KEYWORDS.items():
        found = extract_from_dir(ROOT / folder, method_map=[("**.py", "python")], keywords=keywords)
        for name, line, message, comments, context in found:
            path = f"{folder}/{Path(name).as_posix()}"
            if message == " ":  # what joins words that are translated already
                continue
            catalog.add(message, None, [(path, line)], auto_comments=comments, context=context)
    for message, context in form_messages():
        catalog.add(message, None, [("resources/form/form.toml", 1)], context=context)
    return catalog


def form_messages() -> Iterator[tuple[str, str | None]]:
    """Labels and helps of the form; vocabulary entries stand in the context of their field."""
    data = tomllib.loads((ROOT / "resources" / "form" / "form.toml").read_text(encoding="utf-8"))
    for group in data["group"]:
        yield group["label"], None
        yield from _articles(group)
        for field in group["field"]:
            yield from _articles(field)
            yield field["label"], None
            yield field["help"], None
            for code in field.get("codes", ()):
                yield code["label"], field["id"]
                yield code["help"], field["id"]


def _articles(entry: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    if entry.get("article"):
        yield entry["article"], None


def locale_folder() -> Path:
    return ROOT / "resources" / "locale"


def catalog_paths() -> list[Path]:
    return [locale_folder() / language / "LC_MESSAGES" / "reviewer.po" for language in LANGUAGES]


def read_catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def write_catalog(path: Path, catalog: Catalog) -> None:
    """Write a .po or .pot without anything that changes from day to day."""
    buffer = io.BytesIO()
    catalog.header_comment = "# Messages of reviewer."
    catalog.fuzzy = False
    write_po(buffer, catalog, width=100, sort_output=False, include_lineno=False)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line for line in lines if not line.startswith(_DATED)), encoding="utf-8")


def extract() -> None:
    write_catalog(locale_folder() / "reviewer.pot", collect_messages())


def update() -> None:
    """Bring each language up to date with the code; what lost its message goes."""
    extract()
    template = collect_messages()
    for path in catalog_paths():
        language = path.parent.parent.name
        catalog = (
            read_catalog(path)
            if path.exists()
            else Catalog(locale=language, project="reviewer", version="1", charset="utf-8")
        )
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        write_catalog(path, catalog)


def compile_catalog(path: Path) -> Path:
    """Write the .mo beside a .po and return its path."""
    compiled = path.with_suffix(".mo")
    unfinished = path.with_suffix(f".{os.getpid()}.mo")  # two test processes may be at it at once
    with unfinished.open("wb") as file:
        write_mo(file, read_catalog(path))
    return unfinished.replace(compiled)


def compile_outdated() -> list[Path]:
    """Compile each catalog whose .mo is missing or older than its .po; returns those compiled."""
    done = []
    for path in catalog_paths():
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            done.append(compile_catalog(path))
    return done


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Message catalogs of the program.")
    commands = {"extract": extract, "update": update, "compile": compile_outdated}
    parser.add_argument("command", choices=sorted(commands))
    commands[parser.parse_args(arguments).command]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
