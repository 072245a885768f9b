"""English words of the notebooks' copies in an engagement."""

TEXTS = {
    "new_version": "new_version",
    "added": "Copied: {names}",
    "renewed": "Renewed (you had changed nothing in them): {names}",
    "kept": "You worked in {name}; that stayed as it was. The newer version is beside it: {beside}",
    "deleted": "Not brought back, since they were taken away here: {names}. Back with: kccdiag lab FOLDER --restore",
    "folder": "The notebooks are in {folder}",
    "stop": "JupyterLab runs for as long as this window is open; to stop: Ctrl+C twice.",
}
