"""English words for what people said, beside what the log shows, and for a diagnosis without a log."""

TEXTS = {
    # how much there is
    "no_log": "No log",
    "extent": "{interviews}, {respondents}",
    "interviews": "{n} interviews",
    "interviews_one": "1 interview",
    "respondents": "{n} respondents",
    "respondents_one": "1 respondent",
    "told_not_observed": "This is what people said, not what was observed: it shows"
    " what to look for, not how often it happens.",
    "not_there": "What we did not find, and what can't be said here",
    "not_said": "What can't be said here",
}
