// The explorer: filters, panels, and what happens between the browser and the kernel.

const PANELS = {
  verdict: { name: () => key("tab_verdict"), draw: verdictPanel },
  network: { name: () => key("tab_network"), draw: networkPanel },
  stock: { name: () => key("tab_stock"), draw: (seen) => [stockFigure(seen, seen.width), stayPair(seen)] },
  openness: { name: () => key("tab_openness"), draw: opennessPanel },
  said: { name: () => key("tab_said"), draw: saidPanel },
  ideas: { name: () => key("tab_ideas"), draw: ideasPanel },
  findings: { name: () => key("tab_findings"), draw: findingsPanel },
  drops: { name: () => key("tab_drops"), draw: dropsPanel },
};
const UNFILTERED = new Set(["findings", "drops", "said"]); // what no filter changes
const PATIENCE = 300; // ms until an old picture is dimmed
const GIVEN_UP = 8000; // ms until it is said that no answer comes

function stayPair(seen) {
  const beside = seen.width >= 1000;
  return element("div", { class: beside ? "kcx-pair" : null }, residenceFigures(seen, beside ? (seen.width - 32) / 2 : seen.width));
}

// A hundred drops that travel through the map; drawn once, for no filter changes them.
function dropsPanel(seen) {
  const { say } = seen.words;
  const root = element("div", { class: "kcx-drops kcx-paper" });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { data, places, words } = seen.page.drops;
  seen.drops = hundredDrops(root, data, { words, places, locale: seen.page.locale, still });
  return [element("h3", null, say("drops_title")), element("p", { class: "kcx-quiet" }, say("drops_note")), root];
}

function render({ model, el }) {
  const page = model.get("page");
  const words = wordsOf(page);
  const root = element("div", { class: "kcx", lang: page.language, focusin: keepKeys });
  el.append(root);
  const seen = seenBy(model, root, page, words);
  const filters = filtersOf(seen);
  const tabs = tabsOf(seen);
  const panel = element("div", { class: "kcx-panel", role: "tabpanel", id: `${seen.uid}-panel`, tabindex: 0 });
  const trouble = element("p", { class: "kcx-trouble", role: "alert", hidden: "" }, words.say("no_answer"));
  root.append(element("header", { class: "kcx-head" }, element("h2", null, words.say("title", { engagement: page.engagement }))),
    filters.node, filters.said, trouble, tabs.node, panel);
  seen.redraw = () => { filters.show(); tabs.show(panel); drawPanel(seen, panel); };
  const stop = listen(model, seen, { panel, trouble, filters });
  seen.redraw();
  return () => { stop(); seen.drops?.destroy(); };
}

// JupyterLab takes keys for shortcuts (d d deletes a cell) unless the very element that has the focus says not to.
function keepKeys({ target }) {
  target.setAttribute("data-lm-suppress-shortcuts", "true");
}

// What the parts of the explorer share: the page, the newest view, what this reader does, and ways to change it.
function seenBy(model, root, page, words) {
  const seen = {
    page, words, root, note: noteBeside(root), view: model.get("view"), choice: model.get("choice"), width: 0,
    uid: `kcx${Math.random().toString(36).slice(2, 9)}`,
    state: { panel: panelOfAddress(page) ?? "verdict", selected: null, marked: [], finding: null, from: null, pair: null, barrier: null, heard: null, tables: new Set(), stops: {}, moved: new Map(), dragged: false },
    nameOf: (index) => (index < 0 ? words.say("others") : page.departments[index]?.name ?? ""),
    brief: (index) => shorten(seen.nameOf(index), 320, 18, page.look),
    periodOf: ({ from, to }) => (from === to ? page.periods[from] : words.say("period", { from: page.periods[from], to: page.periods[to] })) ?? "",
    everything: () => ({ from: 0, to: Math.max(0, page.periods.length - 1), kind: null, channel: null, department: null, compare: null }),
    departments: (view = seen.view) => (view.departments ?? []).map((row, index) => ({ ...row, index, name: page.departments[index]?.name ?? "" })),
    // A view of which not even the number of signals is shown is withheld as a whole.
    whyBlank: (name) => (seen.view.signals === null && seen.view.withheld) || words.say(name),
    selection: () => selectionInWords(seen),
  };
  seen.choose = (part) => {
    const n = Math.max(seen.choice.n ?? 0, model.get("choice")?.n ?? 0) + 1;
    seen.choice = { ...seen.choice, ...part, n };
    model.set("choice", seen.choice);
    model.save_changes();
    seen.waiting?.();
  };
  seen.reset = () => { Object.assign(seen.state, { selected: null, marked: [], from: null, pair: null, barrier: null, heard: null }); seen.choose(seen.everything()); };
  seen.select = (index) => { Object.assign(seen.state, { selected: index, marked: [], heard: null }); seen.redraw(); };
  seen.choosePair = (pair) => { seen.state.pair = pair && pairName(pair); seen.redraw(); };
  seen.openPair = (pair) => { seen.state.pair = pairName(pair); seen.open("said"); };
  seen.markFlow = (name) => { // without a redraw: what is pointed at must stay where it is
    for (const mark of root.querySelectorAll(".kcx-flow")) mark.classList.toggle("kcx-pointed", name !== null && mark.dataset.key.startsWith(`flow:${name}:`));
  };
  seen.toggleTable = (id) => { if (!seen.state.tables.delete(id)) seen.state.tables.add(id); seen.redraw(); };
  seen.open = (panel, { selected = seen.state.selected, marked = [], finding = null } = {}) => {
    Object.assign(seen.state, { panel, selected, marked, finding });
    writeAddress(page, panel);
    seen.redraw();
    root.querySelector("[role=tabpanel]").focus({ preventScroll: true });
    root.querySelector(".kcx-marked")?.scrollIntoView({ block: "center" });
  };
  return seen;
}

// Where there is no week of drops to follow, or nobody was asked, there is no panel for that.
const panelsOf = (page) => Object.keys(PANELS).filter((name) => !["drops", "said"].includes(name) || page[name]);

function panelOfAddress(page) {
  const name = page.links ? location.hash.slice(1) : "";
  return panelsOf(page).includes(name) ? name : null;
}

function writeAddress(page, panel) {
  if (page.links) history.replaceState(history.state, "", `${location.href.split("#")[0]}#${panel}`);
}

// Open another panel by its tab: what a finding pointed at is left behind.
function turnTo(seen, panel) {
  Object.assign(seen.state, { panel, marked: [], finding: null, from: null });
  writeAddress(seen.page, panel);
  seen.redraw();
}

function tabsOf(seen) {
  const names = panelsOf(seen.page);
  const tabs = new Map(names.map((name) => [name, element("button", {
    type: "button", role: "tab", id: `${seen.uid}-${name}`, "aria-controls": `${seen.uid}-panel`, "data-tab": name,
    click: () => turnTo(seen, name),
  }, seen.words.say(PANELS[name].name()))]));
  const node = element("div", { class: "kcx-tabs", role: "tablist", "aria-label": seen.words.say("panels") }, [...tabs.values()]);
  node.addEventListener("keydown", (event) => {
    const at = names.indexOf(event.target.dataset.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const tab = tabs.get(names[(to + names.length) % names.length]);
    tab.click();
    tab.focus();
  });
  const show = (panel) => {
    for (const [name, tab] of tabs) furnished(tab, { "aria-selected": name === seen.state.panel, tabindex: name === seen.state.panel ? 0 : -1 }, []);
    panel.setAttribute("aria-labelledby", `${seen.uid}-${seen.state.panel}`);
  };
  return { node, show };
}

// Draw the panel that is open; the focus stays on what had it.
function drawPanel(seen, panel) {
  const { state } = seen;
  seen.width = Math.max(280, Math.floor(seen.root.clientWidth || 960) - 2);
  if (state.panel === "drops" && seen.drops && panel.dataset.panel === "drops") return;
  seen.drops?.destroy();
  seen.drops = null;
  const focused = panel.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  seen.note.hide();
  panel.dataset.panel = state.panel;
  const content = seen.view.empty && !UNFILTERED.has(state.panel) ? [emptyView(seen)] : PANELS[state.panel].draw(seen);
  panel.replaceChildren(...[backToFinding(seen), pairNote(seen), viewNotes(seen), ...content].filter(Boolean));
  if (focused) [...panel.querySelectorAll("[data-key]")].find((node) => node.dataset.key === focused)?.focus({ preventScroll: true });
}

function emptyView(seen) {
  const { say } = seen.words;
  return element("div", { class: "kcx-blank" }, element("p", null, seen.view.withheld || say("empty")),
    element("button", { type: "button", class: "kcx-button", "data-key": "empty:reset", click: () => seen.reset() }, say("reset")));
}

function viewNotes(seen) {
  if (UNFILTERED.has(seen.state.panel)) return null;
  const whole = seen.view.signals === null; // then the panel itself says so
  const notes = [whole ? "" : seen.view.withheld, ...(seen.view.notes ?? []), seen.view.compared?.withheld].filter(Boolean);
  return notes.length ? element("ul", { class: "kcx-notes" }, [...new Set(notes)].map((note) => element("li", null, note))) : null;
}

function backToFinding(seen) {
  const finding = seen.page.findings.find(({ id }) => id === seen.state.from);
  if (!finding || seen.state.panel === "findings") return null;
  return element("p", { class: "kcx-from" }, seen.words.say("evidence_of", { headline: finding.headline }), " ",
    element("button", { type: "button", class: "kcx-link", "data-key": "from:back", click: () => seen.open("findings", { finding: finding.id }) }, seen.words.say("back_to_findings")));
}

// New views are drawn if they answer the newest choice; until then the old picture stays, and is dimmed after a while.
function listen(model, seen, { panel, trouble, filters }) {
  let dimming = null;
  let giving = null;
  const settled = () => {
    clearTimeout(dimming);
    clearTimeout(giving);
    panel.classList.remove("kcx-dimmed");
    panel.setAttribute("aria-busy", "false");
    trouble.hidden = true;
  };
  seen.waiting = () => {
    filters.show();
    panel.setAttribute("aria-busy", "true");
    clearTimeout(dimming);
    clearTimeout(giving);
    dimming = setTimeout(() => panel.classList.add("kcx-dimmed"), PATIENCE);
    giving = setTimeout(() => { trouble.hidden = false; }, GIVEN_UP);
  };
  const answered = () => {
    const view = model.get("view");
    if (view.n < (seen.choice.n ?? 0)) return;
    seen.view = view;
    seen.choice = { ...view.choice, n: view.n };
    settled();
    seen.redraw();
  };
  const chosenElsewhere = () => { // in another view of the same explorer
    if ((model.get("choice")?.n ?? 0) > (seen.choice.n ?? 0)) { seen.choice = model.get("choice"); seen.waiting(); }
  };
  const addressed = () => { // another panel written in the address, by hand or from a list of links
    const panel = panelOfAddress(seen.page);
    if (panel && panel !== seen.state.panel) turnTo(seen, panel);
  };
  addEventListener("hashchange", addressed);
  model.on("change:view", answered);
  model.on("change:choice", chosenElsewhere);
  let frame = null;
  const watch = new ResizeObserver(() => {
    const width = Math.max(280, Math.floor(seen.root.clientWidth) - 2);
    if (Math.abs(width - seen.width) < 4 || !seen.root.clientWidth) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => seen.redraw());
  });
  watch.observe(seen.root);
  return () => {
    settled();
    watch.disconnect();
    cancelAnimationFrame(frame);
    removeEventListener("hashchange", addressed);
    model.off("change:view", answered);
    model.off("change:choice", chosenElsewhere);
  };
}

export default { render };
