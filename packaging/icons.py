"""Icons of the desktop drawn from the two drawings in resources/icons: PNG in all sizes, .ico and .icns."""

from __future__ import annotations

import os
import struct
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_KINDS = {"ic11": 32, "ic12": 64, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}


def draw_png(drawing: Path, size: int) -> bytes:
    """A drawing (.svg) as a square PNG of `size` pixels on transparent ground."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def ico(drawing: Path) -> bytes:
    """The icon file of Windows: a directory of PNG images."""
    images = [draw_png(drawing, size) for size in _ICO_SIZES]
    offset = 6 + 16 * len(images)
    entries = b""
    for size, image in zip(_ICO_SIZES, images, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images)


def icns(drawing: Path) -> bytes:
    """The icon file of macOS: chunks of a four-letter kind, their length and a PNG image."""
    chunks = b""
    for kind, size in _ICNS_KINDS.items():
        image = draw_png(drawing, size)
        chunks += struct.pack(">4sI", kind.encode("ascii"), len(image) + 8) + image
    return struct.pack(">4sI", b"icns", len(chunks) + 8) + chunks


def write_theme(application: Path, workspace: Path, share: Path) -> None:
    """The icons of the program and of its files into a `share` folder, as the freedesktop icon theme wants them."""
    theme = share / "icons" / "hicolor"
    for drawing, kind, name in (
        (application, "apps", "reviewer"),
        (workspace, "mimetypes", "application-x-reviewer-workspace"),
    ):
        for size in SIZES:
            _write(theme / f"{size}x{size}" / kind / f"{name}.png", draw_png(drawing, size))
        _write(theme / "scalable" / kind / f"{name}.svg", drawing.read_bytes())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
