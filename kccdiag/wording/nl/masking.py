"""Wat er staat op de plaats van wie of wat onherkenbaar is gemaakt."""

TEXTS = {
    "name": "naam",
    "e-mail": "e-mailadres",
    "iban": "rekeningnummer",
    "bsn": "bsn",
    "bsn_like": "nummer als een bsn",
    "phone": "telefoonnummer",
    "postcode": "adres",
    "interview": "interview {number}",
    "speaker": "andere spreker",
    "number": "nummer",
}
