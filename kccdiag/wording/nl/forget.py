"""Nederlandse woorden voor het vergeten van een deelnemer."""

TEXTS = {
    "would": "Dit zou kccdiag doen (er is niets veranderd):",
    "done": "Gedaan:",
    "left": "Wat blijft, of van hieruit niet te bereiken is:",
    "nobody": "verwijderd",
    "transcript": "transcripten verwijderd: {n}",
    "rewritten": "transcripten opnieuw geschreven zonder deze deelnemer: {n} (als WebVTT, zonder tijden)",
    "participants": "uit de deelnemerslijst gehaald",
    "statements": "bestanden met uitspraken of besluiten waar iets uit gehaald of gemaskeerd is: {n}",
    "survey": "antwoorden uit de enquête gehaald",
    "board": "woorden uit board.toml gehaald; kijk na wat er nu staat",
    "notebook": "notebooks waarvan de uitkomsten gewist zijn: {n}",
    "checkpoints": "mappen met oudere versies van notebooks verwijderd: {n}",
    "cache": "wat eerder was ingelezen, geteld en getekend (.kccdiag) verwijderd; het wordt opnieuw gemaakt",
    "results": "mappen met resultaten verwijderd: {n}; maak ze opnieuw met kccdiag diagnose",
    "private": "vertrouwelijke bestanden in private verwijderd: {n}; maak ze zo nodig opnieuw met kccdiag export",
    "file": "{file} noemt deze deelnemer nog, op regel {lines}; haal de naam daar zelf weg",
    "file_name": "het bestand {file} heet naar deze deelnemer; geef het een andere naam",
    "log_names": "het logbestand noemt deze persoon in de kolom met personen; vraag om een export zonder die naam. In"
    " de resultaten staat van personen niets",
    "log_does_not_name": "in de kolom met personen van het logbestand komt deze naam niet voor",
    "log_no_key": "of het logbestand deze persoon kent is niet na te gaan: de sleutel is er niet; zoek de naam in de"
    " export zelf",
    "log_no_persons": "het logbestand heeft geen kolom met personen; of de naam elders in de export staat is niet"
    " nagegaan",
    "elsewhere": "kopieën van deze map, back-ups, bestanden die geen tekst zijn, resultaten in andere mappen en wat al"
    " aan anderen gegeven is: verwijder ze daar",
}
