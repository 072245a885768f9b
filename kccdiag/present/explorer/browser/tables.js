// Tables: the same numbers as a picture, to read, to hear and to take along.

const ROWS_SHOWN = 300;

// A cell has what is read (text) and what a spreadsheet gets (raw: of an estimate three numbers, in columns of their own).
const cell = (raw, text) => ({ raw, text: text ?? (raw === null || raw === undefined ? "" : String(raw)) });

// An estimate with its interval: one column to read, three to take along.
const estimated = (seen, value, low, high, write) => cell([value, low, high], seen.words.known(value)
  ? seen.words.say("estimate_brief", { value: write(value), interval: seen.words.interval(low, high, write) }) : seen.words.say("not_measurable"));

const estimatedColumn = (seen, name) => ({ read: name, take: [name, seen.words.say("lower_end", { name }), seen.words.say("upper_end", { name })] });

function tableOf(seen, { name, columns, rows: filled }) {
  const rows = filled();
  const head = element("tr", null, columns.map((column, place) =>
    element("th", { scope: "col", class: place ? "kcx-figures" : null }, column.read ?? column)));
  const body = rows.slice(0, ROWS_SHOWN).map((row) => element("tr", null, row.map((one, place) =>
    place ? element("td", { class: typeof one.raw === "string" ? null : "kcx-figures" }, one.text)
      : element("th", { scope: "row" }, one.text))));
  const table = element("table", { class: "kcx-table" },
    element("caption", null, name), element("thead", null, head), element("tbody", null, body));
  const rest = rows.length > ROWS_SHOWN
    ? element("p", { class: "kcx-quiet" }, seen.words.say("rows_rest", { shown: seen.words.number(ROWS_SHOWN), n: seen.words.number(rows.length) }))
    : null;
  return element("div", { class: "kcx-scroll", tabindex: 0, role: "region", "aria-label": name }, table, rest);
}

// Text that a spreadsheet would take for a formula gets an apostrophe before it, as in the tables of a diagnosis.
function csvCell(raw) {
  if (raw === null || raw === undefined) return "";
  if (typeof raw === "number") return Number.isFinite(raw) ? String(raw) : "";
  const text = String(raw).replace(/\r\n?/g, "\n");
  const safe = /^[=+\-@\t\n]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf({ columns, rows }) {
  const lines = [columns.flatMap((column) => column.take ?? [column]).map(csvCell), ...rows().map((row) => row.flatMap(({ raw }) => raw).map(csvCell))];
  return `\ufeff${lines.map((line) => line.join(",")).join("\n")}\n`; // the mark tells spreadsheets that it is UTF-8
}
