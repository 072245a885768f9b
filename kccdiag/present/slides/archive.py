"""Office files whose bytes follow from their content alone."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO

DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold


CORE = "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def undated(office_file: bytes, *, modified: datetime | None = None) -> bytes:
    """Write an Office file again, every part with the same date and from the same system.

    Parameters
    ----------
    modified
        When it says that it was last changed; as it stands where None. openpyxl always writes the present moment.

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
            content = read.read(name)
            if modified is not None and name == CORE:
                content = MODIFIED.sub(rb"\g<1>" + f"{modified:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            file.writestr(entry, content, compresslevel=6)
    return written.getvalue()
