// How long signals stay with each department, and how that compares with elsewhere, with intervals.

const MOST_ROWS = 20;

function residenceFigures(seen, width) {
  const { say, days, times } = seen.words;
  return [
    dotsFigure(seen, { id: "median", value: "median_days", write: days, title: say("median_title"), note: say("median_note"), axis: say("median_axis"), width }),
    dotsFigure(seen, { id: "ratio", value: "stay_ratio", write: times, title: say("ratio_title"), note: say("ratio_note"), axis: say("ratio_axis"), width, one: true }),
  ];
}

function dotsFigure(seen, spec) {
  const { known, say } = seen.words;
  const rows = seen.departments().filter((row) => !row.withheld && known(row[spec.value]));
  if (!rows.length) return nothingToDraw(seen, spec.title, seen.whyBlank("residence_blank"));
  rows.sort((a, b) => b[spec.value] - a[spec.value] || a.name.localeCompare(b.name));
  const shown = rows.slice(0, MOST_ROWS);
  const rest = seen.departments().length - shown.length;
  const withheld = seen.departments().filter((row) => row.withheld).length;
  const note = [spec.note, rest - withheld > 0 ? say("residence_rest", { n: rest - withheld }) : "", withheld ? say("withheld_n", { n: withheld }) : ""].filter(Boolean).join(" ");
  const sentence = (row) => `${row.name}: ${seen.words.withInterval(row[spec.value], row[`${spec.value}_low`], row[`${spec.value}_high`], spec.write)}`;
  return figureOf(seen, {
    ...spec, note, summary: `${spec.title}. ${shown.slice(0, 5).map(sentence).join("; ")}`,
    draw: (room) => dotsDrawing(seen, shown, { ...spec, sentence }, room),
    tables: () => [departmentsTable(seen)], legend: seen.view.compared ? periodsLegend(seen) : null,
  });
}

function dotsDrawing(seen, rows, spec, width) {
  const { look } = seen.page;
  const narrow = width < 560;
  const left = narrow ? 6 : Math.min(230, 16 + Math.max(...rows.map((row) => widthOf(row.name, 14, look))));
  const rowHeight = (narrow ? 46 : 30) + (seen.view.compared ? 12 : 0);
  const frame = { left, right: width - 24, top: 4, bottom: rows.length * rowHeight + 4 };
  const scale = dotsScale(rows, seen, spec);
  const x = (value) => frame.left + (frame.right - frame.left) * scale.place(value);
  const group = drawn("g", null, dotsAxis(seen, frame, x, scale, spec));
  const marks = rows.map((row, place) => dotsRow(seen, row, { spec, x, frame, narrow, y: frame.top + place * rowHeight, rowHeight }));
  oneStop(seen, marks, spec.id, inOrder(marks));
  group.append(...marks);
  return { node: group, height: frame.bottom + 46, interactive: true };
}

// From zero for days; on a log scale around one for times.
function dotsScale(rows, seen, { value, one }) {
  const { known } = seen.words;
  const then = seen.view.compared?.departments ?? [];
  const all = [...rows, ...rows.map((row) => then[row.index] ?? {})];
  const values = all.flatMap((row) => [row[value], row[`${value}_high`], one ? row[`${value}_low`] : null]).filter((found) => known(found) && found > 0);
  if (!one) {
    const top = Math.max(1 / 24, ...values) * 1.04;
    return { ticks: roundTicks(top, 5), place: (found) => Math.max(0, Math.min(found / top, 1)) };
  }
  const reach = Math.min(32, Math.max(2, ...values.map((found) => Math.max(found, 1 / found)))) * 1.08;
  const place = (found) => Math.max(0, Math.min(0.5 + 0.5 * (Math.log(Math.max(found, 1e-6)) / Math.log(reach)), 1));
  return { ticks: [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16].filter((tick) => tick <= reach && tick >= 1 / reach), place };
}

function dotsAxis(seen, frame, x, scale, { axis, one }) {
  const { look } = seen.page;
  const digits = (tick) => Math.min(2, String(tick).split(".")[1]?.length ?? 0);
  return drawn("g", null, scale.ticks.map((tick) => [
    drawn("line", { x1: x(tick), x2: x(tick), y1: frame.top, y2: frame.bottom, stroke: one && tick === 1 ? look.quiet : look.faint, "stroke-width": one && tick === 1 ? 2 : 1 }),
    textLines([one && tick < 1 ? `1/${Math.round(1 / tick)}` : seen.words.number(tick, digits(tick))], { x: x(tick), y: frame.bottom + 16, size: 13, look, anchor: "middle", colour: look.quiet }),
  ]), textLines([axis], { x: frame.right, y: frame.bottom + 38, size: 14, look, anchor: "end" }));
}

function dotsRow(seen, row, { spec, x, frame, narrow, y, rowHeight }) {
  const { look } = seen.page;
  const middle = y + (narrow ? 30 : rowHeight / 2) - (seen.view.compared ? 6 : 0);
  const marked = seen.state.marked.includes(row.index);
  const group = drawn("g", { class: "kcx-row" },
    drawn("rect", { class: "kcx-ring", x: 0, y: y + 1, width: frame.right + 22, height: rowHeight - 2, rx: 4, fill: marked ? "#FFF3D6" : "transparent", stroke: "none" }),
    textLines([shorten(row.name, narrow ? frame.right : frame.left - 14, 14, look)], narrow
      ? { x: 4, y: y + 17, size: 14, look, bold: marked } : { x: frame.left - 12, y: y + rowHeight / 2 + 5, size: 14, look, anchor: "end", bold: marked }),
    dotWithLine(seen, row, { spec, x, y: middle, frame, colour: look.blue }));
  const then = seen.view.compared?.departments?.[row.index];
  if (then && !then.withheld) group.append(dotWithLine(seen, then, { spec, x, y: middle + 13, frame, colour: look.orange }));
  const lines = [seen.words.withInterval(row[spec.value], row[`${spec.value}_low`], row[`${spec.value}_high`], spec.write),
    seen.words.say("visits_n", { n: seen.words.number(row.visits) })];
  if (then) lines.push(seen.words.say("then", { period: seen.periodOf(seen.view.compared.choice), value: seen.words.withInterval(then[spec.value], then[`${spec.value}_low`], then[`${spec.value}_high`], spec.write) }));
  speaking(seen, group, { key: `${spec.id}:${row.index}`, head: row.name, lines, role: "button" });
  return pressable(group, () => seen.open("network", { selected: row.index }));
}

function dotWithLine(seen, row, { spec, x, y, frame, colour }) {
  const { known } = seen.words;
  const value = row[spec.value];
  if (!known(value)) return drawn("g", null);
  const [low, high] = [row[`${spec.value}_low`], row[`${spec.value}_high`]];
  const group = drawn("g", null);
  if (known(low)) {
    const end = known(high) ? x(high) : frame.right + 8;
    group.append(drawn("line", { x1: x(low), x2: end, y1: y, y2: y, stroke: colour, "stroke-width": 2.6, opacity: 0.75 }));
    if (!known(high)) group.append(drawn("path", { d: `M${end} ${y - 5}l8 5l-8 5z`, fill: colour }));
  }
  const shape = colour === seen.page.look.blue ? drawn("circle", { cx: x(value), cy: y, r: 5.5, fill: colour, stroke: "white" })
    : drawn("path", { d: `M${x(value)} ${y - 6}l6 6l-6 6l-6 -6z`, fill: colour, stroke: "white" });
  group.append(shape);
  return group;
}

// Everything about departments, as a table; what may not be shown says so.
function departmentsTable(seen) {
  const { say, number, share, days, times } = seen.words;
  const estimates = [["median_days", say("column_median"), days], ["stay_ratio", say("column_ratio"), times],
    ["reach", say("column_reach"), share], ["drop_share", say("column_drop_share"), share]];
  const counts = [["visits", say("column_visits"), number], ["held_share", say("column_held"), share],
    ["live", say("column_live"), number], ["dead", say("column_dead"), number]];
  const hidden = say("withheld_short");
  const cells = (row) => [
    ...counts.map(([name, , write]) => (row.withheld ? cell(null, hidden) : cell(row[name] ?? null, write(row[name])))),
    ...estimates.map(([name, , write]) => (row.withheld ? cell([null, null, null], hidden)
      : estimated(seen, row[name] ?? null, row[`${name}_low`] ?? null, row[`${name}_high`] ?? null, write))),
  ];
  const columns = [...counts.map(([, name]) => name), ...estimates.map(([, name]) => estimatedColumn(seen, name))];
  const views = [seen.view, seen.view.compared].filter(Boolean);
  const period = (view) => (views.length > 1 ? [cell(seen.periodOf(view.choice))] : []);
  const all = (view) => seen.departments(view).sort((a, b) => (b.visits ?? -1) - (a.visits ?? -1));
  return {
    name: say("departments_table"), short: say("departments_short"),
    columns: [say("column_department"), ...(views.length > 1 ? [say("column_period")] : []), ...columns],
    rows: () => views.flatMap((view) => all(view).map((row) => [cell(row.name), ...period(view), ...cells(row)])),
  };
}
