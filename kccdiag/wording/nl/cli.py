"""Dutch words of the command line."""

TEXTS = {
    "heading": "{name}: {findings} bevindingen",
    "heading_one": "{name}: 1 bevinding",
    "none": "Geen bevinding is groot en zeker genoeg om te tonen. Dat is ook een uitkomst.",
    "more": "… en nog {more} in findings.json",
    "indications": "Nog {indications} gelden voor het log zoals het is, maar niet bij een eerdere afsluiting, een"
    " andere volgorde van gelijke tijden of met de onbekende afdelingen verdeeld: zie indications",
    "more_in_tables": "Van dezelfde soorten staan er nog {more} in de tabellen",
    "files": "Bevindingen, tabellen en figuren staan in {out}",
    "hashing": "bestanden vergelijken",
    "reading": "bestanden lezen",
    "coding": "gebeurtenissen ordenen",
    "writing": "gebeurtenissen bewaren",
    "intake": "inlezen",
    "flow": "stromen meten",
    "objections": "bezwaren proberen",
    "slides": "slides maken",
    "figures": "figuren tekenen",
    "interviews": "gesprekken lezen",
}
