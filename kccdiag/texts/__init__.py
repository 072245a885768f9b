"""What people wrote: words, what says the same, and a name for it that names nobody."""
