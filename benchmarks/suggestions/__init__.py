"""How good proposed statements are: beside labelled interviews, with precision, recall and what they rest on."""
