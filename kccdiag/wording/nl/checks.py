"""Dutch words for the objections that a finding meets."""

TEXTS = {
    "all": "houdt stand onder alle {tried} geprobeerde bezwaren",
    "some": "houdt stand onder {held} van de {tried} bezwaren",
    "none": "geen bezwaar kon worden geprobeerd",
    "held": "Houdt stand",
    "broken": "Houdt geen stand",
    "untested": "Te weinig gevallen om iets te zeggen",
    "unsure": "Houdt stand, maar met minder signalen niet meer zeker",
    "earlier_cutoff": "als het log een maand eerder was afgesloten",
    "first_quarter": "in het eerste kwart van de periode alleen",
    "last_quarter": "in het laatste kwart van de periode alleen",
    "without_largest": "zonder de grootste afdeling ({about})",
    "kind_alone": "bij {about} alleen",
    "ties_reshuffled": "met gelijktijdige gebeurtenissen in een andere volgorde",
    "unknown_spread": "met de onbekende afdelingen verdeeld over de bekende",
    "exits_counted": "als wat in andere systemen verderging telt als doorgegeven en afgerond",
    "limits_halved": "met half zo strenge grenzen",
    "limits_doubled": "met twee keer zo strenge grenzen",
    "interview_fewer": "met een willekeurig gesprek minder",
    "respondent_fewer": "met een willekeurige respondent minder",
}
