"""The colours of everything that is shown; they also hold without colour."""

INK, QUIET, FAINT = "#1A1A1A", "#4D4D4D", "#D9D9D9"
# Okabe and Ito (2008), with lighter and darker tones of the same hues where grey must tell them apart.
VERMILION, ORANGE, BLUE = "#D55E00", "#E69F00", "#0072B2"
LIVE, DEAD = "#A6D3EE", "#9A3F00"
# Of handovers, less than expected to more: less stays light and more turns dark, so that grey tells them apart.
LESS, EVEN, MORE = "#E69F00", "#F7F7F7", "#08306B"
FURTHEST = 8.0  # times more or less, beyond which they say nothing
