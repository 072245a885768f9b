"""Persons and customers as pseudonyms: here their names stop."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kccdiag.faults import refuse

VARIABLE = "KCCDIAG_KEY"
_LENGTH = 32  # bytes
_SHORTEST = 16


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
    named = environment.get(VARIABLE)
    path = Path(named) if named else _settings_folder(environment) / "kccdiag" / "key"
    if path.resolve().is_relative_to(folder.resolve()):
        raise refuse(VARIABLE, "the key for pseudonyms lies inside the engagement folder, which travels",
                     f"put it elsewhere and say where in the environment: {VARIABLE}=…")  # fmt: skip
    try:
        secret = _read_or_make(path)
    except OSError as error:
        if named:
            raise refuse(VARIABLE, f"the key file {named} can't be used: {error.strerror}",
                         "name a file that can be read, or that can be made") from error  # fmt: skip
        return Key(secrets.token_bytes(_LENGTH), kept=False)
    if len(secret) < _SHORTEST:
        raise refuse(VARIABLE, f"the key is {len(secret)} bytes long; it must have at least {_SHORTEST}",
                     "take it away and a new one is made") from None  # fmt: skip
    return Key(secret, kept=True)


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
            with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_LENGTH))
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
