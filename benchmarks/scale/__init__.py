"""How the reductions and the whole diagnosis grow with the size of a log, beside what others need for the same."""
