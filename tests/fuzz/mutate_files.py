"""Reads damaged and doctored files: each ends in a document or in a typed error, within the limits.

    python tests/fuzz/mutate_files.py --files 2000 --seed 1

The seeds are small files of the five formats; each is changed by flipping bits, cutting off, splicing, or by a change
that keeps the format's outer shape (the parts of a Word file, the streams and tables of a PDF, tags and attributes).
A file's number and the seed make it again.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import runpy
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import docx

from reviewer.child import Child, Resources
from reviewer.child.memory import resident_megabytes
from reviewer.importers import Limits
from reviewer.model import Document, Extraction, ImportFailedError

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
PDF_MAKER = runpy.run_path(str(Path(__file__).parents[1] / "unit" / "importers" / "conftest.py"))
MEGABYTES = 1024
GRACE_SECONDS = 5
LONGEST_SEED = 3_000

Mutation = Callable[[bytes, random.Random], bytes]


def seeds() -> dict[str, bytes]:
    """A small file of each format, by its name."""
    texts = {p.suffix: p.read_text(encoding="utf-8")[:LONGEST_SEED] for p in sorted(SAMPLES.iterdir()) if p.is_file()}
    return {
        "seed.txt": texts[".txt"].encode(),
        "seed.md": texts[".md"].encode(),
        "seed.html": texts[".html"].encode(),
        "seed.docx": word_file(texts[".txt"]),
        "seed.pdf": pdf_file(texts[".txt"]),
    }


def word_file(text: str) -> bytes:
    document = docx.Document()
    for number, line in enumerate(text.splitlines()):
        document.add_paragraph(line, style="List Bullet" if number % 7 == 3 else None)
    table = document.add_table(3, 3)
    for cell in table._cells:
        cell.text = "cell"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(text: str) -> bytes:
    maker = PDF_MAKER["PdfMaker"]()
    lines = [line[:90].encode("cp1252", "replace").decode("cp1252") for line in text.splitlines() if line.strip()]
    pages = [maker.page(text=maker.column(50, 60, lines[at : at + 40])) for at in range(0, len(lines), 40)]
    data: bytes = maker.write(*pages)
    return data


# changes


def flip_bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 32, 256))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def splice(data: bytes, chance: random.Random) -> bytes:
    """Doubles, moves or takes out stretches."""
    for _ in range(chance.choice((1, 3, 9))):
        start, end = sorted(chance.randrange(len(data)) for _ in range(2))
        place = chance.randrange(len(data))
        piece = data[start : min(end, start + 4000)]
        data = data[:place] + piece * chance.choice((1, 2, 50)) + data[place + chance.choice((0, len(piece))) :]
        data = data[:2_000_000] or b"x"
    return data


def spread_bytes(data: bytes, chance: random.Random) -> bytes:
    """Puts bytes in that mean something somewhere."""
    bombs = (
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"<",
        b"&",
        b"%PDF-",
        b"PK\x03\x04",
        b"\x1b",
        b"\xed\xa0\x80",
        b"{{",
        b"]]>",
    )
    changed = bytearray(data)
    for _ in range(chance.choice((1, 20))):
        place = chance.randrange(len(changed))
        changed[place:place] = chance.choice(bombs) * chance.choice((1, 1000))
    return bytes(changed)


def change_numbers(data: bytes, chance: random.Random) -> bytes:
    """Lengths, counts and offsets say something else."""
    numbers = (b"0", b"-1", b"4294967295", b"99999999999999999999", b"1e9", b"2147483648")
    rate = chance.choice((0.01, 0.1, 0.5))
    return re.sub(rb"\d+", lambda m: chance.choice(numbers) if chance.random() < rate else m[0], data)


def shuffle_tags(data: bytes, chance: random.Random) -> bytes:
    """Tags of a web page or of a part of a Word file come elsewhere, twice or not at all."""
    tags = re.findall(rb"<[^>]{1,200}>", data) or [b"<p>"]
    rate = chance.choice((0.02, 0.3))

    def swap(found: re.Match[bytes]) -> bytes:
        return chance.choice((b"", found[0] * 2, chance.choice(tags))) if chance.random() < rate else found[0]

    return re.sub(rb"<[^>]{1,200}>", swap, data)


def change_part(data: bytes, chance: random.Random) -> bytes:
    """One part of a Word file is changed, and the archive is whole again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        names = [n for n in package.namelist() if n.endswith((".xml", ".rels"))]
        chosen = chance.choice([*names, "word/document.xml", "word/document.xml"])
        for name in package.namelist():
            part = package.read(name)
            if name == chosen:
                part = chance.choice((shuffle_tags, change_numbers, splice, flip_bits, cut_off))(part, chance)
            changed.writestr(name, part)
    return out.getvalue()


def pack_streams(data: bytes, chance: random.Random) -> bytes:
    """Streams of a PDF are packed, some of them wrongly."""

    def pack(found: re.Match[bytes]) -> bytes:
        packed = zlib.compress(found[1] * chance.choice((1, 20)))
        if chance.random() < 0.5:
            packed = flip_bits(packed, chance)
        return b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)

    return re.sub(rb"/Length \d+>>stream\n(.*?)\nendstream", pack, data, flags=re.DOTALL)


def swap_references(data: bytes, chance: random.Random) -> bytes:
    """Objects of a PDF point to others, and some to themselves."""
    rate = chance.choice((0.1, 0.6))
    return re.sub(rb"\d+ 0 R", lambda m: b"%d 0 R" % chance.randrange(12) if chance.random() < rate else m[0], data)


ANY: tuple[Mutation, ...] = (flip_bits, cut_off, splice, spread_bytes, change_numbers)
BY_FORMAT: dict[str, tuple[Mutation, ...]] = {
    "seed.txt": (splice, spread_bytes),
    "seed.md": (splice, spread_bytes, shuffle_tags),
    "seed.html": (shuffle_tags, shuffle_tags, splice),
    "seed.docx": (change_part, change_part, change_part),
    "seed.pdf": (pack_streams, swap_references, change_numbers),
}


def make_file(number: int, seed: int, originals: dict[str, bytes]) -> tuple[str, bytes]:
    """The name and bytes of a file, by its number."""
    chance = random.Random(seed * 1_000_003 + number)
    name = list(originals)[number % len(originals)]
    data = chance.choice((*ANY, *BY_FORMAT[name]))(originals[name], chance)
    if chance.random() < 0.2:
        data = chance.choice(ANY)(data, chance) if data else b"x"
    return name, data


# reading


@dataclass
class Outcome:
    """How many files ended how; the slowest in seconds, and the most memory the child held in megabytes."""

    endings: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    memory: float = 0.0


def read_files(files: int, seed: int, seconds: float) -> Outcome:
    """`seconds` is the limit of each of the two calls that a file takes."""
    outcome, originals = Outcome(), seeds()
    with Child(Resources(seconds=seconds, megabytes=MEGABYTES)) as child:
        for number in range(files):
            name, data = make_file(number, seed, originals)
            begin = time.monotonic()
            ending = read_file(child, name, data)
            took = time.monotonic() - begin
            outcome.endings[f"{name.partition('.')[2]} {ending}"] += 1
            outcome.slowest = max(outcome.slowest, took)
            if child._process is not None:
                outcome.memory = max(outcome.memory, resident_megabytes(child._process.pid))
            if ending == "import.failed" or took > 2 * seconds + GRACE_SECONDS:
                outcome.faults.append(f"file {number} ({name}): {ending} after {took:.1f} s")
    return outcome


def read_file(child: Child, name: str, data: bytes) -> str:
    """Reads a file and extracts from it; "document", or the code of the error."""
    try:
        document = child.call("reviewer.importers:read_document", data, name, limits=Limits(), returns=Document)
        child.call("reviewer.extract:extract_document", document, returns=Extraction)
    except ImportFailedError as error:
        if error.code == "import.failed":
            sys.stderr.write(f"{name}: {error.detail[-1500:]}\n")
        return error.code
    return "document"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20, help="the limit of one call")
    parser.add_argument("--write", type=int, metavar="NUMBER", help="only write this file, to look at it")
    options = parser.parse_args()
    if options.write is not None:
        name, data = make_file(options.write, options.seed, seeds())
        target = Path(tempfile.mkdtemp()) / name
        target.write_bytes(data)
        sys.stdout.write(f"{target}\n")
        return 0
    outcome = read_files(options.files, options.seed, options.seconds)
    for ending, count in sorted(outcome.endings.items()):
        sys.stdout.write(f"{ending:28} {count:6}\n")
    sys.stdout.write(f"{options.files} files, slowest {outcome.slowest:.1f} s, most memory {outcome.memory:.0f} MB\n")
    sys.stdout.write("".join(f"{fault}\n" for fault in outcome.faults))
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
