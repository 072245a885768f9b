"""English words of the command line."""

TEXTS = {
    "heading": "{name}: {findings} findings",
    "heading_one": "{name}: 1 finding",
    "none": "No finding is large and certain enough to be shown. That is an answer too.",
    "more": "… and {more} more in findings.json",
    "indications": "Another {indications} hold in the log as it is, but not under an earlier cut-off, another order of"
    " equal times or with unknown departments spread: see indications",
    "more_in_tables": "Another {more} of the same kinds are in the tables",
    "files": "Findings, tables and figures are in {out}",
    "hashing": "comparing files",
    "reading": "reading files",
    "coding": "ordering events",
    "writing": "keeping events",
    "intake": "reading",
    "flow": "measuring flows",
    "objections": "trying objections",
    "slides": "making slides",
    "figures": "drawing figures",
    "interviews": "reading interviews",
}
