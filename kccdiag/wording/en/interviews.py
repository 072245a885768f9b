"""English words for reading interviews, and for the state that they are in."""

TEXTS = {
    "speech": "read as speech, not as a speaker: '{which}'",
    "preamble": "lines before the first speaker",
    "broken_cue": "line {which}: a cue whose times can't be read",
    "no_times": "line {which}: text without times",
    "characters": "characters that can't be read",
    "not_named": "a transcript that participants.csv does not name under file, and that was not read",
    "holds": "What the interviews hold",
    "empty": "nothing yet: participants.csv says whose transcripts to read",
    "attention": "Mind in the interviews (confidential: this may hold names)",
    "people": "interviews: {interviews}; respondents: {respondents}, from {departments} departments;"
    " transcripts: {transcripts}",
    "turns": "turns: {turns}, of which {own} by respondents",
    "statements": "statements: {statements}; confirmed: {confirmed}, to be confirmed: {open}; quotes"
    " released: {released}",
    "no_statements": "statements: none yet; kccdiag suggest proposes them, and a person confirms",
    "survey": "survey: {rows} answers by {respondents} people, {known} of them interviewed",
    "no_consent": "respondents without consent to be shown as one voice: {n}; what they say counts where"
    " {size} or more say it",
    "unmapped": "speakers that are nobody in participants.csv, often the interviewer: {labels}",
    "unmapped_remedy": "if one of them is a participant, write the name as it stands there under aliases",
    "label": "'{label}' (turns: {turns}, interviews: {interviews})",
    "nobody": "turns of which nothing says who speaks: {turns}, in {interviews}",
    "silent": "participants by whose name or alias nobody speaks in their transcript: {names}",
    "silent_name": "'{name}' ({interview})",
    "init_found": "transcripts found: {n}",
    "init_participants": "who was interviewed; a transcript that it does not name is not read. Its columns:",
    "skipped": "{file}: {what}: {n}",
}
