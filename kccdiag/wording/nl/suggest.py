"""Dutch words of proposing statements."""

TEXTS = {
    "done": "{statements} uitspraken voorgesteld uit {interviews} gesprekken, in {file}",
    "confidential": "Vertrouwelijk: dit bestand bevat letterlijk wat mensen zeiden, zonder dat namen zijn weggelaten."
    " Bewaar het waar alleen de consultant bij kan.",
}
