"""Dutch words of proposing statements."""

TEXTS = {
    "done": "Voorgestelde uitspraken: {statements}, uit gelezen gesprekken: {interviews}; in {file}",
    "confidential": "Vertrouwelijk: dit bestand bevat letterlijk wat mensen zeiden, zonder dat namen zijn weggelaten."
    " Bewaar het waar alleen de consultant bij kan.",
}
