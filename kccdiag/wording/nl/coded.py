"""Dutch words of what was found in coded material and not imported."""

TEXTS = {
    "code": "passages met de code '{name}', die geen relatie, belemmering, gever of ontvanger aanduidt",
    "department": "passages met de code '{name}', die geen bekende afdeling noemt",
    "ambiguous": "passages met meer dan één relatie, of met meerdere gevers én ontvangers: niet te zeggen wat bij"
    " elkaar hoort",
    "ends": "passages met een relatie maar zonder gever of ontvanger: codes als 'van: A' en 'naar: B' zeggen wie",
    "document": "passages uit '{name}', dat geen interview in participants.csv is: van niemand daar",
    "unplaced": "passages waarvan de woorden in geen of juist in meer dan één beurt van het transcript staan: bewaard"
    " zonder hun plaats",
    "bare": "passages zonder code",
    "nobody": "uitspraken waarvan niet te zeggen is wie ze deed: ze tellen niet mee",
    "disputed": "voorstellen waarover twee codeurs anders besloten: ze tellen pas mee als zij het eens zijn",
    "rejected": "voorstellen die zijn afgewezen",
}
