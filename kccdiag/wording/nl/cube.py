"""Dutch sentences that go with a view of the explorer."""

TEXTS = {
    "period": "{year} K{quarter}",
    "periods": "{first}–{last}",
    "withheld": "Niet getoond: deze keuze, of het verschil met een ruimere keuze, gaat over minder dan {least} "
    "personen.",
    "withheld_departments": "Van {n} afdelingen is bij deze keuze niets te zien: er werkten minder dan {least} "
    "personen, of die zouden uit een andere keuze te herleiden zijn.",
    "withheld_department": "Van {n} afdeling is bij deze keuze niets te zien: er werkten minder dan {least} "
    "personen, of die zouden uit een andere keuze te herleiden zijn.",
    "few_signals": "Deze keuze bevat {n} signalen: let op hoe breed de intervallen zijn.",
    "by_quarter": "Een periode kiest signalen naar hun eerste gebeurtenis, per kwartaal; de voorraad is naar datum.",
    "coarse": "Doorlooptijden zijn afgerond op {share}, omdat het er veel zijn.",
}
