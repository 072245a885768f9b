// What respondents say stands in the way: all together, or those of one department where that may be shown.

function barriersPart(seen) {
  const { say } = seen.words;
  const { barriers } = seen.page.said;
  if (!barriers.length) return [nothingToDraw(seen, say("barriers_plain"), say("barriers_blank"))];
  const places = [...new Set(barriers.map(({ department }) => department))];
  const asked = seen.state.heard ?? (seen.state.selected === null ? "" : seen.nameOf(seen.state.selected));
  const whose = places.includes(asked) ? asked : places[0];
  const rows = barriers.filter(({ department }) => department === whose);
  const missing = asked === whose ? null : element("p", { class: "kcx-quiet" }, say(asked ? "barriers_not_apart" : "barriers_not_whole", { department: asked, least: seen.words.number(seen.page.limits.group_size) }));
  const beside = seen.width >= 900;
  return [element("div", { class: "kcx-whose" }, whoseField(seen, places, whose)), missing,
    element("div", { class: beside ? "kcx-beside kcx-apart" : "kcx-apart" }, barriersFigure(seen, rows, whose, beside ? seen.width - 324 : seen.width), barrierCard(seen, rows))];
}

const whoseInWords = (seen, department) => department || seen.words.say("barriers_all");

// A department that the log does not know has no place on the map; it is chosen by its name alone.
function whoseField(seen, places, whose) {
  const options = places.map((department, place) => [place, whoseInWords(seen, department)]);
  const { field, label } = select(seen, seen.words.say("barriers_whose"), options, (place) => {
    const index = seen.page.departments.findIndex(({ name }) => name === places[place]);
    Object.assign(seen.state, { heard: places[place], selected: index < 0 ? null : index, marked: [] });
    seen.redraw();
  });
  field.value = places.indexOf(whose);
  field.dataset.key = "barriers:whose";
  return label;
}

const barrierInWords = (seen, { barrier }) => seen.page.said.barrier_names[barrier];

function namedInWords({ words: { say, number, share, interval } }, { respondents, of, low, high }) {
  return say("barriers_n", { n: number(respondents), of: number(of), interval: interval(low, high, share) });
}

function barriersFigure(seen, rows, whose, width) {
  const { say } = seen.words;
  const title = say("barriers_title", { whose: whoseInWords(seen, whose) });
  const voice = rows.some((row) => row.one_voice);
  return figureOf(seen, {
    id: "barriers", title, width, about: say("told_whole"), note: [say("barriers_note"), voice ? say("barriers_voice", { least: seen.words.number(seen.page.limits.group_size) }) : ""].filter(Boolean).join(" "),
    summary: `${title}. ${rows.slice(0, 5).map((row) => `${barrierInWords(seen, row)}: ${namedInWords(seen, row)}`).join("; ")}`,
    draw: (room) => barriersDrawing(seen, rows, room), tables: () => [barriersTable(seen)],
  });
}

function barriersDrawing(seen, rows, width) {
  const { look } = seen.page;
  const narrow = width < 700;
  const widest = (write) => Math.max(...rows.map((row) => widthOf(write(row), 14, look)));
  const left = narrow ? 6 : 20 + Math.min(0.4 * width, widest((row) => barrierInWords(seen, row)));
  const right = width - (narrow ? 14 : 30 + widest((row) => namedInWords(seen, row)));
  const height = narrow ? 66 : 34;
  const id = `${seen.uid}-voice`;
  const marks = rows.map((row, place) => barrierRow(seen, row, { y: place * height, height, left, right, narrow, width, id }));
  oneStop(seen, marks, "barriers", inOrder(marks));
  return { node: drawn("g", null, drawn("defs", null, hatching(id, look)), marks), height: rows.length * height + 4, interactive: true };
}

function barrierRow(seen, row, { y, height, left, right, narrow, width, id }) {
  const { look } = seen.page;
  const chosen = seen.state.barrier === row.barrier;
  const top = narrow ? y + 22 : y + 6;
  const name = barrierInWords(seen, row);
  const bar = { x: left, y: top, height: 20, width: Math.max(1, (right - left) * row.share) };
  const group = drawn("g", { class: chosen ? "kcx-row kcx-marked" : "kcx-row", "aria-pressed": chosen },
    drawn("rect", { class: "kcx-ring", x: 0, y: y + 1, width: width - 2, height: height - 2, rx: 4, fill: chosen ? "#FFF3D6" : "transparent", stroke: chosen ? look.vermilion : "none", "stroke-width": 2 }),
    textLines([shorten(name, narrow ? width - 12 : left - 20, 14, look)], { x: narrow ? 6 : left - 12, y: narrow ? y + 17 : y + 21, size: 14, look, anchor: narrow ? "start" : "end", bold: chosen }),
    drawn("rect", { x: left, y: top, width: right - left, height: 20, fill: "#F1F1F1" }),
    drawn("rect", { ...bar, fill: row.one_voice ? `url(#${id})` : look.blue, stroke: row.one_voice ? look.blue : null, "stroke-width": 2 }),
    intervalLine(seen, row, { from: left, to: right, y: top + 10 }),
    textLines([namedInWords(seen, row)], { x: narrow ? 6 : right + 12, y: narrow ? y + 58 : y + 21, size: narrow ? 13 : 14, look }));
  speaking(seen, group, { key: `barrier:${row.barrier}`, head: name, lines: [namedInWords(seen, row)], role: "button" });
  return pressable(group, () => { seen.state.barrier = chosen ? null : row.barrier; seen.redraw(); });
}

function barrierCard(seen, rows) {
  const { say } = seen.words;
  const row = rows.find(({ barrier }) => barrier === seen.state.barrier);
  if (!row) return element("aside", { class: "kcx-card", "aria-label": say("barrier_card") }, element("p", null, say("barrier_how")));
  return element("aside", { class: "kcx-card", "aria-label": say("barrier_card") }, element("h3", null, barrierInWords(seen, row)), element("p", null, namedInWords(seen, row)),
    quotesOf(seen, row.quotes) ?? element("p", { class: "kcx-quiet" }, say("quotes_none")));
}

function barriersTable(seen) {
  const { say, number, share } = seen.words;
  return {
    name: say("barriers_plain"),
    columns: [say("column_barrier"), say("column_whose"), say("column_respondents"), say("column_of"), estimatedColumn(seen, say("column_share"))],
    rows: () => seen.page.said.barriers.map((row) => [cell(barrierInWords(seen, row)), cell(whoseInWords(seen, row.department)),
      cell(row.respondents, number(row.respondents)), cell(row.of, number(row.of)), estimated(seen, row.share, row.low, row.high, share)]),
  };
}
