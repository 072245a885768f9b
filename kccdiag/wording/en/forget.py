"""English words for forgetting a participant."""

TEXTS = {
    "would": "This is what kccdiag would do (nothing was changed):",
    "done": "Done:",
    "left": "What stays, or can't be reached from here:",
    "nobody": "removed",
    "transcript": "transcripts removed: {n}",
    "rewritten": "transcripts written anew without this participant: {n} (as WebVTT, without times)",
    "participants": "taken out of the list of participants",
    "statements": "files of statements or decisions from which something was taken, or in which it was masked: {n}",
    "survey": "answers taken out of the survey",
    "board": "words taken out of board.toml; see what stands there now",
    "notebook": "notebooks of which the outputs were cleared: {n}",
    "checkpoints": "folders with earlier versions of notebooks removed: {n}",
    "cache": "what had been read, and counted and drawn of it (.kccdiag), removed; it is made again",
    "results": "folders of results removed: {n}; make them again with kccdiag diagnose",
    "private": "confidential files in private removed: {n}; make them again with kccdiag export where needed",
    "file": "{file} still names this participant, in line {lines}; take the name out there by hand",
    "file_name": "the file {file} is called after this participant; give it another name",
    "log_names": "the log names this person in its column of persons; ask for an export without the name. Results say"
    " nothing of persons",
    "log_does_not_name": "the log's column of persons does not have this name",
    "log_no_key": "whether the log knows this person can't be told: the key is not here; look for the name in the"
    " export itself",
    "log_no_persons": "the log has no column of persons; whether the name stands elsewhere in the export was not looked"
    " into",
    "elsewhere": "copies of this folder, backups, files that are no text, results in other folders and what was given"
    " to others: remove them there",
}
