"""A drawing as PNG, packed without filters: where most is flat, trying them on every row takes longer and more room."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from PIL.PngImagePlugin import PngInfo, putchunk

LEVEL = 3  # beyond it zlib takes nearly twice as long for a fifth less
INCH = 0.0254  # meters
EIGHT_BITS, RGBA, METERS = 8, 6, 1  # as PNG calls them
NO_FILTER = 0


def png_of(figure: Figure, *, dpi: int, words: Mapping[str, str]) -> bytes:
    """Give a figure as PNG, with words about it inside."""
    packed = BytesIO()
    packed.write(b"\x89PNG\r\n\x1a\n")
    for kind, content in _chunks(_pixels_of(figure, dpi), dpi, words):
        putchunk(packed, kind, content)
    return packed.getvalue()


def _pixels_of(figure: Figure, dpi: int) -> np.ndarray:
    """Give the pixels as rows of bytes, four for each: red, green, blue and how opaque it is."""
    seen = BytesIO()
    figure.savefig(seen, format="rgba", dpi=dpi)
    high = int(figure.get_figheight() * dpi)
    return np.frombuffer(seen.getbuffer(), np.uint8).reshape(high, -1)


def _chunks(pixels: np.ndarray, dpi: int, words: Mapping[str, str]) -> Iterator[tuple[bytes, bytes]]:
    high, across = pixels.shape
    yield b"IHDR", struct.pack(">2I5B", across // 4, high, EIGHT_BITS, RGBA, 0, 0, 0)
    told = PngInfo()
    for name, text in {"Software": f"Matplotlib version{mpl.__version__}, https://matplotlib.org/", **words}.items():
        told.add_text(name, text)
    for kind, content, _ in told.chunks:
        yield kind, content
    yield b"pHYs", struct.pack(">2IB", *[round(dpi / INCH)] * 2, METERS)
    rows = np.full((high, 1 + across), NO_FILTER, np.uint8)
    rows[:, 1:] = pixels
    yield b"IDAT", zlib.compress(rows.data, LEVEL)
    yield b"IEND", b""
