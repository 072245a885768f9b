"""What a statement may say: how signals travel between two departments, and what stands in their way."""

from __future__ import annotations

CUSTOMER = "customer"  # a source or target that is no department
RELATIONS = ("flow", "no_flow", "feedback", "no_feedback", "need")
BARRIERS = (
    "efficiency_kpis", "no_mandate", "no_channel", "no_reply", "silo", "no_time", "low_status", "turnover",
    "not_listening",
)  # fmt: skip
