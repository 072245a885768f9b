"""English words of proposing statements."""

TEXTS = {
    "done": "{statements} statements proposed from {interviews} interviews, in {file}",
    "confidential": "Confidential: this file holds what people said, word for word, and no name is masked in it."
    " Keep it where only the consultant can read it.",
}
