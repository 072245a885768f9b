"""Keys that belong to a form: JupyterLab would take digits, arrows and Enter for its own, and leave the cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
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
  let form = null;
  const listen = (tries) => {
    form = el.closest(`.${model.get("around")}`);
    if (form) {
      if (model.get("label")) {
        form.tabIndex = 0;
        form.setAttribute("role", "group");
        form.setAttribute("aria-label", model.get("label"));
      }
      form.addEventListener("focusin", own);
      form.addEventListener("keydown", press);
    } else if (tries > 0) requestAnimationFrame(() => listen(tries - 1));
  };
  listen(600);
  return () => {
    if (!form) return;
    form.removeEventListener("focusin", own);
    form.removeEventListener("keydown", press);
  };
}
export default { render };
"""


class Keys(anywidget.AnyWidget):
    """Shows nothing; keeps keys in the form around it, and calls what belongs to one, unless a text is being typed.

    Parameters
    ----------
    around
        The class of the form.
    presses
        What a key calls.
    label
        What the form is called to who does not see it, where it can be focused as a whole.
    """

    _esm = _LISTEN
    around = traitlets.Unicode().tag(sync=True)
    pressed = traitlets.List(traitlets.Unicode()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, around: str, presses: Mapping[str, Callable[[], None]] = MappingProxyType({}), *, label: str = ""
    ) -> None:
        super().__init__(around=around, pressed=list(presses), label=label)
        self.presses = dict(presses)
        self.on_msg(self._call)

    def _call(self, _: Any, content: Any, __: Any) -> None:
        if press := self.presses.get(content.get("key", "")):
            press()
