"""What stands in the place of who or what was masked."""

TEXTS = {
    "name": "name",
    "e-mail": "e-mail address",
    "iban": "bank account",
    "bsn": "citizen service number",
    "bsn_like": "number like a citizen service number",
    "phone": "phone number",
    "postcode": "address",
    "interview": "interview {number}",
    "speaker": "another speaker",
    "number": "number",
}
