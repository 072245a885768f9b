// What people said of pairs, as marks, words and buttons in every part of the explorer; no filter changes it.

const STANDINGS = ["unmet_need", "paper_channel", "unspoken_channel", "agreed"];
const SAID_OF = new WeakMap(); // pairs by "giver>taker", once a page

const pairName = ({ giver, taker }) => `${giver}>${taker}`;

function pairsOf({ page }) {
  if (!SAID_OF.has(page)) SAID_OF.set(page, new Map((page.said?.pairs ?? []).map((pair) => [pairName(pair), pair])));
  return SAID_OF.get(page);
}

const saidOf = (seen, giver, taker) => pairsOf(seen).get(`${giver}>${taker}`);
const chosenPair = (seen) => pairsOf(seen).get(seen.state.pair) ?? null;
const isChosen = (seen, giver, taker) => seen.state.pair === `${giver}>${taker}`;
const namesOf = (seen, { giver, taker }) => seen.words.say("flow", { giver: seen.nameOf(giver), taker: seen.nameOf(taker) });

// Both names in a room, each shortened to its share of it.
function namesWithin(seen, { giver, taker }, room, size, bold) {
  const { look } = seen.page;
  const names = [giver, taker].map(seen.nameOf);
  const free = room - widthOf(seen.words.say("flow", { giver: "", taker: "" }), size, look, bold);
  const widths = names.map((name) => widthOf(name, size, look, bold));
  const [first, second] = names.map((name, which) => shorten(name, Math.max(free / 2, free - widths[1 - which]), size, look, bold));
  return seen.words.say("flow", { giver: first, taker: second });
}

// A mark for how said and done stand to each other: its shape tells them apart, its colour repeats it.
function standingMark({ page: { look } }, standing, x, y, r) {
  const shapes = {
    unmet_need: [look.vermilion, `M${-r} ${-r}H${r}V${r}H${-r}Z`],
    paper_channel: [look.orange, `M0 ${-1.25 * r}L${1.25 * r} ${r}H${-1.25 * r}Z`],
    unspoken_channel: [look.blue, `M0 ${-1.4 * r}L${1.4 * r} 0L0 ${1.4 * r}L${-1.4 * r} 0Z`],
    agreed: [look.quiet, `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`],
  };
  const [fill, d] = shapes[standing];
  return drawn("g", { class: "kcx-standing", transform: `translate(${x} ${y})` },
    drawn("path", { d, fill: "white", stroke: "white", "stroke-width": 3 }), drawn("path", { d, fill, stroke: look.ink, "stroke-width": 0.9 }));
}

// What is said of a pair, and by how many, in a few words.
function toldInWords({ words: { say, number } }, { what, people }) {
  const sentences = { need: key("told_need"), flow: key("told_flow"), no_flow: key("told_no_flow"), silent: key("told_silent") };
  return say(sentences[what], { n: number(people) });
}

function timesInWords({ words: { say, times, interval } }, { times: value, low, high }) {
  return say("estimate_brief", { value: times(value), interval: interval(low, high, times) });
}

// The line that a mark in another picture adds to what is said there.
function standingInWords(seen, pair) {
  return seen.words.say("told_standing", { standing: seen.page.said.standings[pair.standing], told: toldInWords(seen, pair), times: timesInWords(seen, pair) });
}

// Which marks stand for what, for the legends of other pictures; only what is there.
function standingLegend(seen, more = []) {
  const there = STANDINGS.filter((standing) => [...pairsOf(seen).values()].some((pair) => pair.standing === standing));
  if (!there.length) return null;
  return element("div", null, element("strong", null, seen.words.say("legend_said")),
    legendOf([...there.map((standing) => [standingMark(seen, standing, 15, 9, 6), seen.page.said.standings[standing]]), ...more], seen.page.look));
}

// The line under a pair that is chosen, so that it is seen whatever the colours of its arrow.
function bandUnder({ page: { look } }, d, width) {
  const line = (stroke, wide) => drawn("path", { d, fill: "none", stroke, "stroke-width": wide, "stroke-linecap": "round" });
  return [line(look.ink, width + 12), line("#FFDE7A", width + 9)];
}

// In other panels: which pair is chosen, a way back, and a way to let go.
function pairNote(seen) {
  const pair = chosenPair(seen);
  if (!pair || !["network", "openness"].includes(seen.state.panel)) return null;
  const { say } = seen.words;
  const link = (name, text, act) => element("button", { type: "button", class: "kcx-link", "data-key": `pair:${name}`, click: act }, text);
  const matrix = seen.view.matrix?.[seen.width < 620 ? "narrow" : "wide"];
  const pooled = seen.state.panel === "openness" && matrix?.departments.length && ![pair.giver, pair.taker].every((end) => matrix.departments.includes(end));
  return element("p", { class: "kcx-from" }, say("pair_chosen", { pair: namesOf(seen, pair), standing: seen.page.said.standings[pair.standing] }),
    pooled ? ` ${say("pair_pooled")}` : null, " ", link("back", say("pair_back"), () => seen.open("said")), " ", link("close", say("pair_close"), () => seen.choosePair(null)));
}

// What one department needs and does not get, and what is said to come or go there but hardly does.
function cardSaid(seen, index) {
  const { say } = seen.words;
  const pairs = [...pairsOf(seen).values()];
  const list = (name, chosen) => (chosen.length ? [element("h4", null, name), element("ul", { class: "kcx-flows" }, chosen.slice(0, MOST_LISTED).map((pair) => element("li", null,
    element("button", { type: "button", class: "kcx-link", "data-key": `card:said:${name}:${pairName(pair)}`, click: () => seen.openPair(pair) }, namesOf(seen, pair)),
    element("span", null, toldInWords(seen, pair)))))] : null);
  return [list(say("card_needs"), pairs.filter((pair) => pair.taker === index && pair.standing === "unmet_need")),
    list(say("card_paper"), pairs.filter((pair) => pair.paper && (pair.giver === index || pair.taker === index)))];
}

// Words that people released, as text.
function quotesOf(seen, quotes) {
  const { say } = seen.words;
  if (!quotes.length) return null;
  return [element("h4", null, say("quotes")), element("ul", { class: "kcx-quotes" }, quotes.map(({ text, department, paraphrased }) => element("li", null,
    element("q", null, text), " ", element("span", { class: "kcx-quiet" }, [department, paraphrased ? say("quote_paraphrased") : ""].filter(Boolean).join(", ")))))];
}
