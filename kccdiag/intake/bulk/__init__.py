"""Canonical events made by an engine, of Parquet that is too large for memory or lies where only the engine reads."""
