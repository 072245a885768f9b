"""English sentences that go with a view of the explorer."""

TEXTS = {
    "period": "{year} Q{quarter}",
    "periods": "{first}–{last}",
    "withheld": "Not shown: this choice, or its difference from a wider one, is about fewer than {least} persons.",
    "withheld_departments": "Nothing is shown of {n} departments under this choice: fewer than {least} persons worked "
    "there, or could be told apart by another choice.",
    "withheld_department": "Nothing is shown of {n} department under this choice: fewer than {least} persons worked "
    "there, or could be told apart by another choice.",
    "few_signals": "This choice has {n} signals: mind how wide the intervals are.",
    "by_quarter": "A period selects signals by their first event, by the quarter; stock is by date.",
    "coarse": "Durations are rounded to {share}, because there are many.",
}
