// What the report can do beyond being read: sort tables, point out the same department, unfold all, open for printing.
"use strict";

(function () {
  const words = JSON.parse(document.getElementById("words").textContent);
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });

  // ---- sorting: a head becomes a button; numbers by the number itself, what is not measurable last

  function keyOf(row, column) {
    const cell = row.children[column];
    if (cell.dataset.v !== undefined) {
      const value = Number(cell.dataset.v);
      return Number.isNaN(value) ? cell.dataset.v : value;
    }
    if (cell.classList.contains("n")) return null;
    const first = cell.firstChild;
    return first === null ? "" : first.textContent.trim();
  }

  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") return one - other;
    return collator.compare(String(one), String(other));
  }

  function sort(head, column) {
    const body = head.closest("table").tBodies[0];
    const numeric = head.classList.contains("n");
    const now = head.getAttribute("aria-sort");
    const down = now === null ? numeric : now === "ascending";
    const keyed = Array.from(body.rows, (row) => [keyOf(row, column), row]);
    keyed.sort(function (one, other) {
      if (one[0] === null || other[0] === null) return (one[0] === null) - (other[0] === null);
      return down ? compare(other[0], one[0]) : compare(one[0], other[0]);
    });
    for (const each of head.parentNode.children) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...keyed.map((pair) => pair[1]));
  }

  for (const table of document.querySelectorAll("table")) {
    if (!table.tHead || table.tBodies[0].rows.length < 2) continue;
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.sort;
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head, column));
      head.append(button);
    });
  }

  // ---- only a box that scrolls is a stop for the keyboard

  const boxes = Array.from(document.querySelectorAll(".box"));

  function stop() {
    for (const box of boxes) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }

  window.addEventListener("resize", stop);
  document.addEventListener("toggle", stop, true);
  stop();

  // ---- whoever is pointed at is pointed out wherever it stands

  let pointed = null;

  function point(event) {
    const at = event.target.closest ? event.target.closest("[data-of]") : null;
    const name = at === null ? null : at.dataset.of;
    if (name === pointed) return;
    pointed = name;
    for (const each of document.querySelectorAll("[data-of]")) {
      each.classList.toggle("same", name !== null && each.dataset.of === name);
    }
  }

  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);

  // ---- details: all at once, and open on paper

  const folded = Array.from(document.querySelectorAll("details"));

  function unfold(open) {
    for (const each of folded) each.open = open;
  }

  const heading = document.getElementById("findings");
  if (heading !== null && document.querySelector(".finding details") !== null) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "unfold";
    button.textContent = words.open;
    button.addEventListener("click", function () {
      const open = button.textContent === words.open;
      unfold(open);
      button.textContent = open ? words.close : words.open;
    });
    heading.after(button);
  }

  let before = [];
  window.addEventListener("beforeprint", function () {
    before = folded.filter((each) => each.open);
    unfold(true);
  });
  window.addEventListener("afterprint", function () {
    unfold(false);
    for (const each of before) each.open = true;
  });

  // ---- a hundred drops, in the place of their still frames

  const moving = document.getElementById("drops-moving");
  if (moving !== null) {
    const { data, words: said, places, locale } = JSON.parse(document.getElementById("drops-data").textContent);
    moving.classList.add("alive");
    hundredDrops(moving, data, { words: said, places, locale });
  }

  // ---- a link into something folded opens it

  function reveal() {
    const target = document.querySelector(":target");
    for (let each = target; each !== null; each = each.parentElement) {
      if (each.tagName === "DETAILS") each.open = true;
    }
  }

  window.addEventListener("hashchange", reveal);
  reveal();
})();
