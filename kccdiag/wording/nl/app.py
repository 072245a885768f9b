"""Dutch words of the web app around the explorer."""

TEXTS = {
    "title": "{name}: verkenner",
    "loading": "De verkenner wordt geladen …",
    "kernel": "De berekening achter deze pagina is gestopt. Laad de pagina opnieuw en maak uw keuzes dan nog eens.",
    "server": "De verkenner is afgesloten. Start hem opnieuw met: kccdiag explore",
    "failed": "De verkenner kon niet worden getoond. Wat er misging staat in het venster waarin hij is gestart.",
    "again": "Opnieuw laden",
    "script": "De verkenner heeft JavaScript nodig. Het verslag, report.html, kan zonder.",
    "refused": "Geen toegang. Open het adres dat kccdiag explore noemde, met alles na het vraagteken.",
    "address": "De verkenner staat op {address}",
    "stop": "Stoppen: Ctrl+C",
    "preparing": "De verkenner wordt klaargezet …",
}
