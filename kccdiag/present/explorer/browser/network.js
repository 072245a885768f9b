// The flow of signals between departments, to look at and to touch.

const STRONGEST = 32;
const STRONGEST_NARROW = 16;

function networkPanel(seen) {
  const { say, number, share } = seen.words;
  const flows = flowsOf(seen.view);
  const side = departmentCard(seen);
  const beside = seen.width >= 900 && !seen.view.compared;
  if (![seen.view, seen.view.compared].some((view) => view?.departments?.some((row) => row.visits > 0))) {
    return [nothingToDraw(seen, say("network_title_plain"), seen.whyBlank("network_blank")), side];
  }
  const total = seen.view.flow_total ?? flows.reduce((sum, flow) => sum + flow.handovers, 0);
  const [first] = flows;
  const { department } = seen.view.choice;
  const title = first ? say(department === null ? "network_title" : "network_title_of", {
    giver: seen.brief(first.giver), taker: seen.brief(first.taker), share: share(first.handovers / total), n: number(first.handovers),
    department: department === null ? "" : seen.brief(department),
  }) : say("network_title_plain");
  const picture = figureOf(seen, {
    id: "network", title, note: networkNote(seen, flows, total), width: beside ? seen.width - 324 : seen.width,
    summary: `${title}. ${say("network_keys")}`,
    draw: (width) => besideEachOther(seen, width, (view, each) => networkDrawing(seen, view, each)),
    tables: () => [flowsTable(seen), departmentsTable(seen)], legend: networkLegend(seen),
  });
  return [element("div", { class: beside ? "kcx-beside" : null }, picture, side)];
}

function networkNote(seen, flows, total) {
  const { say, number, share } = seen.words;
  const width = seen.width < 620 ? MOST_NARROW : MOST_WIDE;
  const shown = onTheMap(seen, width);
  const drawnFlows = strongest(seen, seen.view, shown, seen.width);
  const sum = drawnFlows.reduce((all, flow) => all + flow.handovers, 0);
  const all = seen.view.flow_count ?? flows.length;
  const parts = [say(flows.length ? "network_note" : "network_none", { flows: number(drawnFlows.length), all: number(all), share: share(total ? Math.min(1, sum / total) : null) })];
  if (shown.length < seen.page.departments.length) parts.push(say("network_rest", { shown: number(shown.length), all: number(seen.page.departments.length) }));
  const withheld = seen.departments().filter((row) => row.withheld).length;
  if (withheld) parts.push(say("withheld_n", { n: number(withheld) }));
  return parts.join(" ");
}

// The strongest flows on the map, the strongest of who has none of these, and those of the selected department.
function strongest(seen, view, shown, width) {
  const within = flowsOf(view).filter((flow) => shown.includes(flow.giver) && shown.includes(flow.taker));
  const most = width < 620 ? STRONGEST_NARROW : STRONGEST;
  const own = seen.state.selected === null ? [] : within.filter((flow) => flow.giver === seen.state.selected || flow.taker === seen.state.selected).slice(0, 14);
  const first = within.slice(0, most);
  const alone = shown.filter((index) => !first.some((flow) => flow.giver === index || flow.taker === index))
    .map((index) => within.find((flow) => flow.giver === index || flow.taker === index)).filter(Boolean);
  return [...new Set([...first, ...alone, ...own])].sort((a, b) => b.handovers - a.handovers);
}

function networkDrawing(seen, view, width) {
  const narrow = width < 620;
  const shown = onTheMap(seen, narrow ? MOST_NARROW : MOST_WIDE);
  const laid = placesOf(seen, shown, width);
  const most = Math.max(1, ...shown.map((index) => view.departments?.[index]?.visits ?? 0));
  const largest = Math.min(30, Math.max(16, laid.room / 4.4));
  const radius = (index) => Math.max(8, largest * Math.sqrt(Math.max(0, view.departments?.[index]?.visits ?? 0) / most));
  const flows = strongest(seen, view, shown, width);
  const unseen = spokenOf(seen, shown, flows, (narrow ? STRONGEST_NARROW : STRONGEST) / 2);
  const bends = bendsOf([...flows, ...unseen], laid.places, radius);
  const map = { seen, view, width, ...laid, radius, bends, most: Math.max(1, ...flows.map((flow) => flow.handovers)) };
  const arrows = [...flows].reverse().map((flow) => arrowOf(map, flow)); // the strongest last, on top
  const discs = shown.map((index) => discOf(map, index));
  oneStop(seen, discs, `network${view.choice.from}-${view.choice.to}`, nearestDisc(map, discs));
  const spoken = unseen.map((pair) => spokenArrow(map, pair));
  const ranked = [...[...arrows].reverse(), ...spoken];
  oneStop(seen, ranked, `flows${view.choice.from}-${view.choice.to}`, inOrder(ranked));
  const node = drawn("g", null, drawn("g", { role: "group", "aria-label": seen.words.say("network_flows") }, spoken, arrows),
    drawn("g", { role: "group", "aria-label": seen.words.say("network_departments") }, discs));
  return { node, height: laid.height + 16, interactive: true };
}

// Pairs of which what is said and what is done differ, between which no arrow is drawn; and the pair that is chosen.
function spokenOf(seen, shown, flows, most) {
  const arrows = new Set(flows.map(pairName));
  const without = [...pairsOf(seen).values()].filter((pair) => shown.includes(pair.giver) && shown.includes(pair.taker) && !arrows.has(pairName(pair)));
  const own = (pair) => Number(!quiet(seen, pair.giver, pair.taker));
  const telling = without.filter((pair) => pair.standing !== "agreed").sort((a, b) => own(b) - own(a)).slice(0, most);
  return [...new Set([...telling, ...without.filter((pair) => isChosen(seen, pair.giver, pair.taker))])];
}

const DOTTED = { "stroke-width": 1.5, "stroke-dasharray": "1.5 4", "stroke-linecap": "round" };

// A dotted line for what is hardly there, with the mark of its standing.
function spokenArrow(map, pair) {
  const { seen, places, radius, bends } = map;
  const { look } = seen.page;
  const curve = curveBetween(places.get(pair.giver), places.get(pair.taker), bends.get(pairName(pair)));
  const [from, to] = trimmed(curve, radius(pair.giver) + 2, radius(pair.taker) + 3);
  const d = partOf(curve, from, to);
  const chosen = isChosen(seen, pair.giver, pair.taker);
  const group = drawn("g", { class: chosen ? "kcx-flow kcx-chosen" : "kcx-flow", opacity: !chosen && quiet(seen, pair.giver, pair.taker) ? 0.13 : 0.92 },
    drawn("path", { d, fill: "none", stroke: "transparent", "stroke-width": 14 }),
    chosen ? bandUnder(seen, d, 1.5) : null,
    drawn("path", { class: "kcx-ring", d, fill: "none", stroke: "none", "stroke-width": 6 }),
    drawn("path", { d, fill: "none", stroke: look.quiet, ...DOTTED }),
    drawn("path", { d: tipOf(curve, to, 8), fill: "none", stroke: look.quiet, "stroke-width": 1.5 }),
    standingMark(seen, pair.standing, ...pointOn(curve, (from + 2 * to) / 3), 5));
  return speaking(seen, group, { key: `flow:${pairName(pair)}:${map.view.choice.from}`, head: namesOf(seen, pair), lines: [standingInWords(seen, pair)] });
}

const delayClass = (look, days) => (days === null || days === undefined ? null : look.delay_days.filter((bound) => days >= bound).length);
const heldClass = (look, share) => (share === null || share === undefined ? null : look.held_shares.filter((bound) => share >= bound).length);

// Whether a flow or a department stands back because another department is selected.
const quiet = (seen, ...ends) => seen.state.selected !== null && !ends.includes(seen.state.selected);

function arrowOf(map, flow) {
  const { seen, places, radius, bends, most } = map;
  const { look } = seen.page;
  const width = Math.max(1, (9 * flow.handovers) / most);
  const curve = curveBetween(places.get(flow.giver), places.get(flow.taker), bends.get(`${flow.giver}>${flow.taker}`));
  const head = 8 + 1.3 * width;
  const [from, to] = trimmed(curve, radius(flow.giver) + 2, radius(flow.taker) + 3);
  const tip = pointOn(curve, to);
  const neck = pointOn(curve, backFrom(curve, to, head));
  const which = delayClass(look, flow.median_days);
  const colour = which === null ? look.unknown : look.delays[which];
  const body = partOf(curve, from, backFrom(curve, to, head * 0.8));
  const across = [-(tip[1] - neck[1]), tip[0] - neck[0]].map((part) => (part / head) * (3.2 + 0.75 * width));
  const chosen = isChosen(seen, flow.giver, flow.taker);
  const told = saidOf(seen, flow.giver, flow.taker);
  const group = drawn("g", { class: chosen ? "kcx-flow kcx-chosen" : "kcx-flow", opacity: !chosen && quiet(seen, flow.giver, flow.taker) ? 0.13 : 0.92 },
    drawn("path", { d: body, fill: "none", stroke: "transparent", "stroke-width": Math.max(14, width + 6) }),
    chosen ? bandUnder(seen, body, width) : null,
    drawn("path", { class: "kcx-ring", d: body, fill: "none", stroke: "none", "stroke-width": width + 4 }),
    drawn("path", { d: body, fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": which === null ? "6 4" : null }),
    drawn("path", { d: `M${tip}L${neck[0] + across[0]} ${neck[1] + across[1]}L${neck[0] - across[0]} ${neck[1] - across[1]}Z`, fill: colour }),
    told ? standingMark(seen, told.standing, ...pointOn(curve, (from + 2 * to) / 3), 5) : null);
  return speaking(seen, group, { key: `flow:${flow.giver}>${flow.taker}:${map.view.choice.from}`, ...flowInWords(seen, flow) });
}

// The two short lines that make a tip of the end of a line.
function tipOf(curve, to, length) {
  const [tip, neck] = [pointOn(curve, to), pointOn(curve, backFrom(curve, to, length))];
  const across = [neck[1] - tip[1], tip[0] - neck[0]].map((part) => part / 2);
  return `M${neck[0] + across[0]} ${neck[1] + across[1]}L${tip}L${neck[0] - across[0]} ${neck[1] - across[1]}`;
}

function flowInWords(seen, flow) {
  const { say, number, days, times, known, interval } = seen.words;
  const lines = [say("flow_n", { n: number(flow.handovers) }),
    known(flow.median_days) ? say("flow_days", { days: days(flow.median_days), giver: seen.nameOf(flow.giver) }) : say("flow_days_unknown")];
  if (known(flow.openness)) {
    lines.push(say("flow_openness", { times: times(flow.openness), expected: number(flow.expected), interval: interval(flow.openness_low, flow.openness_high, times) }));
  }
  const told = saidOf(seen, flow.giver, flow.taker);
  return { head: namesOf(seen, flow), lines: told ? [...lines, standingInWords(seen, told)] : lines };
}

function curveBetween(start, end, bend) {
  return [start, controlOf(start, end, bend), end];
}

// The part of a curve outside the two circles that it joins.
function trimmed(curve, first, last) {
  const far = (t, end) => Math.hypot(pointOn(curve, t)[0] - end[0], pointOn(curve, t)[1] - end[1]);
  let from = 0;
  let to = 1;
  while (from < 0.45 && far(from, curve[0]) < first) from += 0.01;
  while (to > 0.55 && far(to, curve[2]) < last) to -= 0.01;
  return [from, to];
}

function backFrom(curve, to, length) {
  const tip = pointOn(curve, to);
  let t = to;
  while (t > 0.02 && Math.hypot(pointOn(curve, t)[0] - tip[0], pointOn(curve, t)[1] - tip[1]) < length) t -= 0.01;
  return t;
}

function partOf(curve, from, to) {
  const points = Array.from({ length: 19 }, (_, step) => pointOn(curve, from + ((to - from) * step) / 18));
  return `M${points.map((point) => point.map((part) => part.toFixed(1)).join(" ")).join("L")}`;
}

function discOf(map, index) {
  const { seen, view, places, radius, room } = map;
  const { look } = seen.page;
  const row = view.departments?.[index] ?? {};
  const [x, y] = places.get(index);
  const r = radius(index);
  const selected = seen.state.selected === index;
  const marked = selected || seen.state.marked.includes(index);
  const which = heldClass(look, row.held_share);
  const held = row.withheld || which === null ? look.unknown : look.held[which];
  const names = linesOf(seen.nameOf(index), Math.min(room - 6, 190), 14, look, room < 130 ? 2 : 2);
  const connected = !quiet(seen, index) || flowsOf(view).some((flow) => (flow.giver === index || flow.taker === index) && !quiet(seen, flow.giver, flow.taker));
  const group = drawn("g", { class: "kcx-disc", transform: `translate(${x} ${y})`, opacity: connected ? 1 : 0.35, "aria-pressed": selected },
    drawn("circle", { class: "kcx-ring", r: r + 5, fill: "none", stroke: marked ? look.vermilion : "none", "stroke-width": 3 }),
    drawn("circle", { r, fill: row.withheld ? "white" : held, stroke: look.ink, "stroke-width": 1.3, "stroke-dasharray": row.withheld ? "3 3" : null }),
    row.withheld ? textLines(["?"], { x: 0, y: 5, size: 14, look, anchor: "middle" }) : null,
    textLines(names, { x: 0, y: r + 17, size: 14, look, anchor: "middle", halo: true, bold: marked }));
  speaking(seen, group, { key: `disc:${index}:${view.choice.from}`, head: seen.nameOf(index), lines: departmentLines(seen, row), role: "button" });
  pressable(group, () => { if (!seen.state.dragged) seen.select(selected ? null : index); });
  movable(map, group, index);
  return group;
}

function departmentLines(seen, row) {
  const { say, number, share, days, withInterval } = seen.words;
  if (row.withheld) return [say("withheld_why", { n: seen.page.limits.group_size })];
  return [
    say("visits_n", { n: number(row.visits) }),
    say("stays", { value: withInterval(row.median_days, row.median_days_low, row.median_days_high, days) }),
    say("drops", { value: withInterval(row.drop_share, row.drop_share_low, row.drop_share_high, share) }),
  ];
}

// Arrow keys lead to the nearest department on that side; with Shift they move the disc itself.
function nearestDisc(map, discs) {
  const sides = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const indexOf = (disc) => Number(disc.dataset.key.split(":")[1]);
  return (disc, event) => {
    if (event.key === "Home") return discs[0];
    if (event.key === "End") return discs.at(-1);
    const side = sides[event.key];
    if (!side) return null;
    const [x, y] = map.places.get(indexOf(disc));
    if (event.shiftKey) return shift(map, disc, indexOf(disc), [x + 16 * side[0], y + 16 * side[1]]);
    const cost = (other) => {
      const [dx, dy] = [map.places.get(indexOf(other))[0] - x, map.places.get(indexOf(other))[1] - y];
      const ahead = dx * side[0] + dy * side[1];
      return ahead > 4 ? ahead + 2.2 * Math.abs(dx * side[1] + dy * side[0]) : Infinity;
    };
    const best = discs.filter((other) => other !== disc).sort((a, b) => cost(a) - cost(b))[0];
    return best && cost(best) < Infinity ? best : null;
  };
}

function shift(map, disc, index, [x, y]) {
  keepPlace(map, index, [x, y]);
  map.seen.redraw();
  return map.seen.root.querySelector(`[data-key="${disc.dataset.key}"]`);
}

function keepPlace({ seen, width, height }, index, [x, y]) {
  seen.state.moved.set(index, [Math.max(0.03, Math.min(x / width, 0.97)), Math.max(0.04, Math.min(y / height, 0.93))]);
}

// A disc follows the pointer; the arrows follow when it is let go.
function movable(map, group, index) {
  const { seen } = map;
  let start = null;
  group.addEventListener("pointerdown", (event) => {
    start = { at: [event.clientX, event.clientY], place: map.places.get(index) };
    seen.state.dragged = false;
  });
  const to = (event) => [start.place[0] + event.clientX - start.at[0], start.place[1] + event.clientY - start.at[1]];
  group.addEventListener("pointermove", (event) => {
    if (!start || (Math.hypot(event.clientX - start.at[0], event.clientY - start.at[1]) < 5 && !seen.state.dragged)) return;
    if (!seen.state.dragged) group.setPointerCapture(event.pointerId);
    seen.state.dragged = true;
    seen.note.hide();
    group.setAttribute("transform", `translate(${to(event)})`);
  });
  group.addEventListener("pointerup", (event) => {
    if (start && seen.state.dragged) {
      keepPlace(map, index, to(event));
      setTimeout(() => { seen.state.dragged = false; seen.redraw(); }); // after the click that follows
    }
    start = null;
  });
  group.addEventListener("pointercancel", () => { start = null; seen.state.dragged = false; seen.redraw(); });
}

function networkLegend(seen) {
  const { look } = seen.page;
  const { say, share } = seen.words;
  const bounds = look.held_shares.map(share);
  const arrow = (colour, dashes) => [drawn("path", { d: "M1 9H20", stroke: colour, "stroke-width": 5, "stroke-dasharray": dashes ?? null }), drawn("path", { d: "M18 2l11 7l-11 7z", fill: colour })];
  const disc = (colour) => drawn("circle", { cx: 15, cy: 9, r: 7, fill: colour, stroke: look.ink });
  const delays = [say("delay_0"), say("delay_1"), say("delay_2"), say("delay_3")];
  const arrows = [...look.delays.map((colour, which) => [drawn("g", null, arrow(colour)), delays[which]]), [drawn("g", null, arrow(look.unknown, "4 3")), say("delay_unknown")]];
  const discs = [say("held_0", { high: bounds[0] }), say("held_1", { low: bounds[0], high: bounds[1] }), say("held_2", { low: bounds[1] })].map((text, which) => [disc(look.held[which]), text]);
  const back = seen.state.moved.size
    ? element("button", { type: "button", class: "kcx-tool", "data-key": "network:back", click: () => { seen.state.moved.clear(); seen.redraw(); } }, say("put_back")) : null;
  return element("div", { class: "kcx-legends" },
    element("div", null, element("strong", null, say("legend_arrow")), legendOf(arrows, look)),
    element("div", null, element("strong", null, say("legend_disc")), legendOf(discs, look)), standingLegend(seen, [[drawn("path", { d: "M2 9H28", ...DOTTED, stroke: look.quiet }), say("told_dotted")]]), back);
}

function flowsTable(seen) {
  const { say, number, days, times } = seen.words;
  const views = [seen.view, seen.view.compared].filter(Boolean);
  const one = (view) => flowsOf(view).map((flow) => [
    cell(seen.nameOf(flow.giver)), cell(seen.nameOf(flow.taker)), ...(views.length > 1 ? [cell(seen.periodOf(view.choice))] : []),
    cell(flow.handovers, number(flow.handovers)), cell(flow.median_days, days(flow.median_days)),
    cell(flow.expected, number(flow.expected)), estimated(seen, flow.openness, flow.openness_low, flow.openness_high, times),
  ]);
  return {
    name: say("flows_table"), short: say("flows_short"),
    columns: [say("column_giver"), say("column_taker"), ...(views.length > 1 ? [say("column_period")] : []), say("column_handovers"), say("column_days"), say("column_expected"),
      estimatedColumn(seen, say("column_openness"))],
    rows: () => views.flatMap(one),
  };
}
