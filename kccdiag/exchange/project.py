"""The XML of a REFI-QDA project: coders as users, codes in groups, people as cases, statements as passages."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from lxml import etree

from kccdiag.engagement import Engagement
from kccdiag.exchange.documents import Document, Passage
from kccdiag.intake.coded.refi import OWN
from kccdiag.intake.interviews import BARRIERS, RELATIONS
from kccdiag.wording import say

NAMESPACE = "urn:QDA-XML:project:1.0"
_IDENTIFIERS = uuid.UUID("6b1f1c8e-3f0e-5d0b-9c53-6f3f0a2d4c11")  # of this format, so that the same gives the same
_LONGEST_NAME = 100  # characters of a passage's name, as ATLAS.ti has it
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 can't hold
# The schema asks for no moments, QualCoder for one on every passage: always the same, so that no export tells the time.
_MOMENT = {"creationDateTime": "2000-01-01T00:00:00Z"}
_APART = ("source", "target", "purpose")  # of which the codes need their group in their name, to be alone in having it
_PARTS = ("relation", "barrier", "purpose", "source", "target")
_VARIABLES = ("department", "role")

Code = tuple[str, str]  # group, name


def identifier(*parts: object) -> str:
    """Name a thing by what it is: the same in every export."""
    return str(uuid.uuid5(_IDENTIFIERS, "\x1f".join(map(str, parts)))).upper()


def project_xml(documents: Sequence[Document], participants: pd.DataFrame, engagement: Engagement) -> bytes:
    """Write the description of a project, in the order that the REFI-QDA schema asks for.

    Places count Unicode code points and line ends as they are stored, as the standard says.
    """
    root = etree.Element(f"{{{NAMESPACE}}}Project", nsmap={None: NAMESPACE}, name=_clean(engagement.name), origin=OWN,
                         **_MOMENT)  # fmt: skip
    passages = [passage for document in documents for passage in document.passages]
    _users(root, passages)
    _codebook(root, passages, engagement.language)
    _cases(root, participants, {document.interview for document in documents})
    sources = _add(root, "Sources")
    for document in documents:
        _source(sources, document)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def text_name(document: Document) -> str:
    """Name the file of a document's text."""
    return f"{identifier('source', document.interview)}.txt"


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", {key: _clean(value) for key, value in attributes.items()})


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _users(root: Any, passages: Iterable[Passage]) -> None:
    coders = sorted({passage.statement["coder"] for passage in passages} - {""})
    users = _add(root, "Users") if coders else None
    for coder in coders:
        _add(users, "User", guid=identifier("user", coder), name=coder)


def _codebook(root: Any, passages: Iterable[Passage], language: str) -> None:
    used = {code for passage in passages for code in _codes(passage)}
    known: dict[str, Sequence[str]] = {
        "relation": RELATIONS, "barrier": BARRIERS, "purpose": ("named", "missed"),
        "source": sorted(name for group, name in used if group == "source"),
        "target": sorted(name for group, name in used if group == "target"),
        "standing": ("suggestion", "released"),
    }  # fmt: skip
    codes = _add(_add(root, "CodeBook"), "Codes")
    for group, names in known.items():
        over = _code(codes, (group, ""), group, codable=False)
        _add(over, "Description").text = say(language, f"exchange.{group}")
        for name in names:
            code = _code(over, (group, name), f"{group}: {name}" if group in _APART else name, codable=True)
            if group not in ("source", "target"):
                _add(code, "Description").text = say(language, f"exchange.{group}_{name}")


def _code(parent: Any, code: Code, name: str, *, codable: bool) -> Any:
    return _add(parent, "Code", guid=identifier("code", *code), name=name, isCodable=str(codable).lower())


def _codes(passage: Passage) -> list[Code]:
    said = passage.statement
    codes = [(part, said[part]) for part in _PARTS if said[part]]
    codes += [("standing", "suggestion")] if not said["confirmed"] else []
    return codes + ([("standing", "released")] if said["released"] else [])


def _cases(root: Any, participants: pd.DataFrame, interviews: set[str]) -> None:
    """Write a case for every person who was interviewed, with department and role."""
    people = participants[participants["interview"].isin(interviews)]
    if people.empty:
        return
    variables = _add(root, "Variables")
    for name in _VARIABLES:
        _add(variables, "Variable", guid=identifier("variable", name), name=name, typeOfVariable="Text")
    cases = _add(root, "Cases")
    for respondent, rows in people.groupby("respondent", sort=False):
        case = _add(cases, "Case", guid=identifier("case", respondent), name=rows["name"].iloc[0])
        for name in _VARIABLES:
            value = _add(case, "VariableValue")
            _add(value, "VariableRef", targetGUID=identifier("variable", name))
            _add(value, "TextValue").text = _clean(rows[name].iloc[0])
        for interview in dict.fromkeys(rows["interview"]):
            _add(case, "SourceRef", targetGUID=identifier("source", interview))


def _source(sources: Any, document: Document) -> None:
    guid = identifier("source", document.interview)
    source = _add(sources, "TextSource", guid=guid, name=document.interview,
                  plainTextPath=f"internal://{text_name(document)}", **_MOMENT)  # fmt: skip
    for passage in document.passages:
        _selection(source, passage, document.text)


def _selection(source: Any, passage: Passage, text: str) -> None:
    coder = passage.statement["coder"]
    user = {"creatingUser": identifier("user", coder)} if coder else {}
    selection = _add(
        source, "PlainTextSelection", guid=identifier("passage", passage.number),
        name=_short(" ".join(text[passage.start : passage.end].split())),
        startPosition=str(passage.start), endPosition=str(passage.end), **user, **_MOMENT,
    )  # fmt: skip
    _add(selection, "Description").text = _clean("\n".join(f"{key}: {value}" for key, value in _notes(passage).items()))
    for code in _codes(passage):
        coding = _add(selection, "Coding", guid=identifier("coding", passage.number, *code), **user, **_MOMENT)
        _add(coding, "CodeRef", targetGUID=identifier("code", *code))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def _notes(passage: Passage) -> Mapping[str, str]:
    """Give what other tools have no place for, a line each, as the reader knows them."""
    said = passage.statement
    written = {"method": said["method"], "paraphrase": said["paraphrase"]}
    score = {} if math.isnan(said["score"]) else {"score": repr(float(said["score"]))}
    kept = {key: " ".join(value.split()) for key, value in written.items() if value.strip()}
    return {"statement": str(passage.number)} | kept | score | dict(passage.notes)
