"""Dutch words for what the board gets to see, and for the desk at which that is chosen."""

TEXTS = {
    "opening": "Wat de directie te zien krijgt: bevindingen op volgorde, koppen, wat van wie wordt gevraagd.\n"
    "Geschreven door notebook 08; met de hand veranderen mag, en opmerkingen zoals deze blijven staan.",
    "none": "geen",
    # wat er sinds de keuzes is veranderd
    "new": "Nieuw, nog niet beoordeeld: “{headline}”",
    "gone": "Niet meer gevonden: “{headline}”. De keuzes blijven bewaard.",
    "back": "Terug van weggeweest: “{headline}”",
    "indication": "Nu alleen nog een aanwijzing, dus niet meer te zien: “{headline}”",
    "moved": "Het cijfer is veranderd: “{headline}” – {measure}: eerst {then}, nu {now}.",
    "quoted": "De eigen kop “{headline}” noemt {number}, en dat klopt niet meer. De bevinding zegt nu: “{now}”",
    "unknown": "board.toml, regel {line}: er is geen bevinding “{id}”.",
    "unknown_near": "board.toml, regel {line}: er is geen bevinding “{id}”; is “{near}” bedoeld?",
    "untold_headline": "De eigen kop is er niet in het Nederlands; te zien is de kop van de bevinding: “{headline}”",
    "untold_text": "Niet in het Nederlands geschreven, en dus in een andere taal te zien: “{text}”",
}
