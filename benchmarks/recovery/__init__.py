"""Proof that the diagnosis finds what is there, finds nothing that is not, and that its intervals tell the truth."""
