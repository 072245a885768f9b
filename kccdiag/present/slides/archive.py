"""Office files whose bytes follow from their content alone."""

from __future__ import annotations

import zipfile
from io import BytesIO

DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold


def undated(office_file: bytes) -> bytes:
    """Write an Office file again, every part with the same date and from the same system.

    Examples
    --------
    >>> seen = BytesIO()
    >>> with zipfile.ZipFile(seen, "w") as file:
    ...     file.writestr("a.xml", "<a/>")
    >>> zipfile.ZipFile(BytesIO(undated(seen.getvalue()))).infolist()[0].date_time
    (1980, 1, 1, 0, 0, 0)
    """
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(office_file)) as read, zipfile.ZipFile(written, "w") as file:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            file.writestr(entry, read.read(name), compresslevel=6)
    return written.getvalue()
