// Marks in a picture that answer to a pointer and to the keyboard, and the note that appears beside them.

// A note shown beside the mark that is pointed at or focused. What it says stands in the mark's label too.
function noteBeside(root) {
  const box = element("div", { class: "kcx-note", "aria-hidden": "true", hidden: "" });
  root.append(box);
  return {
    show(target, lines) {
      box.replaceChildren(...lines.map((line, place) => element("div", { class: place ? null : "kcx-note-head" }, line)));
      box.hidden = false;
      const around = root.getBoundingClientRect();
      const mark = target.getBoundingClientRect();
      const left = mark.left + mark.width / 2 - around.left - box.offsetWidth / 2;
      const above = mark.top - around.top - box.offsetHeight - 10;
      box.style.left = `${Math.max(4, Math.min(left, around.width - box.offsetWidth - 4))}px`;
      box.style.top = `${above > 0 ? above : mark.bottom - around.top + 10}px`;
    },
    hide() { box.hidden = true; },
  };
}

// Make a mark speak: a label for who listens, a note for who points or moves the focus there.
function speaking(seen, node, { key, head, lines, role = "img", focusable = true }) {
  furnished(node, { "data-key": key, role, "aria-label": [head, ...lines].join("; "), tabindex: focusable ? -1 : null }, []);
  const show = () => { if (node.getAttribute("aria-pressed") !== "true") seen.note.show(node, [head, ...lines]); };
  for (const name of ["pointerenter", "focus"]) node.addEventListener(name, show);
  for (const name of ["pointerleave", "blur"]) node.addEventListener(name, () => seen.note.hide());
  return node;
}

// One stop for Tab among many marks; arrow keys go on from there (`next` gives the mark that a key leads to).
function oneStop(seen, marks, group, next) {
  if (!marks.length) return;
  const at = marks.find((mark) => mark.dataset.key === seen.state.stops[group]) ?? marks[0];
  at.setAttribute("tabindex", "0");
  for (const mark of marks) {
    mark.addEventListener("focus", () => {
      for (const other of marks) other.setAttribute("tabindex", other === mark ? "0" : "-1");
      seen.state.stops[group] = mark.dataset.key;
    });
    mark.addEventListener("keydown", (event) => {
      const to = event.altKey || event.ctrlKey || event.metaKey ? null : next(mark, event);
      if (!to) return;
      event.preventDefault();
      to.focus();
    });
  }
}

// Up and down (or left and right) through a list of marks.
function inOrder(marks) {
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  return (mark, event) => {
    if (event.key === "Home") return marks[0];
    if (event.key === "End") return marks.at(-1);
    return event.key in steps ? marks[marks.indexOf(mark) + steps[event.key]] : null;
  };
}

// Enter and the space bar do what a click does.
function pressable(node, act) {
  node.addEventListener("click", act);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(event);
  });
  return node;
}
