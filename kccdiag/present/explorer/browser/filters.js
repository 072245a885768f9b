// What is looked at: period, kind, channel, department, and another period to compare with; always said in words.

function filtersOf(seen) {
  const { say } = seen.words;
  const { page } = seen;
  const list = (names, all) => [[null, all], ...names.map((name, index) => [index, name])];
  const periods = page.periods.map((name, index) => [index, name]);
  const fields = {
    from: select(seen, say("from"), periods, (value) => seen.choose({ from: value, to: Math.max(value, seen.choice.to) })),
    to: select(seen, say("to"), periods, (value) => seen.choose({ to: value, from: Math.min(value, seen.choice.from) })),
    kind: select(seen, say("kind"), list(page.kinds, say("all_kinds")), (value) => seen.choose({ kind: value })),
    channel: select(seen, say("channel"), list(page.channels, say("all_channels")), (value) => seen.choose({ channel: value })),
    department: select(seen, say("department"), list(page.departments.map(({ name }) => name), say("all_departments")), (value) => {
      Object.assign(seen.state, { selected: value, marked: [] }); // on the map it is the selected one, too
      seen.choose({ department: value });
    }),
    compare: select(seen, say("compare"), [[null, say("compare_none")], [1, say("compare_period")]], (value) => seen.choose(value ? twoToCompare(seen.choice) : { compare: null })),
    then_from: select(seen, say("compare_from"), periods, (value) => seen.choose({ compare: { from: value, to: Math.max(value, seen.choice.compare.to) } })),
    then_to: select(seen, say("compare_to"), periods, (value) => seen.choose({ compare: { from: Math.min(value, seen.choice.compare.from), to: value } })),
  };
  if (page.kinds.length < 2) fields.kind.label.hidden = true;
  if (page.channels.length < 2) fields.channel.label.hidden = true;
  if (page.periods.length < 2) for (const name of ["from", "to", "compare"]) fields[name].label.hidden = true;
  const reset = element("button", { type: "button", class: "kcx-button", click: () => seen.reset() }, say("reset"));
  const said = element("p", { class: "kcx-said", role: "status" });
  const form = element("form", { class: "kcx-filters", "aria-label": say("filters"), submit: (event) => event.preventDefault() },
    Object.values(fields).map(({ label }) => label), reset);
  const node = element("details", { class: "kcx-choose" }, element("summary", null, say("filters")), form);
  node.open = !narrowScreen(seen);
  const show = () => {
    if (!narrowScreen(seen)) node.open = true; // where there is room they are always there
    showChoice(seen, fields, reset, said);
  };
  return { node, said, show };
}

// On a phone the filters stay folded, so that the picture is in sight.
const narrowScreen = ({ root }) => (root.clientWidth || 960) <= 640;

function select(seen, name, options, act) {
  const field = element("select", null, options.map(([value, text]) => element("option", { value: value ?? "" }, text)));
  field.addEventListener("change", () => act(field.value === "" ? null : Number(field.value)));
  return { field, label: element("label", null, element("span", null, name), field) };
}

// The period just before the one chosen, as long; where there is none, the later half against the earlier.
function twoToCompare({ from, to }) {
  const long = to - from + 1;
  if (from > 0) return { compare: { from: Math.max(0, from - long), to: from - 1 } };
  const middle = from + Math.ceil(long / 2);
  return middle > to ? { compare: { from, to } } : { from: middle, to, compare: { from, to: middle - 1 } };
}

function showChoice(seen, fields, reset, said) {
  const { choice } = seen;
  for (const name of ["from", "to", "kind", "channel", "department"]) fields[name].field.value = choice[name] ?? "";
  fields.compare.field.value = choice.compare ? 1 : "";
  for (const [name, end] of [["then_from", "from"], ["then_to", "to"]]) {
    fields[name].label.hidden = !choice.compare;
    if (choice.compare) fields[name].field.value = choice.compare[end];
  }
  reset.disabled = Object.entries(seen.everything()).every(([name, value]) => choice[name] === value);
  const sentence = seen.selection();
  if (said.textContent !== sentence) said.textContent = sentence;
}

// What is drawn, in words: of which signals these are the numbers.
function selectionInWords(seen) {
  const { say, number, known } = seen.words;
  const { view, page } = seen;
  const { choice } = view;
  const parts = [known(view.signals) ? say("said_signals", { n: number(view.signals), period: seen.periodOf(choice) })
    : say("said_withheld", { period: seen.periodOf(choice) })];
  if (choice.kind !== null) parts.push(say("said_kind", { kind: page.kinds[choice.kind] }));
  if (choice.channel !== null) parts.push(say("said_channel", { channel: page.channels[choice.channel] }));
  if (choice.department !== null) parts.push(say("said_department", { department: seen.nameOf(choice.department) }));
  if (choice.kind === null && choice.channel === null && choice.department === null) parts.push(say("said_everything"));
  const compared = view.compared ? ` ${saidOfCompared(seen)}` : "";
  return `${parts.join(", ")}.${compared}`;
}

function saidOfCompared({ words, view, periodOf }) {
  const { signals, choice } = view.compared;
  return words.say(words.known(signals) ? "said_compared" : "said_compared_withheld", { period: periodOf(choice), n: words.number(signals) });
}
