"""How fast the explorer is: first picture, change of a filter, many browsers at once."""
