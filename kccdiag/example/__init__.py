"""Invented organisations with known faults, seeded: told signal by signal, knowing nothing of the measures."""

from __future__ import annotations

from kccdiag.example.making import make_example, write_demo
from kccdiag.example.organisation import Plan, department_names
from kccdiag.example.planting import FAULT_KINDS, PlantedFault, describe_kinds, parse_fault
from kccdiag.example.truth import Truth

__all__ = [
    "FAULT_KINDS",
    "Plan",
    "PlantedFault",
    "Truth",
    "department_names",
    "describe_kinds",
    "make_example",
    "parse_fault",
    "write_demo",
]
