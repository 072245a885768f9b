"""From a client's export to canonical tables; people stop here."""
