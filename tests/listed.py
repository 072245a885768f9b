"""A small engagement with one list under [inputs], such as kpis.csv."""

from __future__ import annotations

from pathlib import Path

from kccdiag.engagement import Engagement, open_engagement


def config_of(name: str) -> str:
    """Write the configuration with a list of this name."""
    return f"""[engagement]
name = "Small"
[log]
files = ["events.csv"]
columns = {{ signal = "signal", time = "time", department = "department" }}
[departments]
aliases = {{ "Klantenservice" = "KCC" }}
[inputs]
{name} = "{name}.csv"
"""


def opened_with(folder: Path, name: str, raw: bytes | str, config: str = "") -> Engagement:
    """Open an engagement with this list, under the usual configuration where there is no other."""
    (folder / "events.csv").write_text("signal,time,department\n1,2025-01-06 09:00,KCC\n")
    (folder / "kccdiag.toml").write_text(config or config_of(name))
    (folder / f"{name}.csv").write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return open_engagement(folder)
