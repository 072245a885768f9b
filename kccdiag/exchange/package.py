"""The zip of a REFI-QDA project, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from kccdiag.exchange.documents import Document
from kccdiag.exchange.project import text_name

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold: an export has no time of day
_UNIX, _FILE = 3, 0o600 << 16  # stated, so that every system writes the same


def pack(project: bytes, documents: Iterable[Document]) -> bytes:
    """Pack a project's description with the plain text of its documents, UTF-8 without a byte-order mark."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "project.qde", project)
        for document in documents:
            _add(archive, f"sources/{text_name(document)}", document.text.encode("utf-8", "replace"))
    return file.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _FILE
    archive.writestr(info, content)
