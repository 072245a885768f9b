"""A picture as PNG: opaque, its rows as they are, and what it shows in words."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

COLOURS, KIND = 3, 2  # red, green and blue: the kind of picture that lets nothing through
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LEVEL = 3  # beyond it zlib takes twice as long for a sixth less
INCH = 0.0254  # metres


def png_of(pixels: NDArray[np.uint8], *, dots_per_inch: float, words: str) -> bytes:
    """Write a picture that lets nothing through (ISO/IEC 15948).

    No filter is tried on any row, as usual libraries do: areas of one colour and letters compress better without, in a
    quarter of the time.

    Parameters
    ----------
    pixels
        Height by width by red, green, blue; what else there is of a pixel is left out.
    words
        What it shows, for who cannot see it.

    Examples
    --------
    >>> from io import BytesIO
    >>> from PIL import Image
    >>> picture = Image.open(BytesIO(png_of(np.full((2, 3, 4), 255, np.uint8), dots_per_inch=200, words="Wit.")))
    >>> picture.size, picture.getpixel((0, 0)), picture.text["Description"]
    ((3, 2), (255, 255, 255), 'Wit.')
    """
    height, width = pixels.shape[:2]
    rows = np.zeros((height, 1 + COLOURS * width), dtype=np.uint8)  # the first byte of each says: no filter
    for colour in range(COLOURS):  # four times as fast as all at once
        rows[:, 1 + colour :: COLOURS] = pixels[:, :, colour]
    per_metre = round(dots_per_inch / INCH)
    return SIGNATURE + b"".join((
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, KIND, 0, 0, 0)),
        _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        _chunk(b"iTXt", b"Description\0\0\0\0\0" + words.encode()),
        _chunk(b"IDAT", zlib.compress(rows.data, LEVEL)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
