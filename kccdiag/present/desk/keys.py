"""Keys that belong to the desk: JupyterLab would take arrows and Enter in a list for its own, and leave the cell."""

from __future__ import annotations

import anywidget

# Lumino takes no key for a shortcut from an element with this attribute; around the element it would look too late.
_MARK = """
const own = (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true");
function mark(el, tries) {
  const desk = el.closest(".kccdiag-desk");
  if (desk) desk.addEventListener("focusin", own);
  else if (tries > 0) requestAnimationFrame(() => mark(el, tries - 1));
}
export default { render({ el }) { el.style.display = "none"; mark(el, 600); } };
"""


class OwnKeys(anywidget.AnyWidget):
    """Shows nothing; keeps the keys that are pressed in the desk around it in the desk."""

    _esm = _MARK
