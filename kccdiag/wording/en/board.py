"""English words for what the board gets to see, and for the desk at which that is chosen."""

TEXTS = {
    "opening": "What the board gets to see: findings in order, headlines, what is asked of whom.\n"
    "Written by notebook 08; you may edit it by hand, and comments like this one stay.",
    "none": "none",
    # what changed since the choices were made
    "new": "New, not yet decided on: “{headline}”",
    "gone": "No longer found: “{headline}”. The choices are kept.",
    "back": "Found again: “{headline}”",
    "indication": "Now only an indication, so no longer shown: “{headline}”",
    "moved": "The number has changed: “{headline}” – {measure}: {then} then, {now} now.",
    "quoted": "Your headline “{headline}” quotes {number}, which is no longer true. The finding now says: “{now}”",
    "unknown": "board.toml, line {line}: there is no finding “{id}”.",
    "unknown_near": "board.toml, line {line}: there is no finding “{id}”; did you mean “{near}”?",
    "untold_headline": "Your headline is not there in English; shown is the finding's own: “{headline}”",
    "untold_text": "Not written in English, and so shown in another language: “{text}”",
}
