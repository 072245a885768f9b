"""Dutch sentences on what changed inside the window: trends, departments that came and went."""

TEXTS = {
    "months": "januari februari maart april mei juni juli augustus september oktober november december",
    "month": "{month} {year}",
    "and": "en",
    "crowded": "Negen van de tien signalen begonnen binnen {days} dagen, vanaf {date}: de export lijkt gekozen op"
    " wanneer signalen eindigden. Veranderingen over de maanden blijven weg, en signalen per jaar zijn over die dagen"
    " geteld.",
    "rose": "{what} steeg, los van het seizoen, van {first} in {first_month} naar {last} in {last_month}.",
    "fell": "{what} daalde, los van het seizoen, van {first} in {first_month} naar {last} in {last_month}.",
    "passed_on": "Het aandeel signalen dat binnen {days} dagen naar een andere afdeling ging",
    "two_departments": "Het aandeel signalen dat twee afdelingen bereikte",
    "decided": "Het aandeel signalen dat tot een besluit kwam",
    "changed": "Het aandeel signalen dat tot een verandering leidde",
    "came_back": "Het aandeel signalen dat terugkwam bij de klant",
    "told_in_time": "Het aandeel afgesloten signalen waarvan de klant op tijd bericht kreeg",
    "dropped": "Het aandeel signalen dat stilviel",
    "new_signals": "Het aantal nieuwe signalen per maand",
    "reorganised": "Rond {month} begonnen er afdelingen ({began}) en hielden er op ({ceased}): zo te zien een"
    " reorganisatie. Cijfers over de hele periode lopen over ervoor en erna heen.",
    "renamed": "Sinds {month} staat {after} in de routes waar {before} stond: dezelfde afdeling onder een andere naam?"
    " Zo ja, zet haar onder [departments] aliases.",
    "merged": "Sinds {month} staat {after} in de routes waar {before} stonden: een samenvoeging?",
    "split": "Sinds {month} staan {after} in de routes waar {before} stond: een splitsing?",
    "began": "{department} krijgt pas sinds {month} signalen.",
    "ceased": "{department} krijgt sinds {month} vrijwel geen signalen meer.",
    "more": "Nog {n} afdelingen begonnen of hielden op: zie changes.csv.",
    "more_one": "Nog {n} afdeling begon of hield op: zie changes.csv.",
    "caveat_began": "{department} krijgt pas sinds {month} signalen; wat hier staat, gaat alleen over die tijd.",
    "caveat_ceased": "{department} krijgt sinds {month} vrijwel geen signalen meer; wat hier staat, gaat over de tijd"
    " ervoor.",
}
