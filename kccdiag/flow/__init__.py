"""From the canonical event table to small additive tables of how signals flowed."""
