"""Numbers and addresses that are somebody's, known by their form: e-mail, IBAN, BSN, phone, postcode, case numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum import iban
from stdnum.nl import bsn

REGION = "NL"  # how a phone number without a country is read

_EMAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]*\w@\w[\w-]*(?:\.[\w-]+)*", re.IGNORECASE)
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){10,30}(?![^\W_])", re.IGNORECASE)
_DUTCH_IBAN = re.compile(r"(?<![^\W_])NL[ .-]?\d\d[ .-]?[A-Z]{4}(?:[ .-]?\d){10}(?!\d)", re.IGNORECASE)
# Nine digits, also in groups; 9.1 % of all such numbers pass the test of a BSN by chance, so all are taken for one.
_NINE = re.compile(r"(?<![\w.,-])\d(?:[ .-]?\d){8}(?![\w-])(?![.,]\d)")
_DUTCH_PHONE = re.compile(r"(?<![\w+])(?:\+31|0031|\(?0)(?:[ .()/–-]{0,3}\d){9}(?!\d)")
_HOUSE = r"\d{1,4}(?: ?-? ?[a-z])?(?![^\W_])"
_POSTCODE = r"(?<![\w-])[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2}(?=[ ,]+\d))(?![^\W_])"
_BEFORE = rf"(?<![^\W_]){_HOUSE},? +"
_ADDRESS = re.compile(rf"(?:{_BEFORE})?(?-i:{_POSTCODE}),? +{_HOUSE}|{_BEFORE}(?-i:{_POSTCODE})", re.IGNORECASE)
_BARE_POSTCODE = re.compile(_POSTCODE)
_KEYED = re.compile(
    r"(?<![^\W_])(?:(?:klant|customer|client|zaak|case|ticket|dossier|relatie|order|bestel|meter|contract"
    r"|factuur|invoice|polis|policy|account|melding|incident|personeels|medewerker|employee|reference|referentie"
    r"|kenmerk)[ -]?(?P<said>nummers?|nr\.?s?|numbers?|no\.?|id|code)?|nummer|number|(?:ref|nr|no)\.)"
    r"\s*(?:is|van)?\s*[:#]?\s*(?P<number>[A-Z]{0,5}[-/.]?\d[A-Z0-9]*(?:[-/.][A-Z0-9]+)*)(?![^\W_])",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![^\W_])(?:[A-Z]{1,6}[-_/]?\d{4,}(?:[-_/.]\d+)*|[A-Z]{1,6}[-_/]\d{2,4}[-_/]\d{2,}|\d{6,}|#\d{3,}"
    r"|(?:19|20)\d\d[-/](?!(?:19|20)\d\d(?!\d))\d{4,})(?![^\W_])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST = 3  # digits of a number that its word says is a customer's

Found = tuple[str, int, int]


def addresses_in(text: str) -> Iterator[Found]:
    """Find e-mail addresses, bank accounts and postcodes with a house number: what may hold a name or a department.

    Examples
    --------
    >>> [text[start:end] for text in ["Mail j.smit@x.nl of 1234 AB 12."] for _, start, end in addresses_in(text)]
    ['j.smit@x.nl', '1234 AB 12']
    """
    yield from (("e-mail", *match.span()) for match in _EMAIL.finditer(text))
    yield from (("iban", *match.span()) for match in _DUTCH_IBAN.finditer(text))
    for match in _IBAN.finditer(text):
        if end := _account_end(match[0]):
            yield "iban", match.start(), match.start() + end
    yield from (("postcode", *match.span()) for match in _ADDRESS.finditer(text))


def numbers_in(text: str) -> Iterator[Found]:
    """Find phone numbers, BSN and what looks like one, and numbers of customers and cases.

    Examples
    --------
    >>> said = "Klant 48213 belde op 06-12345678 over zaak Z2024-0113, met 111222333; dat kost 250000 euro."
    >>> sorted({said[start:end] for _, start, end in numbers_in(said)} - {"12345678"})
    ['06-12345678', '111222333', '48213', 'Z2024-0113']
    """
    yield from (("phone", *match.span()) for match in _DUTCH_PHONE.finditer(text))
    for phone in PhoneNumberMatcher(text, REGION, leniency=Leniency.VALID, max_tries=10**6):
        yield "phone", phone.start, phone.end
    for match in _NINE.finditer(text):
        yield "bsn" if bsn.is_valid(match[0]) else "bsn_like", *match.span()
    for match in _KEYED.finditer(text):
        if _is_someones(match):
            yield "number", *match.span("number")
    for match in _CODE.finditer(text):
        if not _is_amount(text, match):
            yield "number", *match.span()


def postcodes_in(text: str) -> Iterator[Found]:
    """Find postcodes without a house number; "2025 HR" may be a year and a department."""
    yield from (("postcode", *match.span()) for match in _BARE_POSTCODE.finditer(text))


def _account_end(written: str) -> int:
    """Say where a bank account ends, since words may follow it; 0 where it is none."""
    for end in range(len(written), 14, -1):
        if written[end - 1].isalnum() and not written[end : end + 1].isalnum() and iban.is_valid(written[:end]):
            return end
    return 0


def _is_someones(match: re.Match[str]) -> bool:
    digits = sum(character.isdigit() for character in match["number"])
    return digits >= _SHORTEST and (bool(match["said"]) or not _YEAR.fullmatch(match["number"]))


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Tell round numbers and sums of money, which are nobody's, from numbers that are given out."""
    if not match[0].isdigit():
        return False
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return match[0].endswith("000") or before.endswith(("€", "$", "£")) or after[:4].casefold() == "euro"
