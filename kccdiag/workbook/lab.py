"""JupyterLab on a folder of notebooks: this environment's kernel, this machine only, nothing asked of the outside."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

CONFIG = Path(__file__).resolve().parent  # holds labconfig, which keeps JupyterLab from asking whether to fetch news
FIRST = "00_start_here.ipynb"


def open_lab(folder: Path, *, browser: bool = True) -> None:
    """Serve a folder in JupyterLab until it is stopped, and open it in a browser."""
    os.environ.update(environment(os.environ.get("JUPYTER_CONFIG_PATH", "")))
    # Only now: what Jupyter imports reads the environment once.
    import_module("jupyterlab.labapp").LabApp.launch_instance(arguments(folder, browser=browser))


def environment(config_path: str) -> dict[str, str]:
    """Name what Jupyter must know before it is imported: where its settings are, and that this environment goes first.

    Without the second, a kernel called python3 in the user's home would answer, which knows nothing of this package.
    """
    paths = os.pathsep.join(path for path in (str(CONFIG), config_path) if path)
    return {"JUPYTER_CONFIG_PATH": paths, "JUPYTER_PREFER_ENV_PATH": "1"}


def arguments(folder: Path, *, browser: bool) -> list[str]:
    """List what JupyterLab is started with."""
    first = f"/tree/{FIRST}" if (folder / FIRST).exists() else ""
    asked = [
        f"--ServerApp.root_dir={folder}",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.allow_remote_access=False",
        f"--ServerApp.open_browser={browser}",
        f"--LabApp.default_url=/lab{first}",
        "--ServerApp.log_level=WARN",  # the address is said all the same
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        "--MultiKernelManager.default_kernel_name=python3",
    ]
    # Containers have no other user; who comes in needs the token all the same.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*asked, "--ServerApp.allow_root=True"] if as_root else asked
