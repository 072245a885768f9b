"""English words for the objections that a finding meets."""

TEXTS = {
    "all": "holds under all {tried} objections tried",
    "some": "holds under {held} of {tried} objections",
    "none": "no objection could be tried",
    "held": "Holds",
    "broken": "Does not hold",
    "untested": "Too few cases to tell",
    "unsure": "Holds, but with fewer signals no longer certain",
    "earlier_cutoff": "if the log had been taken a month earlier",
    "first_quarter": "in the first quarter of the period alone",
    "last_quarter": "in the last quarter of the period alone",
    "without_largest": "without the largest department ({about})",
    "kind_alone": "among {about} alone",
    "ties_reshuffled": "with events of one moment in another order",
    "unknown_spread": "with unknown departments spread over the known ones",
    "exits_counted": "if what went on in other systems is counted as passed on and ended",
    "limits_halved": "under limits half as strict",
    "limits_doubled": "under limits twice as strict",
    "interview_fewer": "with any one interview fewer",
    "respondent_fewer": "with any one respondent fewer",
}
