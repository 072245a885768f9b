"""Statements that people coded: the own format, other tools' exports and the coding desk."""
