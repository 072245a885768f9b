"""English words of the command line."""

_AS_IT_IS = (
    "in the log as it is, but not under an earlier cut-off, another order of equal times or with unknown departments"
    " spread: see indications"
)

TEXTS = {
    "heading": "{name}: {findings} findings",
    "heading_one": "{name}: 1 finding",
    "none": "No finding is large and certain enough to be shown. That is an answer too.",
    "more": "… and {more} more in findings.json",
    "indications": f"Another {{n}} hold {_AS_IT_IS}",
    "indications_one": f"Another {{n}} holds {_AS_IT_IS}",
    "more_in_tables": "Another {n} of the same kinds are in the tables",
    "more_in_tables_one": "Another {n} of the same kinds is in the tables",
    "not_kept": "Not all that was read, reduced and drawn could be kept in {folder}: there is no room, or no right "
    "to write. The results are no different, but the next run will take as long.",
    "files": "Findings, tables and figures are in {out}",
    "hashing": "comparing files",
    "reading": "reading files",
    "coding": "ordering events",
    "writing": "keeping events",
    "intake": "reading",
    "loading": "loading the programme",
    "flow": "reducing events",
    "measures": "measuring flows",
    "over_time": "comparing periods",
    "objections": "trying objections",
    "findings": "judging findings",
    "tables": "writing tables",
    "report": "writing the report",
    "slides": "making slides",
    "figures": "drawing figures",
    "interviews": "reading interviews",
    "voices": "holding interviews beside the log",
    "profile": "Where the time went",
    "profile_wall": "wall seconds",
    "profile_cpu": "CPU seconds",
    "profile_peak": "peak in MB",
    "altogether": "altogether",
}
