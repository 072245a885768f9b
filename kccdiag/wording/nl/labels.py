"""Dutch names of the things that tables, figures and findings speak of."""

TEXTS = {
    "unknown": "onbekend",
    "small_groups": "kleine groepen",
    "contact_centre": "klantcontactcentrum",
    "intake": "de intake",
    "outside": "een ander systeem",
    "customer": "klant",
    "organisation": "de organisatie",
    "kind_idea": "ideeën",
    "kind_complaint": "klachten",
    "kind_question": "vragen",
    "kind_compliment": "complimenten",
}
