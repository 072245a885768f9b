"""Dutch words for what people said, beside what the log shows, and for a diagnosis without a log."""

TEXTS = {
    # how much there is
    "no_log": "Geen log",
    "extent": "{interviews}, {respondents}",
    "interviews": "{n} gesprekken",
    "interviews_one": "1 gesprek",
    "respondents": "{n} respondenten",
    "respondents_one": "1 respondent",
    "told_not_observed": "Dit is wat mensen zeggen, niet wat is waargenomen: het laat"
    " zien waar te kijken, niet hoe vaak het gebeurt.",
    "not_there": "Wat we niet vonden, en wat hier niet te zeggen is",
    "not_said": "Wat hier niet te zeggen is",
}
