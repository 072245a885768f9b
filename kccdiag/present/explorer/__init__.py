"""The explorer for managers: one widget, in a notebook and as a web app.

Opening a saved explorer imports neither what reads logs nor what draws with matplotlib: it is there at once.
"""

from kccdiag.present.explorer.opening import check_log, explore, explore_saved, save_explorer

__all__ = ["check_log", "explore", "explore_saved", "save_explorer"]
