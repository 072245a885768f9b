"""English sentences on what changed inside the window: trends, departments that came and went."""

TEXTS = {
    "months": "January February March April May June July August September October November December",
    "month": "{month} {year}",
    "and": "and",
    "crowded": "Nine in ten signals began within {days} days, from {date} on: the export seems to have been chosen by"
    " when signals ended. Changes over the months are left out, and signals a year are counted over those days.",
    "rose": "{what} rose, season aside, from {first} in {first_month} to {last} in {last_month}.",
    "fell": "{what} fell, season aside, from {first} in {first_month} to {last} in {last_month}.",
    "passed_on": "The share of signals that went on to another department within {days} days",
    "two_departments": "The share of signals that reached two departments",
    "decided": "The share of signals that reached a decision",
    "changed": "The share of signals that led to a change",
    "came_back": "The share of signals that came back to the customer",
    "told_in_time": "The share of closed signals whose customer was told in time",
    "dropped": "The share of signals that fell silent",
    "new_signals": "The number of new signals a month",
    "reorganised": "Around {month} departments began ({began}) and ceased ({ceased}): a reorganisation, it seems."
    " Numbers over the whole period mix what was before and after.",
    "renamed": "Since {month} {after} stands in the routes where {before} stood: the same department under another"
    " name? If so, name it under [departments] aliases.",
    "merged": "Since {month} {after} stands in the routes where {before} stood: a merger?",
    "split": "Since {month} {after} stand in the routes where {before} stood: a split?",
    "began": "{department} has taken in signals only since {month}.",
    "ceased": "{department} has taken in hardly any signals since {month}.",
    "more": "{n} more departments began or ceased: see changes.csv.",
    "more_one": "{n} more department began or ceased: see changes.csv.",
    "caveat_began": "{department} has taken in signals only since {month}; what is said of it covers that time alone.",
    "caveat_ceased": "{department} has taken in hardly any signals since {month}; what is said of it is from before.",
}
