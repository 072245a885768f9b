"""What an engine returns, as a table of pandas."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pyarrow as pa

from kccdiag.faults import too_large


def in_pandas(rows: pa.Table, leaves_as: Callable[[pa.DataType], pa.DataType]) -> pd.DataFrame:
    """Make a table of pandas of rows, columns of lists as Arrow holds them: no Python object for each.

    Parameters
    ----------
    leaves_as
        Gives the type in which a column of a type is wanted.

    Raises
    ------
    kccdiag.faults.InputError
        For a number that does not fit in it.
    """
    wanted = pa.schema([(field.name, leaves_as(field.type)) for field in rows.schema])
    try:
        rows = rows.cast(wanted)
    except pa.ArrowInvalid as error:
        raise too_large() from error
    return rows.to_pandas(
        types_mapper=lambda kind: pd.ArrowDtype(kind) if pa.types.is_nested(kind) else None,
        split_blocks=True,
        self_destruct=True,
    )
