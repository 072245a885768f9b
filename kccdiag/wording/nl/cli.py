"""Dutch words of the command line."""

_AS_IT_IS = (
    "voor het log zoals het is, maar niet bij een eerdere afsluiting, een andere volgorde van gelijke tijden of met de"
    " onbekende afdelingen verdeeld: zie indications"
)

TEXTS = {
    "heading": "{name}: {findings} bevindingen",
    "heading_one": "{name}: 1 bevinding",
    "none": "Geen bevinding is groot en zeker genoeg om te tonen. Dat is ook een uitkomst.",
    "more": "… en nog {more} in findings.json",
    "indications": f"Nog {{n}} gelden {_AS_IT_IS}",
    "indications_one": f"Nog {{n}} geldt {_AS_IT_IS}",
    "more_in_tables": "Van dezelfde soorten staan er nog {n} in de tabellen",
    "more_in_tables_one": "Van dezelfde soorten staat er nog {n} in de tabellen",
    "not_kept": "Wat is gelezen, samengevat of getekend, kon niet (helemaal) worden bewaard in {folder}: er is geen "
    "ruimte of er mag niet worden geschreven. De uitkomst is er niet anders om; een volgende keer duurt het even lang.",
    "files": "Bevindingen, tabellen en figuren staan in {out}",
    "hashing": "bestanden vergelijken",
    "reading": "bestanden lezen",
    "coding": "gebeurtenissen ordenen",
    "writing": "gebeurtenissen bewaren",
    "intake": "inlezen",
    "loading": "programma laden",
    "flow": "gebeurtenissen samenvatten",
    "measures": "stromen meten",
    "over_time": "perioden vergelijken",
    "objections": "bezwaren proberen",
    "findings": "bevindingen wegen",
    "tables": "tabellen schrijven",
    "report": "rapport schrijven",
    "slides": "slides maken",
    "figures": "figuren tekenen",
    "interviews": "gesprekken lezen",
    "voices": "gesprekken naast het log leggen",
    "profile": "Waar de tijd bleef",
    "profile_wall": "seconden",
    "profile_cpu": "CPU-seconden",
    "profile_peak": "piek in MB",
    "altogether": "alles samen",
}
