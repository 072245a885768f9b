"""What an engine returns, as a table of pandas."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pyarrow as pa


def in_pandas(rows: pa.Table, leaves_as: Callable[[pa.DataType], pa.DataType]) -> pd.DataFrame:
    """Make a table of pandas of rows, columns of lists as Arrow holds them: no Python object for each.

    Parameters
    ----------
    leaves_as
        Gives the type in which a column of a type is wanted.
    """
    wanted = pa.schema([(field.name, leaves_as(field.type)) for field in rows.schema])
    return rows.cast(wanted).to_pandas(
        types_mapper=lambda kind: pd.ArrowDtype(kind) if pa.types.is_nested(kind) else None,
        split_blocks=True,
        self_destruct=True,
    )
