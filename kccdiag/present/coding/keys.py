"""One key a decision: digits and arrows, wherever in the desk the reader is, unless a text is being typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

# Lumino takes no key for a shortcut from an element with this attribute; around the element it would look too late.
_LISTEN = """
function render({ model, el }) {
  el.style.display = "none";
  const typing = "input:not([type=checkbox]), textarea, select";
  const own = (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true");
  const press = (event) => {
    const taken = event.ctrlKey || event.metaKey || event.altKey || event.target.closest(typing);
    if (taken || !model.get("pressed").includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    model.send({ key: event.key });
  };
  let desk = null;
  const listen = (tries) => {
    desk = el.closest(".kccdiag-coding");
    if (desk) {
      desk.tabIndex = 0;
      desk.setAttribute("role", "group");
      desk.setAttribute("aria-label", model.get("label"));
      desk.addEventListener("focusin", own);
      desk.addEventListener("keydown", press);
    } else if (tries > 0) requestAnimationFrame(() => listen(tries - 1));
  };
  listen(600);
  return () => {
    if (!desk) return;
    desk.removeEventListener("focusin", own);
    desk.removeEventListener("keydown", press);
  };
}
export default { render };
"""


class Keys(anywidget.AnyWidget):
    """Shows nothing; calls what belongs to a key that is pressed in the desk around it."""

    _esm = _LISTEN
    pressed = traitlets.List(traitlets.Unicode()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)

    def __init__(self, presses: Mapping[str, Callable[[], None]], *, label: str) -> None:
        super().__init__(pressed=list(presses), label=label)
        self.presses = dict(presses)
        self.on_msg(self._call)

    def _call(self, _: Any, content: Any, __: Any) -> None:
        if press := self.presses.get(content.get("key", "")):
            press()
