// Said and done: pairs of departments of which what people say stands beside what the whole log shows.

const MOST_OF_A_STANDING = 8;

function saidPanel(seen) {
  const { say } = seen.words;
  const beside = seen.width >= 900;
  const quiet = (line) => element("p", { class: "kcx-quiet" }, line);
  return [element("h3", null, say("tab_said")), quiet(`${say("told_asked", { asked: seen.page.said.asked })} ${say("told_whole")}`),
    element("div", { class: beside ? "kcx-beside kcx-apart" : "kcx-apart" }, pairsFigure(seen, beside ? seen.width - 324 : seen.width), pairCard(seen)),
    ...barriersPart(seen), ...countedNotes(seen).map(quiet)];
}

// Who counts where, and who is not shown apart.
function countedNotes(seen) {
  const { say, number } = seen.words;
  const { said, limits } = seen.page;
  const least = number(limits.group_size);
  return [
    said.left_out ? say("told_left_out", { n: number(said.left_out) }) : "",
    said.withheld ? say("told_withheld", { n: number(said.withheld), least }) : "",
    said.one_voice.length ? say("told_one_voice", { departments: said.one_voice.join(", "), least }) : "",
    said.not_apart.length ? say("told_not_apart", { departments: said.not_apart.join(", ") }) : "",
  ].filter(Boolean);
}

function pairsFigure(seen, width) {
  const { say, number } = seen.words;
  const pairs = [...pairsOf(seen).values()];
  if (!pairs.length) return nothingToDraw(seen, say("told_title_plain"), say("told_blank"));
  const groups = STANDINGS.map((standing) => pairs.filter((pair) => pair.standing === standing)).filter((group) => group.length)
    .map((group) => group.filter((pair, place) => place < MOST_OF_A_STANDING || isChosen(seen, pair.giver, pair.taker)));
  const rest = pairs.length - groups.flat().length;
  const differ = pairs.filter((pair) => pair.standing !== "agreed").length;
  const title = say("told_title", { n: number(differ), all: number(pairs.length) });
  return figureOf(seen, {
    id: "pairs", title, width, about: say("told_whole"), note: [say("told_note"), rest ? say("told_rest", { n: number(rest) }) : ""].filter(Boolean).join(" "),
    summary: `${title}. ${pairs.slice(0, 5).map((pair) => `${namesOf(seen, pair)}: ${standingInWords(seen, pair)}`).join("; ")}`,
    draw: (room) => pairsDrawing(seen, groups, room), tables: () => [pairsTable(seen)],
  });
}

function pairsDrawing(seen, groups, width) {
  const { look } = seen.page;
  const rows = groups.flat();
  const narrow = width < 700;
  const widest = (write, size, most) => Math.min(most, Math.max(...rows.map((row) => widthOf(write(row), size, look))));
  const names = 48 + widest((row) => namesOf(seen, row), 14, 0.34 * width);
  const told = narrow ? 0 : 20 + widest((row) => toldInWords(seen, row), 14, 180);
  const values = narrow ? 0 : 26 + widest((row) => timesInWords(seen, row), 14, 170);
  const frame = { left: narrow ? 30 : names + told, right: width - (narrow ? 14 : values), names, narrow, width };
  const scale = dotsScale(rows.map((row) => ({ times: row.times, times_low: row.low, times_high: row.high })), seen, { value: "times", one: true });
  if ((frame.right - frame.left) / scale.ticks.length < 34) scale.ticks = scale.ticks.filter((tick) => Math.log2(tick) % 2 === 0);
  const x = (value) => frame.left + (frame.right - frame.left) * scale.place(value);
  const marks = [];
  const group = drawn("g", null);
  let y = 0;
  for (const pairs of groups) {
    group.append(standingHead(seen, pairs[0].standing, y + 22));
    y += 32;
    for (const pair of pairs) {
      marks.push(pairRow(seen, pair, { x, frame, y, height: narrow ? 62 : 30 }));
      y += narrow ? 62 : 30;
    }
    y += 8;
  }
  const axis = dotsAxis(seen, { ...frame, top: 32, bottom: y }, x, scale, { axis: seen.words.say(narrow ? "told_axis_brief" : "told_axis"), one: true });
  group.prepend(axis);
  oneStop(seen, marks, "pairs", inOrder(marks));
  group.append(...marks);
  return { node: group, height: y + 46, interactive: true };
}

function standingHead(seen, standing, y) {
  const { look } = seen.page;
  return drawn("g", null, standingMark(seen, standing, 12, y - 5, 6),
    textLines([seen.page.said.standings[standing]], { x: 26, y, size: 15, look, bold: true, halo: true }));
}

function pairRow(seen, pair, { x, frame, y, height }) {
  const { look } = seen.page;
  const { narrow } = frame;
  const chosen = isChosen(seen, pair.giver, pair.taker);
  const middle = narrow ? y + 48 : y + height / 2;
  const text = narrow ? y + 17 : middle + 5;
  const name = namesWithin(seen, pair, narrow ? frame.width - 36 : frame.names - 36, 14, chosen);
  const group = drawn("g", { class: chosen ? "kcx-row kcx-marked" : "kcx-row", "aria-pressed": chosen },
    drawn("rect", { class: "kcx-ring", x: 0, y: y + 1, width: frame.width - 2, height: height - 2, rx: 4, fill: chosen ? "#FFF3D6" : "transparent", stroke: chosen ? look.vermilion : "none", "stroke-width": 2 }),
    textLines([name], { x: 26, y: text, size: 14, look, bold: chosen, halo: narrow && !chosen }),
    textLines([narrow ? `${toldInWords(seen, pair)}; ${timesInWords(seen, pair)}` : shorten(toldInWords(seen, pair), frame.left - frame.names - 14, 14, look)],
      { x: narrow ? 26 : frame.names, y: narrow ? y + 35 : text, size: narrow ? 13 : 14, look, colour: look.quiet, halo: narrow && !chosen }),
    narrow ? null : textLines([timesInWords(seen, pair)], { x: frame.right + 12, y: text, size: 14, look }),
    pairObserved(seen, pair, { x, frame, y: middle }));
  speaking(seen, group, { key: `pair:${pairName(pair)}`, head: namesOf(seen, pair), lines: [standingInWords(seen, pair), countsInWords(seen, pair)], role: "button" });
  return pressable(group, () => seen.choosePair(chosen ? null : pair));
}

// The interval of what the log shows, open to the left where none was handed over, and the mark of the standing.
function pairObserved(seen, { standing, times, low, high }, { x, frame, y }) {
  const { known } = seen.words;
  const { look } = seen.page;
  const start = known(low) ? x(low) : frame.left;
  const end = known(high) ? x(high) : frame.right;
  const open = known(low) ? null : drawn("path", { d: `M${start + 6} ${y - 5}l-7 5l7 5z`, fill: look.ink });
  return drawn("g", null, drawn("line", { x1: start, x2: end, y1: y, y2: y, stroke: look.ink, "stroke-width": 2 }), open, standingMark(seen, standing, x(times), y, 5.5));
}

const countsInWords = ({ words: { say, number } }, { handovers, expected }) =>
  say("openness_counts", { n: number(handovers), expected: number(expected, expected < 9.95 ? 1 : 0) });

// The pair that is chosen: who says what, what the log shows, and where else to look.
function pairCard(seen) {
  const { say } = seen.words;
  const pair = chosenPair(seen);
  if (!pairsOf(seen).size) return null;
  if (!pair) {
    return element("aside", { class: "kcx-card", "aria-label": say("pair_card") }, element("h3", null, say("pair_none")), element("p", null, say("pair_how")));
  }
  const button = (name, text) => element("button", { type: "button", class: "kcx-button", "data-key": `pair:${name}`, click: () => seen.open(name, { selected: null }) }, text);
  const why = { unmet_need: key("why_unmet_need"), paper_channel: key("why_paper_channel"), unspoken_channel: key("why_unspoken_channel"), agreed: key("why_agreed") };
  return element("aside", { class: "kcx-card", "aria-label": say("pair_card") },
    element("button", { type: "button", class: "kcx-close", "data-key": "pair:close", "aria-label": say("pair_close"), click: () => seen.choosePair(null) }, "×"),
    element("h3", null, namesOf(seen, pair)), element("p", null, element("strong", null, seen.page.said.standings[pair.standing])),
    element("p", null, say(why[pair.standing])), pairNumbers(seen, pair),
    pair.leans ? element("p", { class: "kcx-quiet" }, say("pair_leans")) : null,
    quotesOf(seen, pair.quotes), element("div", { class: "kcx-tools" }, button("network", say("pair_network")), button("openness", say("pair_openness"))));
}

const relationsOf = ({ words: { say } }) => [["flow", say("fact_flow")], ["no_flow", say("fact_no_flow")], ["need", say("fact_need")],
  ["feedback", say("fact_feedback")], ["no_feedback", say("fact_no_feedback")]];

function pairNumbers(seen, pair) {
  const { say, number } = seen.words;
  const told = relationsOf(seen).filter(([relation]) => pair[relation] > 0).map(([relation, name]) => [name, number(pair[relation])]);
  const silent = pair.what === "silent" ? [[say("fact_asked"), number(pair.people)]] : [];
  const facts = [...told, ...silent, [say("fact_seen"), countsInWords(seen, pair)], [say("fact_times"), timesInWords(seen, pair)]];
  return element("dl", null, facts.map(([name, value]) => [element("dt", null, name), element("dd", null, value)]));
}

function pairsTable(seen) {
  const { say, number, times } = seen.words;
  const relations = relationsOf(seen);
  return {
    name: say("pairs_table"), short: say("pairs_short"),
    columns: [say("column_giver"), say("column_taker"), say("column_standing"), ...relations.map(([, name]) => name),
      say("column_handovers"), say("column_expected"), estimatedColumn(seen, say("column_openness"))],
    rows: () => [...pairsOf(seen).values()].map((pair) => [cell(seen.nameOf(pair.giver)), cell(seen.nameOf(pair.taker)), cell(seen.page.said.standings[pair.standing]),
      ...relations.map(([relation]) => cell(pair[relation], number(pair[relation]))), cell(pair.handovers, number(pair.handovers)),
      cell(pair.expected, number(pair.expected, pair.expected < 9.95 ? 1 : 0)), estimated(seen, pair.times, pair.low, pair.high, times)]),
  };
}
