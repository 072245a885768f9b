"""One code for every spelling of one thing, whatever order the rows come in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kccdiag.engagement import fold
from kccdiag.intake.privacy import Key

Codes = npt.NDArray[np.int32]
_MOST_BYTES = 2**31 - 1  # in one piece of text


@dataclass(frozen=True)
class Coded:
    """One canonical column in all sources.

    Parameters
    ----------
    codes
        Per source, one code per row; 0 where missing.
    names
        Name of each code, from 1 on; empty for persons and customers.
    count
        How many codes there are.
    """

    codes: tuple[Codes, ...]
    names: tuple[str, ...]
    count: int


def encode(column: pa.Array | pa.ChunkedArray) -> pa.DictionaryArray:
    """Write a column as places in a list of its different values, by their first appearance."""
    if pa.types.is_string(column.type) and isinstance(column, pa.ChunkedArray) and column.nbytes < _MOST_BYTES:
        column = column.combine_chunks()  # where most values differ, much quicker than making one list of several
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    return coded.unify_dictionaries().combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded


def joined(table: pa.Table, columns: Sequence[str]) -> pa.ChunkedArray:
    """Join the values of columns with "/", leaving out what is missing; null where all are."""
    if len(columns) == 1:
        return table[columns[0]]
    together, *others = (table[name].cast(pa.string()) for name in columns)
    for other in others:
        # Not all at once with null_handling="skip": Arrow then leaves out rows in which every column is null.
        both = pc.binary_join_element_wise(together, other, "/")
        together = pc.coalesce(both, together, other)
    return together


def fold_all(values: Iterable[str]) -> list[str]:
    """Fold many values; what is plain ASCII takes the short way."""
    return [" ".join(value.lower().split()) if value.isascii() else fold(value) for value in values]


def shown(value: str) -> str:
    """Write a value as one line without characters that can't be seen or that turn the direction of others.

    Examples
    --------
    >>> shown(" Klant\\u200b\\n contact ")
    'Klant contact'
    """
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    visible = (mark for mark in value if mark.isspace() or unicodedata.category(mark) not in ("Cc", "Cf", "Cs"))
    return " ".join(unicodedata.normalize("NFC", "".join(visible)).split())


def code_values(sources: Sequence[tuple[pa.DictionaryArray, Mapping[str, str]]], unknown: Collection[str]) -> Coded:
    """Give equal codes to equal things, ordered by their folded names.

    The name is what the meaning says, else the most frequent spelling; of equally frequent ones the smallest.

    Parameters
    ----------
    sources
        The column in each source, and there the meaning of folded values.
    unknown
        Folded values that mean missing.

    Examples
    --------
    >>> coded = code_values([(encode(pa.array(["kcc", "KCC", "KCC", "?", None, "Klantcontact"])),
    ...                       {"klantcontact": "KCC"})], {"", "?"})
    >>> coded.names, coded.codes[0].tolist()
    (('KCC',), [1, 1, 1, 0, 0, 1])
    """
    counted = [(column.dictionary.to_pylist(), _weights(column).tolist(), meanings) for column, meanings in sources]
    codes, names = code_spellings(counted, unknown)
    spread = (_spread(column, code) for (column, _), code in zip(sources, codes, strict=True))
    return Coded(tuple(spread), names, len(names))


def code_spellings(sources: Sequence[tuple[Sequence[str], Sequence[int], Mapping[str, str]]], unknown: Collection[str]
                   ) -> tuple[list[list[int]], tuple[str, ...]]:  # fmt: skip
    """Give codes to the different values of a column in each source, as :func:`code_values` does to all of them.

    Parameters
    ----------
    sources
        In each source the different values, how often each stands there, and the meaning of folded values.

    Returns
    -------
    The codes of those values in each source, 0 for what means missing; the name of each code, from 1 on.
    """
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    meant: dict[str, str] = {}
    keys_of = []
    for values, counts, meanings in sources:
        keys = [_key(value, meanings, meant) for value in fold_all(values)]
        for value, key, times in zip(values, keys, counts, strict=True):
            if times and key not in unknown:
                spelled[key][shown(value)] += times
        keys_of.append(keys)
    code = {key: place for place, key in enumerate(sorted(spelled), 1)}
    names = tuple(meant.get(key) or _most_frequent(spelled[key]) for key in code)
    return [[code.get(key, 0) for key in keys] for keys in keys_of], names


def _key(value: str, meanings: Mapping[str, str], meant: dict[str, str]) -> str:
    name = meanings.get(value)
    if name is None:
        return value
    key = fold(name)
    meant.setdefault(key, name)
    return key


def _most_frequent(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _weights(column: pa.DictionaryArray) -> npt.NDArray[np.int64]:
    return np.bincount(column.indices.drop_null().to_numpy(), minlength=len(column.dictionary))


def _spread(column: pa.DictionaryArray, codes: Sequence[int]) -> Codes:
    """Give every row the code of its value; 0 where it has none."""
    places = column.indices.fill_null(len(codes)).to_numpy(zero_copy_only=False)
    return np.array([*codes, 0], dtype=np.int32)[places]


def code_people(sources: Sequence[pa.DictionaryArray], role: str, *, key: Key, unknown: Collection[str]) -> Coded:
    """Give persons or customers codes in the order of their pseudonyms, so that a code says nothing of a name."""
    folded = [fold_all(column.dictionary.to_pylist()) for column in sources]
    code = {value: place for place, value in enumerate(people_in_order(sources, role, key=key, unknown=unknown), 1)}
    codes = tuple(_spread(column, [code.get(value, 0) for value in values])
                  for column, values in zip(sources, folded, strict=True))  # fmt: skip
    return Coded(codes, (), len(code))


def people_in_order(sources: Sequence[pa.DictionaryArray], role: str, *, key: Key, unknown: Collection[str]
                    ) -> list[str]:  # fmt: skip
    """List persons or customers (folded) in the order of their pseudonyms: the first has code 1."""
    present = {
        value
        for column in sources
        for value, times in zip(fold_all(column.dictionary.to_pylist()), _weights(column).tolist(), strict=True)
        if times and value not in unknown
    }
    return sorted(present, key=lambda value: key.pseudonym(role, value))


def meanings_of(column: pa.DictionaryArray, meanings: Mapping[str, int]) -> Codes:
    """Give every row the number that its folded value means; 0 for none."""
    return _spread(column, [meanings.get(value, 0) for value in fold_all(column.dictionary.to_pylist())])


_WORD = re.compile(r"[^\W_]+")


def similar_names(names: Sequence[str]) -> pd.DataFrame:
    """Find names that look like one: the same letters and digits, or one slip of the pen apart.

    Returns
    -------
    Columns one, other; each pair once. A suggestion, never applied.

    Examples
    --------
    >>> similar_names(["Billing", "Biling", "Back-office", "Back office", "Team 1", "Team 2"]).values.tolist()
    [['Back office', 'Back-office'], ['Biling', 'Billing']]
    """
    near: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        words = _WORD.findall(fold(name))
        if not words:  # "--" and "!!" are two names
            continue
        near["=" + "".join(sorted(words))].add(name)
        letters = "".join(words)
        if len(letters) >= 6:
            for place in range(len(letters)):
                near[letters[:place] + letters[place + 1 :]].add(name)
            near[letters].add(name)
    pairs = {
        (one, other)
        for group in near.values() if 1 < len(group) <= 20
        for one in group for other in group if one < other and _a_slip(one, other)
    }  # fmt: skip
    return pd.DataFrame(sorted(pairs), columns=["one", "other"], dtype="str")


def _a_slip(one: str, other: str) -> bool:
    """Say whether two near names may be one: numbers and single letters tell teams apart."""
    words, others = _WORD.findall(fold(one)), _WORD.findall(fold(other))
    if sorted("".join(words)) == sorted("".join(others)):
        return _marks(words) == _marks(others)
    return _marks(words) == _marks(others) and not any(word.isdigit() for word in set(words) ^ set(others))


def _marks(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if len(word) == 1 or any(mark.isdigit() for mark in word))
