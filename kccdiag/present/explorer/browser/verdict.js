// The answer: what became of a hundred signals, as a hundred drops a row, with intervals.

const VERDICT = {
  passed_on: () => key("verdict_passed_on"),
  two_departments: () => key("verdict_two_departments"),
  decided: () => key("verdict_decided"),
  changed: () => key("verdict_changed"),
  came_back: () => key("verdict_came_back"),
};

// A drop with its tip upwards, around a point.
function dropAt(x, y, width, height) {
  const [half, r] = [width / 2, width / 2];
  const round = y + height / 2 - r;
  return `M${x} ${y - height / 2}C${x + half * 0.3} ${y - height * 0.12} ${x + half} ${round - r} ${x + half} ${round}`
    + `A${r} ${r} 0 0 1 ${x - half} ${round}C${x - half} ${round - r} ${x - half * 0.3} ${y - height * 0.12} ${x} ${y - height / 2}Z`;
}

function verdictPanel(seen) {
  const { say } = seen.words;
  const rows = (seen.view.verdict ?? []).filter((row) => row.measure in VERDICT);
  if (!rows.some((row) => seen.words.known(row.estimate))) {
    return [nothingToDraw(seen, say("verdict_title"), seen.whyBlank("verdict_blank"))];
  }
  const title = say("verdict_title");
  const note = [say("verdict_note", { days: seen.page.limits.settled_days, short: seen.page.limits.passed_on_days }),
    seen.view.differences?.length ? say("verdict_difference", { days: seen.page.limits.settled_days }) : ""].filter(Boolean).join(" ");
  return [figureOf(seen, {
    id: "verdict", title, note, width: seen.width, summary: `${title} ${rows.map((row) => verdictSentence(seen, row)).join(" ")}`,
    draw: (width) => verdictDrawing(seen, rows, width), tables: () => [verdictTable(seen, rows)],
  })];
}

function verdictSentence(seen, row) {
  const { say, ofHundred, withInterval } = seen.words;
  const text = say(VERDICT[row.measure](), { days: seen.page.limits.passed_on_days });
  return `${withInterval(row.estimate, row.low, row.high, ofHundred)} ${text}.`;
}

function verdictDrawing(seen, rows, width) {
  const twice = Boolean(seen.view.compared);
  const group = drawn("g", null);
  let y = 0;
  for (const row of rows) {
    const part = verdictRow(seen, row, width);
    group.append(drawn("g", { transform: `translate(0 ${y})` }, part.node));
    y += part.height + (twice ? 24 : 18);
  }
  return { node: group, height: y };
}

function verdictRow(seen, row, width) {
  const { words, page: { look } } = seen;
  const left = width < 560 ? 62 : 92;
  const lines = linesOf(words.say(VERDICT[row.measure](), { days: seen.page.limits.passed_on_days }), width - left, 16, look);
  const group = drawn("g", null,
    textLines([words.ofHundred(row.estimate)], words.known(row.estimate)
      ? { x: left - 14, y: 32, size: 32, look, anchor: "end", colour: look.blue, bold: true }
      : { x: left, y: 52, size: 14, look, colour: look.quiet }),
    textLines(lines, { x: left, y: 16, size: 16, look }));
  let y = 10 + lines.length * 19;
  group.append(dropsRow(seen, row, { x: left, y, width: width - left - 6, colour: look.blue }));
  y += 40;
  const other = seen.view.compared?.verdict?.find((one) => one.measure === row.measure);
  if (!other) return { node: group, height: y };
  group.append(dropsRow(seen, other, { x: left, y, width: width - left - 6, colour: look.orange }));
  y += 40;
  const said = differenceInWords(seen, row, other);
  group.append(textLines(linesOf(said, width - left, 14, look), { x: left, y: y + 12, size: 14, look }));
  return { node: group, height: y + 14 + 17 * (linesOf(said, width - left, 14, look).length - 1) };
}

// A hundred drops; as many as the estimate are filled. Below them the interval.
function dropsRow(seen, row, { x, y, width, colour }) {
  const { words, page: { look } } = seen;
  if (!words.known(row.estimate)) return drawn("g", null);
  const step = Math.min(width / 100, 8.5);
  const size = [Math.max(step * 0.78, 2), Math.min(16, Math.max(11, step * 1.8))];
  const at = (place) => x + (place + 0.5) * step;
  const full = Math.round(100 * row.estimate);
  const path = (from, to) => Array.from({ length: to - from }, (_, place) => dropAt(at(from + place), y + 10, ...size)).join("");
  return drawn("g", null,
    drawn("path", { d: path(full, 100), fill: "#E4E4E4" }),
    drawn("path", { d: path(0, full), fill: colour }),
    intervalLine(seen, row, { from: x, to: x + 100 * step, y: y + 25 }),
    intervalBeside(seen, row, { from: x, to: x + 100 * step, y: y + 30 }),
    drawn("title", null, verdictSentence(seen, row)));
}

// The interval in figures, on the side of its line where there is room.
function intervalBeside(seen, row, { from, to, y }) {
  const { words, page: { look } } = seen;
  if (!words.known(row.high)) return null;
  const left = row.high > 0.75;
  const end = from + (to - from) * (left ? row.low : row.high);
  return textLines([words.interval(row.low, row.high, words.ofHundred)], { x: left ? end - 8 : end + 8, y, size: 14, look, anchor: left ? "end" : "start", colour: look.quiet });
}

// A line from the lower to the upper end, with upright ends; an open end runs off as an arrow.
function intervalLine(seen, { low, high }, { from, to, y, top = 1, colour }) {
  const { known } = seen.words;
  if (!known(low) && !known(high)) return drawn("g", null);
  const place = (value) => from + (to - from) * Math.max(0, Math.min(value / top, 1));
  const [start, end] = [place(known(low) ? low : 0), known(high) ? place(high) : to];
  const ends = known(high) && high <= top * 1.0001 ? `M${end} ${y - 4}V${y + 4}` : `M${end - 5} ${y - 4}L${end} ${y}L${end - 5} ${y + 4}`;
  return drawn("path", { d: `M${start} ${y}H${end}M${start} ${y - 4}V${y + 4}${ends}`, fill: "none", stroke: colour ?? seen.page.look.ink, "stroke-width": 2 });
}

function differenceInWords(seen, row, other) {
  const { say, ofHundred, withInterval } = seen.words;
  const then = say("then", { period: seen.periodOf(seen.view.compared.choice), value: withInterval(other.estimate, other.low, other.high, ofHundred) });
  const change = changeOf(seen, row.measure);
  return change ? `${then}; ${change}` : then;
}

// How much a share differs between the two periods, of signals that had as much time, and whether by more than chance.
function changeOf(seen, measure, department = null) {
  const { say, change } = seen.words;
  const found = (seen.view.differences ?? []).find((one) => one.measure === measure && one.department === department);
  if (!found) return null;
  return `${change({ value: found.difference, low: found.low, high: found.high })}, ${say(found.beyond_chance ? "beyond_chance" : "maybe_chance")}`;
}

function verdictTable(seen, rows) {
  const { say, number, share } = seen.words;
  const one = (row) => [estimated(seen, row.estimate, row.low, row.high, share), cell(row.n, number(row.n))];
  const head = [estimatedColumn(seen, say("column_share")), say("column_n")];
  return {
    name: say("verdict_title"),
    columns: [say("column_step"), ...twoPeriods(seen, head)],
    rows: () => rows.map((row) => {
      const other = seen.view.compared?.verdict?.find((then) => then.measure === row.measure);
      return [cell(say(VERDICT[row.measure](), { days: seen.page.limits.passed_on_days })), ...one(row), ...(other ? one(other) : [])];
    }),
  };
}

// The heads of columns, once or for each of two periods.
function twoPeriods(seen, head) {
  if (!seen.view.compared) return head;
  const of = (name, view) => `${name} · ${seen.periodOf(view.choice)}`;
  return [seen.view, seen.view.compared].flatMap((view) => head.map((column) =>
    (column.read ? { read: of(column.read, view), take: column.take.map((name) => of(name, view)) } : of(column, view))));
}
