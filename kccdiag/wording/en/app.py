"""English words of the web app around the explorer."""

TEXTS = {
    "title": "{name}: explorer",
    "loading": "The explorer is loading …",
    "kernel": "The calculation behind this page has stopped. Reload the page, and then make your choices again.",
    "server": "The explorer has been closed. Start it again with: kccdiag explore",
    "failed": "The explorer could not be shown. What went wrong is in the window in which it was started.",
    "again": "Reload",
    "script": "The explorer needs JavaScript. The report, report.html, does without.",
    "refused": "No access. Open the address that kccdiag explore gave, with everything after the question mark.",
    "address": "The explorer is at {address}",
    "stop": "To stop: Ctrl+C",
    "preparing": "The explorer is being prepared …",
}
