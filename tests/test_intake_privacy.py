"""Pseudonyms depend on the key, the role and the name, and the key stays out of what travels."""

from __future__ import annotations

import hashlib
import hmac
import stat

import pytest

from kccdiag.faults import InputError
from kccdiag.intake.privacy import Key, find_key


def test_a_pseudonym_is_the_hmac_of_role_and_name():
    secret = b"0123456789abcdef"
    expected = hmac.new(secret, b"person\x00jan", hashlib.sha256).digest()
    assert Key(secret, kept=True).pseudonym("person", "jan") == expected
    assert Key(b"another secret 16", kept=True).pseudonym("person", "jan") != expected


def test_the_key_is_made_once_and_read_by_its_owner_only(tmp_path):
    place = tmp_path / "settings" / "key"
    first = find_key(tmp_path / "engagement", {"KCCDIAG_KEY": str(place)})
    assert first.kept
    assert len(first.secret) == 32
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert find_key(tmp_path / "engagement", {"KCCDIAG_KEY": str(place)}) == first
    assert [path.name for path in place.parent.iterdir()] == ["key"]


def test_without_a_name_the_key_is_among_the_users_settings(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    find_key(tmp_path / "engagement", {"XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert (tmp_path / "config" / "kccdiag" / "key").is_file()


def test_a_key_inside_the_engagement_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="lies inside the engagement folder"):
        find_key(tmp_path, {"KCCDIAG_KEY": str(tmp_path / "deep" / "key")})


def test_a_short_key_is_refused(tmp_path):
    (tmp_path / "key").write_bytes(b"hunter2")
    with pytest.raises(InputError, match=r"the key \S+key is 7 bytes long; it must have at least 16"):
        find_key(tmp_path / "engagement", {"KCCDIAG_KEY": str(tmp_path / "key")})


def test_a_named_key_that_can_not_be_read_is_refused(tmp_path):
    with pytest.raises(InputError, match="can't be used"):
        find_key(tmp_path / "engagement", {"KCCDIAG_KEY": str(tmp_path)})


def test_where_no_key_can_be_kept_one_is_made_for_this_run(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    (tmp_path / "config").write_text("a file where a folder should be")
    key = find_key(tmp_path / "engagement", {"XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert not key.kept
    assert len(key.secret) == 32


def test_a_key_does_not_show_itself():
    assert "secret" not in repr(Key(b"secret secret secret", kept=True))
