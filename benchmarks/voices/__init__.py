"""How often what is said of interviews is wrong: networks, intervals and standings, simulated."""
