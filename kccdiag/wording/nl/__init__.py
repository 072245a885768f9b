"""Texts in Dutch."""
