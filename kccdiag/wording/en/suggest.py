"""English words of proposing statements."""

TEXTS = {
    "done": "Statements proposed: {statements}, from interviews read: {interviews}; in {file}",
    "confidential": "Confidential: this file holds what people said, word for word, and no name is masked in it."
    " Keep it where only the consultant can read it.",
}
