"""English names of the things that tables, figures and findings speak of."""

TEXTS = {
    "unknown": "unknown",
    "small_groups": "small groups",
    "contact_centre": "contact centre",
    "intake": "the intake",
    "outside": "another system",
    "customer": "customer",
    "organisation": "the organisation",
    "kind_idea": "ideas",
    "kind_complaint": "complaints",
    "kind_question": "questions",
    "kind_compliment": "compliments",
}
