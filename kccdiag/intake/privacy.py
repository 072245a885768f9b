"""Persons and customers as pseudonyms: here their names stop."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kccdiag.faults import InputError, refuse

VARIABLE = "KCCDIAG_KEY"
_LENGTH = 32  # bytes
_SHORTEST = 16
LONGEST_NAME = 6  # words: "drs. M. van der Berg-de Vries"
MASK = "…"
_WORD = re.compile(r"\w+")
# A date or a time of day, with at most one word in it: the month. Anything else in its place may be a name or a number
# that is somebody's.
_DATE = re.compile(
    r"\b(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](\d{1,2}|[^\W\d_]{3,9}\.?)[-/. ](\d{4}|\d{2})|\d{1,2}:\d\d)(?!\d)"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")

Words = tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """The secret that makes pseudonyms.

    Parameters
    ----------
    secret
        Its bytes.
    kept
        Whether it is on disk, so that the next run makes the same pseudonyms.
    """

    secret: bytes
    kept: bool

    def __repr__(self) -> str:
        return f"Key(kept={self.kept})"

    @property
    def fingerprint(self) -> str:
        """Name the key without giving it away."""
        return hmac.new(self.secret, b"fingerprint", hashlib.sha256).hexdigest()[:16]

    def pseudonym(self, role: str, name: str) -> bytes:
        """Make the pseudonym (HMAC-SHA-256) of a person or customer; the same name in two roles gives two.

        Examples
        --------
        >>> key = Key(b"0" * 32, kept=False)
        >>> key.pseudonym("person", "jan") == key.pseudonym("customer", "jan")
        False
        """
        return hmac.digest(self.secret, f"{role}\x00{name}".encode("utf-8", "surrogatepass"), "sha256")


def find_key(folder: Path, environment: Mapping[str, str] = os.environ) -> Key:
    """Read the key, making it at first use.

    It is the file that KCCDIAG_KEY names, else one in the user's own settings; never inside the engagement folder.
    Where it can't be kept, a key for this run only is made.

    Raises
    ------
    InputError
        For a key inside the engagement folder, one that is too short, or a file that can't be read.
    """
    path = key_file(folder, environment)
    try:
        secret = _read_or_make(path)
    except OSError as error:
        if environment.get(VARIABLE):
            raise _unusable(path, error) from error
        return Key(secrets.token_bytes(_LENGTH), kept=False)
    return _checked(secret, path)


def key_file(folder: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Say where the key is or will be.

    Raises
    ------
    InputError
        For a place inside the engagement folder.
    """
    named = environment.get(VARIABLE)
    path = Path(named) if named else _settings_folder(environment) / "kccdiag" / "key"
    if path.resolve().is_relative_to(folder.resolve()):
        raise refuse(VARIABLE, f"the key for pseudonyms, {path}, lies inside the engagement folder, which travels",
                     f"put it elsewhere and say where in the environment: {VARIABLE}=…")  # fmt: skip
    return path


def read_key(folder: Path, environment: Mapping[str, str] = os.environ) -> Key:
    """Read the key that there is; never make one.

    Raises
    ------
    InputError
        Where there is none, and as :func:`find_key`.
    """
    path = key_file(folder, environment)
    try:
        return _checked(path.read_bytes(), path)
    except FileNotFoundError:
        raise refuse(
            str(path),
            "there is no key here; without it nobody can tell who a pseudonym is",
            f"put back the key with which the log was read, or say where it is: {VARIABLE}=…",
        ) from None
    except OSError as error:
        raise _unusable(path, error) from error


def replace_key(folder: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Put a new key in the place of the old one, which is gone then; return where it is.

    Raises
    ------
    InputError
        As :func:`find_key`, and where no key can be kept.
    """
    path = key_file(folder, environment)
    own = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_secret(own)
        own.replace(path)
    except OSError as error:
        raise _unusable(path, error) from error
    finally:
        own.unlink(missing_ok=True)
    return path


def _checked(secret: bytes, path: Path) -> Key:
    if len(secret) < _SHORTEST:
        what = f"the key {path} is {len(secret)} bytes long; it must have at least {_SHORTEST}"
        raise refuse(VARIABLE, what, "take it away and a new one is made, or name another file")
    return Key(secret, kept=True)


def _unusable(path: Path, error: OSError) -> InputError:
    return refuse(VARIABLE, f"the key file {path} can't be used: {error.strerror}",
                  "name a file that can be read, or that can be made")  # fmt: skip


def looks_like_time(value: str) -> bool:
    """Say whether a value that is no time was at least meant as one, so that it may be repeated to a reader.

    Examples
    --------
    >>> [looks_like_time(text) for text in ("31-02-2025", "3 fevrier 2025 9:00", "Jan Jansen 06-12345678", "K004711")]
    [True, True, False, False]
    """
    return bool(_DATE.search(value)) and len(_WORDS.findall(value)) <= 1


def words_of(name: str) -> Words:
    """Split a name into the words by which it is found in a text.

    Examples
    --------
    >>> words_of("Vries, P. de")
    ('vries', 'p', 'de')
    """
    if name.isascii() and name.isalnum():  # a number of somebody, as most are; quicker
        return (name.lower(),)
    return tuple(word.casefold() for word in _WORD.findall(name))


def telling_names(people: Iterable[str]) -> frozenset[Words]:
    """Choose the names and numbers of people that say who somebody is wherever they stand: not "2", "A" or "07"."""
    found = (words_of(name) for name in people)
    return frozenset(words for words in found if 0 < len(words) <= LONGEST_NAME and _tells(words))


def _tells(words: Words) -> bool:
    longest = max(words, key=len)
    return len(longest) > 3 if longest.isdigit() else len(longest) > 2


def masked(text: str, names: Collection[Words]) -> str:
    """Write a text without the people who are named in it.

    Examples
    --------
    >>> masked("Doorgezet naar Jan Jansen", telling_names(["jan jansen", "KCC"]))
    'Doorgezet naar …'
    """
    places = list(_WORD.finditer(text))
    kept, end, place = [], 0, 0
    while place < len(places):
        longest = min(LONGEST_NAME, len(places) - place)
        span = next((n for n in range(longest, 0, -1) if words_of(_stretch(text, places, place, n)) in names), 0)
        if span:
            kept += [text[end : places[place].start()], MASK]
            end = places[place + span - 1].end()
        place += span or 1
    return "".join([*kept, text[end:]])


def _stretch(text: str, places: list[re.Match[str]], place: int, words: int) -> str:
    return text[places[place].start() : places[place + words - 1].end()]


def _settings_folder(environment: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environment.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _read_or_make(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        own = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            _write_secret(own)
            os.link(own, path)  # whoever comes first wins; the loser reads the winner's
        except FileExistsError:
            pass
        except OSError:
            if not own.exists() or own.stat().st_size < _LENGTH:  # a full disk
                raise
            own.replace(path)  # a file system without links
        finally:
            own.unlink(missing_ok=True)
    return path.read_bytes()


def _write_secret(path: Path) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_LENGTH))
