"""What a works council and a data protection officer ask of an engagement, answered as far as its files tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kccdiag.engagement import COLUMNS, Engagement
from kccdiag.intake.interviews import Interviews, read_interviews
from kccdiag.intake.logs import read_log
from kccdiag.intake.masking import Masker, names_of_people_in
from kccdiag.intake.tables import EventLog
from kccdiag.wording import number, say

DONE, TO_DO = "- [x]", "- [ ]"


@dataclass(frozen=True)
class Facts:
    """What is known of an engagement; the words in which it is told have these as their values.

    Attributes
    ----------
    columns
        Canonical columns that are read, of all logs together.
    values
        Counts and settings by name.
    unchecked
        Departments of which neither persons nor head counts are known.
    named
        Whether what is shown anyway (the engagement's name, a department's) holds a participant's name.
    """

    columns: tuple[str, ...]
    values: dict[str, object]
    unchecked: bool
    named: bool

    def has(self, name: str) -> bool:
        """Say whether there is any of something."""
        return name in self.columns or bool(self.values.get(name))

    def in_words(self, language: str) -> dict[str, object]:
        """Write the counts as the language does."""
        return {name: number(language, value) if isinstance(value, int) else value
                for name, value in self.values.items()}  # fmt: skip


def checklist(engagement: Engagement) -> str:
    """Write the checklist for the works council (WOR art. 27 lid 1 k, l) and the DPIA (GDPR art. 35) as Markdown.

    It names nobody. What begins with ``[x]`` was looked up in the engagement; ``[ ]`` is to be decided by people.

    Raises
    ------
    InputError
        Where the engagement cannot be read.
    """
    log = read_log(engagement) if engagement.logs else None
    interviews = read_interviews(engagement, log=log)
    facts = _facts(engagement, log, interviews)
    values = facts.in_words(engagement.language)
    parts = [say(engagement.language, "checklist.title", **values), say(engagement.language, "checklist.intro")]
    for section, lines in _sections(facts).items():
        parts.append(f"## {say(engagement.language, f'checklist.{section}')}")
        parts.append("\n".join(f"{box} {say(engagement.language, f'checklist.{key}', **values)}"
                               for box, key in lines))  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _facts(engagement: Engagement, log: EventLog | None, interviews: Interviews) -> Facts:
    mapped = {name for source in engagement.logs for name in source.columns}
    columns = tuple(name for name in COLUMNS if name in mapped)
    people, said = interviews.participants, interviews.statements
    consent = people.groupby("respondent")["consent"].all()
    values: dict[str, object] = {
        "name": Masker(people, language=engagement.language).mask_names(engagement.name).text,
        "columns": ", ".join(say(engagement.language, f"checklist.column_{name}") for name in columns),
        "size": engagement.limits.group_size,
        "transcripts": interviews.turns["interview"].nunique(),
        "people": len(consent),
        "unwilling": int((~consent.astype(bool)).sum()),
        "statements": int(said["confirmed"].sum()),
        "released": int((said["confirmed"] & said["released"]).sum()),
        "survey": interviews.survey["respondent"].nunique(),
        "board": sum(people["department"].isin(engagement.board)),
        "other_names": int(engagement.other_names),
    }
    counts = ("events", "departments", "persons", "customers", "small_groups", "groups_unchecked")
    values |= {name: _count(log, name) for name in counts}
    return Facts(columns, values, unchecked=bool(values["groups_unchecked"]),
                 named=bool(names_of_people_in(interviews, engagement)))  # fmt: skip


def _count(log: EventLog | None, check: str) -> int:
    quality = None if log is None else log.quality
    return 0 if quality is None else int(quality.loc[quality["check"] == check, "value"].sum())


def _sections(facts: Facts) -> dict[str, list[tuple[str, str]]]:
    logged, spoken = bool(facts.columns), facts.has("people") or facts.has("survey")
    return {
        "what": [*_what(facts)],
        "why": [(DONE, "why_departments"), (DONE, "why_nobody"), (TO_DO, "why_question")],
        "basis": [
            *([(TO_DO, "basis_log")] if logged else []), *([(TO_DO, "basis_spoken")] if spoken else []),
            *([(TO_DO, "basis_text")] if facts.has("text") or facts.has("transcripts") else []), (TO_DO, "processor"),
        ],
        "council": [(DONE, "council_k"), (DONE, "council_l_log" if logged else "council_l_none"),
                    (TO_DO, "council_consent"), (TO_DO, "council_told")],
        "dpia": [*_dpia(facts), (TO_DO, "dpia_decide"), (TO_DO, "dpia_officer")],
        "where": [
            (DONE, "where_folder"), *([(DONE, "where_cache"), (DONE, "where_key")] if logged else []),
            *([(DONE, "where_private")] if spoken else []), (DONE, "where_results"), (TO_DO, "where_machine"),
        ],
        "how_long": [*([(DONE, "how_long_cache")] if logged else []), (TO_DO, "how_long_folder"),
                     (TO_DO, "how_long_results")],
        "who": [(DONE, "who_results"), (DONE, "who_explorer"), (DONE, "who_notebooks"), (TO_DO, "who_folder")],
        "groups": [*_groups(facts, logged, spoken)],
        "leaves": [(DONE, "leaves_results"), *([(DONE, "leaves_quotes"), (DONE, "leaves_suggest")] if spoken else []),
                   (DONE, "leaves_network"), *([(TO_DO, "leaves_named")] if facts.named else [])],
        "rights": [*([(DONE, "rights_forget"), (TO_DO, "rights_told")] if spoken else []),
                   *([(DONE, "rights_log"), (TO_DO, "rights_key")] if logged else []), (TO_DO, "rights_contact")],
    }  # fmt: skip


def _what(facts: Facts) -> Iterator[tuple[str, str]]:
    if facts.columns:
        yield DONE, "what_log"
        yield DONE, "what_persons" if "person" in facts.columns else "what_no_persons"
        yield DONE, "what_customers" if "customer" in facts.columns else "what_no_customers"
        yield DONE, "what_text" if "text" in facts.columns else "what_no_text"
        if "duration_s" in facts.columns:
            yield DONE, "what_duration"
    else:
        yield DONE, "what_no_log"
    for thing in ("transcripts", "statements", "survey"):
        if facts.has(thing):
            yield DONE, f"what_{thing}"
    yield TO_DO, "what_needed"


def _dpia(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give the criteria of the European data protection authorities (WP 248) that this engagement meets."""
    if "person" in facts.columns:
        yield DONE, "dpia_monitoring"
    if "person" in facts.columns or facts.has("people"):
        yield DONE, "dpia_vulnerable"
    if "customer" in facts.columns:
        yield TO_DO, "dpia_scale"
    if facts.has("text") or facts.has("transcripts"):
        yield TO_DO, "dpia_sensitive"
    if facts.columns and facts.has("people"):
        yield DONE, "dpia_combined"


def _groups(facts: Facts, logged: bool, spoken: bool) -> Iterator[tuple[str, str]]:
    if logged:
        yield DONE, "groups_log"
        if facts.has("small_groups"):
            yield DONE, "groups_small"
        if facts.unchecked:
            yield TO_DO, "groups_unchecked_some"
    if spoken:
        yield DONE, "groups_voice"
        yield (TO_DO, "groups_unwilling") if facts.has("unwilling") else (DONE, "groups_willing")
        if facts.has("board"):
            yield TO_DO, "groups_board"
        yield DONE, "groups_masked"
        yield (DONE, "groups_other_names") if facts.has("other_names") else (TO_DO, "groups_no_other_names")
        yield TO_DO, "groups_check"
