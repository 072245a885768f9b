"""Dutch words of the command line."""

TEXTS = {
    "heading": "{name}: {findings} bevindingen",
    "heading_one": "{name}: 1 bevinding",
    "none": "Geen bevinding is groot en zeker genoeg om te tonen. Dat is ook een uitkomst.",
    "more": "… en nog {more} in findings.json",
    "indications": "Nog {indications} vallen weg als gelijktijdige rijen anders staan: zie indications",
    "more_in_tables": "Van dezelfde soorten staan er nog {more} in de tabellen",
    "files": "Bevindingen, tabellen en figuren staan in {out}",
    "hashing": "bestanden vergelijken",
    "reading": "bestanden lezen",
    "coding": "gebeurtenissen ordenen",
    "writing": "gebeurtenissen bewaren",
    "intake": "inlezen",
    "flow": "stromen meten",
    "objections": "bezwaren proberen",
    "figures": "figuren tekenen",
}
