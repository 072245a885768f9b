"""Dutch words of the notebooks' copies in an engagement."""

TEXTS = {
    "new_version": "nieuwe_versie",
    "added": "Gekopieerd: {names}",
    "renewed": "Vernieuwd (u had er niets in veranderd): {names}",
    "kept": "U werkte in {name}; dat bleef zoals het was. De nieuwere versie staat ernaast: {beside}",
    "deleted": "Niet teruggezet, want hier weggehaald: {names}. Terug met: kccdiag lab MAP --restore",
    "folder": "De notebooks staan in {folder}",
    "stop": "JupyterLab loopt zolang dit venster open is; stoppen: twee keer Ctrl+C.",
}
