// A hundred drops that travel through the map: they wait, pool, go back and forth, dry up, return to the customer.
//
// hundredDrops(root, data, options) draws into a div and returns { destroy(), seek(day) }.
//   data     what kccdiag.drops.drops_record says
//   options  words: kccdiag.drops.drops_words; places: for each of data.departments [x, y] in 0…1, y upwards, or null
//            where it has no place on the map (kccdiag.shown.network.places_of); locale; still: nothing moves by itself
//
// Names come in as text and stay text. Nothing is fetched, nothing is evaluated, no style sheet is needed.
function hundredDrops(root, data, options) {
  "use strict";

  const INK = "#1A1A1A", QUIET = "#4D4D4D", FAINT = "#D9D9D9"; // as in kccdiag/figures/style.py
  const BLUE = "#0072B2", LIVE = "#A6D3EE", DEAD = "#9A3F00";
  const LOOKS = {
    way: { fill: BLUE, stroke: "#FFFFFF", shape: "drop" },
    dry: { fill: "#FFFFFF", stroke: DEAD, shape: "ring" },
    back: { fill: LIVE, stroke: INK, shape: "drop" },
    over: { fill: FAINT, stroke: QUIET, shape: "square" },
  };
  const SPEEDS = [0.5, 1, 2, 4];
  const PACE = 2; // days a second at speed 1: ninety days in three quarters of a minute
  const NARROW = 640; // pixels: below it the map stands upright
  const SLOW = 0.12; // seconds in which a drop covers most of its way to where it belongs
  const REST = 700; // milliseconds without a move of the slider before the day is said aloud

  const { words, places } = options;
  const asked = options.locale || document.documentElement.lang || "en";
  const locale = asked === "en" ? "en-GB" : asked; // day before month, as in the figures
  const still = Boolean(options.still) || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const leaving = new AbortController();
  const uid = `drops-${Math.random().toString(36).slice(2, 8)}`;
  const say = (name, values = {}) =>
    String(words[name] ?? "").replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));

  // ---- elements

  const SVG = "http://www.w3.org/2000/svg";
  function fill(node, attributes, styles, content) {
    for (const [name, value] of Object.entries(attributes ?? {})) node.setAttribute(name, String(value));
    for (const [name, value] of Object.entries(styles ?? {})) node.style.setProperty(name, value);
    for (const part of [content ?? []].flat()) node.append(part); // a text becomes a text node, whatever it says
    return node;
  }
  const html = (tag, attributes, styles, content) => fill(document.createElement(tag), attributes, styles, content);
  const drawn = (tag, attributes, content) => fill(document.createElementNS(SVG, tag), attributes, {}, content);
  const onEvent = (node, event, act) => node.addEventListener(event, act, { signal: leaving.signal });

  // ---- what is where on a day

  // Departments without a place share one.
  const ELSEWHERE = data.departments.length;
  const nodeOf = data.departments.map((_, index) => (places[index] ? index : ELSEWHERE));
  const used = [...new Set(data.drops.flatMap((drop) => drop.path.map(([department]) => nodeOf[department])))];
  const ended = (drop, day) => drop.end !== "open" && drop.end_day !== null && drop.end_day <= day;

  // Where a drop is: { state: "" (not yet there), "way", "dry", "back" or "over", node, since }.
  function whereIs(drop, day) {
    if (drop.path[0][1] > day) return { state: "", node: -1, since: 0 };
    if (drop.told_day !== null && drop.told_day <= day) return { state: "back", node: -1, since: drop.told_day };
    let [department, since] = drop.path[0];
    for (const [next, enter] of drop.path) if (enter <= day) [department, since] = [next, enter];
    if (drop.end === "dropped" && ended(drop, day)) return { state: "dry", node: nodeOf[department], since: drop.end_day };
    // Told later: on the way until then. Else it ended, and nobody told the customer.
    if (drop.told_day === null && ended(drop, day)) return { state: "over", node: -1, since: drop.end_day };
    return { state: "way", node: nodeOf[department], since };
  }

  function countsOn(day) {
    const counts = { way: 0, dry: 0, back: 0, over: 0, come: 0, at: new Map() };
    for (const drop of data.drops) {
      const { state, node } = whereIs(drop, day);
      counts[state || "come"] += 1;
      if (node >= 0) counts.at.set(node, (counts.at.get(node) ?? 0) + 1);
    }
    return counts;
  }

  const mostAt = new Map();
  let busiest = 0; // the day on which most are on their way: what is seen before anybody presses play
  for (let day = 0, most = -1; day <= data.days; day += 0.5) {
    const { at, way } = countsOn(day);
    for (const [node, count] of at) mostAt.set(node, Math.max(count, mostAt.get(node) ?? 0));
    if (way > most && Number.isInteger(day)) [busiest, most] = [day, way];
  }
  const without = data.departments.filter((_, index) => nodeOf[index] === ELSEWHERE);
  const nameOf = (node) => (node === ELSEWHERE ? (without.length === 1 ? without[0] : say("elsewhere")) : data.departments[node]);

  // ---- marks

  const SHAPES = {
    drop: (r) => `M0 ${-1.25 * r}C${0.35 * r} ${-0.65 * r} ${0.85 * r} ${-0.25 * r} ${0.85 * r} ${0.3 * r}A${0.85 * r} ${0.85 * r} 0 1 1 ${-0.85 * r} ${0.3 * r}C${-0.85 * r} ${-0.25 * r} ${-0.35 * r} ${-0.65 * r} 0 ${-1.25 * r}Z`,
    ring: (r) => `M${0.75 * r} 0A${0.75 * r} ${0.75 * r} 0 1 1 ${-0.75 * r} 0A${0.75 * r} ${0.75 * r} 0 1 1 ${0.75 * r} 0Z`,
    square: (r) => `M${-0.75 * r} ${-0.75 * r}H${0.75 * r}V${0.75 * r}H${-0.75 * r}Z`,
  };
  function marked(mark, state, radius) {
    const { fill: inside, stroke, shape } = LOOKS[state];
    return fill(mark, { d: SHAPES[shape](radius), fill: inside, stroke, "stroke-width": state === "dry" ? 1.8 : 1 });
  }

  // ---- the frame: day, map, controls, what each mark means and how many there are

  const begun = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const week = begun.format(new Date(`${data.week}T00:00:00Z`));
  const number = new Intl.NumberFormat(locale);
  const about = { all: data.drops.length, signals: number.format(data.signals), week, weeks: data.weeks, days: data.days };
  const dayName = html("strong", {}, { "font-size": "1.5em", "font-variant-numeric": "tabular-nums" });
  const top = html("p", {}, { margin: "0 0 .4em", display: "flex", "flex-wrap": "wrap", gap: "0 1em", "align-items": "baseline" },
    [dayName, html("span", {}, { color: QUIET }, say(data.weeks > 1 ? "from_weeks" : "from_week", about))]);
  const picture = drawn("svg", { role: "img", "aria-labelledby": `${uid}-label`, focusable: "false" });
  picture.style.setProperty("display", "block");
  picture.style.setProperty("width", "100%");
  const scrubber = html("input", {
    type: "range", min: 0, max: data.days, step: 1, value: 0, "aria-label": say("slider"), id: `${uid}-day`,
  }, { flex: "1 1 12em", "min-width": "8em", height: "2.75em", margin: "0", "accent-color": BLUE });
  const controls = html("div", { role: "group", "aria-label": say("controls") },
    { display: "flex", "flex-wrap": "wrap", gap: ".5em", "align-items": "center", margin: ".4em 0" });
  const aloud = html("p", { role: "status", "aria-live": "polite" },
    { position: "absolute", width: "1px", height: "1px", overflow: "hidden", "clip-path": "inset(50%)", margin: "0", "white-space": "nowrap" });
  const legend = html("ul", {}, { display: "flex", "flex-wrap": "wrap", gap: ".3em 1.4em", "list-style": "none", margin: ".4em 0", padding: "0" });
  const shown = ["way", ...(data.dries ? ["dry"] : []), ...(data.tells ? ["back"] : []), ...(data.ends ? ["over"] : []), "come"];
  const said = (state) => say(state === "over" && !data.tells ? "ended" : state); // where telling is not recorded
  const numbers = {};
  for (const state of shown) {
    numbers[state] = html("strong", {}, { display: "inline-block", "min-width": "1.6em", "text-align": "right", "font-variant-numeric": "tabular-nums" });
    const key = drawn("svg", { width: 18, height: 18, viewBox: "-9 -9 18 18", "aria-hidden": "true", focusable: "false" });
    if (state !== "come") key.append(marked(drawn("path"), state, 7));
    legend.append(html("li", {}, { display: "flex", gap: ".35em", "align-items": "center" }, [key, numbers[state], said(state)]));
  }
  const notes = html("p", {}, { color: QUIET, margin: ".4em 0 0" }, data.ends ? say("note") : say("note_no_ends"));
  root.replaceChildren(top, picture, controls, legend, notes, aloud);
  const GROUND = { position: "relative", background: "#FFFFFF", color: INK }; // also where the page around it is dark
  fill(root, {}, GROUND);

  // ---- the map

  let ground = null; // what the last layout said: { width, height, radius, at: Map of node → [x, y], piles }
  const marks = data.drops.map(() => ({ node: drawn("path", { opacity: 0 }), state: "", x: null, y: null }));

  // A heap stands on its department: rows that get shorter upwards.
  const rowsOf = (count) => Math.ceil((Math.sqrt(8 * count + 1) - 1) / 2);
  function slot(place, count) {
    let row = 0, left = place, wide = rowsOf(count);
    while (left >= wide) [left, row, wide] = [left - wide, row + 1, wide - 1];
    return [(left - (wide - 1) / 2), row];
  }

  function layOut() {
    const width = Math.max(280, root.clientWidth || 800), narrow = width < NARROW;
    const radius = narrow ? 4 : 6, step = 2 * radius, small = narrow ? 12 : 14;
    const tall = narrow ? 560 : Math.min(540, Math.max(360, 0.48 * width));
    const placed = used.filter((node) => node !== ELSEWHERE);
    const spot = (node) => (narrow ? [1 - places[node][1], places[node][0]] : [places[node][0], 1 - places[node][1]]);
    const heap = (node) => rowsOf(mostAt.get(node) ?? 0) * step + 2 * radius + 8;
    const at = new Map(placed.map((node) => [node, [spot(node)[0] * width, spot(node)[1] * tall]]));
    const over = Math.max(0, ...placed.map((node) => heap(node) - at.get(node)[1]));
    for (const one of at.values()) one[1] += over;
    let bottom = Math.max(0, ...[...at.values()].map(([, y]) => y)) + 3 * small;
    if (used.includes(ELSEWHERE)) {
      at.set(ELSEWHERE, [width / 2, bottom + heap(ELSEWHERE)]);
      bottom += heap(ELSEWHERE) + 3 * small;
    }
    for (const one of at.values()) one[0] = Math.min(width - 24, Math.max(24, one[0]));
    const piles = { back: [0.02 * width, bottom + 2 * small], over: [0.52 * width, bottom + 2 * small] };
    const across = Math.floor((0.46 * width) / step), deep = Math.max(2, Math.ceil(data.drops.length / across));
    const height = shown.some((state) => state in piles) ? piles.back[1] + deep * step + radius + 2 : bottom;
    ground = { width, height, radius, step, at, piles, small, deep };
    drawMap();
    show(now, true);
  }

  function drawMap() {
    const { width, height, at, small } = ground;
    fill(picture, { viewBox: `0 0 ${width} ${height}`, height });
    const label = drawn("title", { id: `${uid}-label` }, say("map", about));
    const ways = drawn("g", { stroke: FAINT, fill: "none", "aria-hidden": "true" });
    const found = hops(), most = Math.max(1, ...found.values()), thick = width < NARROW ? 3 : 5;
    for (const [key, count] of found) {
      const [[x0, y0], [x1, y1]] = key.split(" ").map((node) => at.get(Number(node)));
      ways.append(drawn("line", { x1: x0, y1: y0, x2: x1, y2: y1, "stroke-width": 0.8 + (thick * count) / most }));
    }
    const discs = drawn("g", { "aria-hidden": "true" });
    for (const [x, y] of at.values()) {
      discs.append(drawn("line", { x1: x - 16, x2: x + 16, y1: y + 1.5, y2: y + 1.5, stroke: INK, "stroke-width": 3, "stroke-linecap": "round" }));
    }
    for (const { node, x, y, room } of rooms()) {
      const name = nameOf(node);
      discs.append(written(shorten(name, small, room), x, y + 1.3 * small, { anchor: "middle", title: name }));
    }
    for (const pile of shown.filter((state) => state in ground.piles)) {
      const [x, y] = ground.piles[pile];
      const name = said(pile);
      discs.append(drawn("line", { x1: x, x2: x + 0.46 * width, y1: y - 8, y2: y - 8, stroke: QUIET, "stroke-width": 1 }));
      discs.append(written(shorten(name, small, 0.46 * width), x, y - 14, { anchor: "start", title: name }));
    }
    picture.replaceChildren(label, ways, discs, ...marks.map((mark) => mark.node));
  }

  // How wide each name may be: where most drops wait first, the others take the room that is left, or none.
  function rooms() {
    const { width, at, small } = ground, taken = [];
    const order = [...at.keys()].sort((one, other) => (mostAt.get(other) ?? 0) - (mostAt.get(one) ?? 0) || one - other);
    for (const node of order) {
      const [at_x, y] = at.get(node), full = wide(nameOf(node), small) / 2 + 2;
      const x = Math.min(Math.max(at_x, Math.min(full, width / 4)), width - Math.min(full, width / 4)); // not over the edge
      const beside = taken.filter((other) => Math.abs(other.y - y) < 1.5 * small);
      const half = Math.min(x, width - x, full, ...beside.map((other) => Math.abs(other.x - x) - other.room / 2 - 4));
      if (half >= Math.min(full, 1.5 * small)) taken.push({ node, x, y, room: 2 * half });
    }
    return taken;
  }

  function written(text, x, y, { anchor, title }) {
    const node = drawn("text", {
      x, y, "text-anchor": anchor, "font-size": ground.small, fill: INK,
      stroke: "#FFFFFF", "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round",
    }, text);
    node.append(drawn("title", {}, title));
    return node;
  }

  const ruler = document.createElement("canvas").getContext("2d");
  function wide(text, size) {
    ruler.font = `${size}px ${getComputedStyle(root).fontFamily}`;
    return ruler.measureText(text).width;
  }
  function shorten(text, size, room) {
    let letters = [...text];
    if (wide(text, size) <= room) return text;
    while (letters.length > 1 && wide(`${letters.join("")}…`, size) > room) letters = letters.slice(0, -1);
    return `${letters.join("").trimEnd()}…`;
  }

  function hops() {
    const found = new Map();
    for (const drop of data.drops) {
      for (let place = 1; place < drop.path.length; place += 1) {
        const [one, other] = [nodeOf[drop.path[place - 1][0]], nodeOf[drop.path[place][0]]].sort((a, b) => a - b);
        if (one !== other) found.set(`${one} ${other}`, (found.get(`${one} ${other}`) ?? 0) + 1);
      }
    }
    return found;
  }

  // Where every drop belongs on a day: in the heap of its department, dried ones below, then who came first.
  function belongings(day) {
    const groups = new Map();
    data.drops.forEach((drop, index) => {
      const is = whereIs(drop, day);
      const key = is.node >= 0 ? is.node : is.state;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push({ index, ...is });
    });
    const found = new Array(data.drops.length);
    for (const [key, members] of groups) {
      members.sort((one, other) => (one.state === "way") - (other.state === "way") || one.since - other.since || one.index - other.index);
      members.forEach((member, place) => { found[member.index] = { state: member.state, ...spotOf(key, place, members.length) }; });
    }
    return found;
  }

  function spotOf(key, place, count) {
    const { at, piles, step, radius, deep } = ground;
    if (key in piles) {
      const [x, y] = piles[key];
      return { x: x + radius + Math.floor(place / deep) * step, y: y + radius + (place % deep) * step };
    }
    if (key === "") return { x: null, y: null };
    const [x, y] = at.get(key), [column, row] = slot(place, count);
    return { x: x + column * step, y: y - radius - 2 - row * (step - 1) };
  }

  // ---- one moment

  let now = busiest, untouched = true, playing = false, before = null, frame = 0, speed = 1, resting = 0;

  function show(day, atOnce, seconds = 0) {
    const pull = atOnce ? 1 : 1 - Math.exp(-seconds / SLOW);
    belongings(day).forEach(({ state, x, y }, index) => {
      const mark = marks[index];
      if (state !== mark.state) {
        mark.state = state;
        if (state) marked(mark.node, state, ground.radius);
        mark.node.setAttribute("opacity", state ? 1 : 0);
      }
      if (!state) { mark.x = null; return; }
      if (mark.x === null || atOnce) {
        const [fromX, fromY] = atOnce ? [x, y] : [x, -2 * ground.radius]; // from outside, above its department
        [mark.x, mark.y] = [fromX, fromY];
      }
      mark.x += (x - mark.x) * pull;
      mark.y += (y - mark.y) * pull;
      mark.node.setAttribute("transform", `translate(${mark.x.toFixed(1)} ${mark.y.toFixed(1)})`);
    });
    const whole = Math.floor(day);
    if (dayName.dataset.day === String(whole) && !atOnce) return;
    dayName.dataset.day = String(whole);
    dayName.textContent = say("day", { day: whole, days: data.days });
    scrubber.value = String(whole);
    scrubber.setAttribute("aria-valuetext", say("day", { day: whole, days: data.days }));
    const counts = countsOn(day);
    for (const state of shown) numbers[state].textContent = String(counts[state]);
  }

  // Said aloud only when it rests: while it plays a screen reader would never come to an end.
  function sayAloud() {
    const counts = countsOn(now);
    const [node, most] = [...counts.at].sort((one, other) => other[1] - one[1])[0] ?? [null, 0];
    const values = { day: Math.floor(now), all: data.drops.length, ...counts, most, department: node === null ? "" : nameOf(node) };
    const parts = shown.filter((state) => state !== "come").map((state) => say(`said_${state === "over" && !data.tells ? "ended" : state}`, values));
    if (node !== null) parts.push(say("said_most", values));
    aloud.textContent = `${say("said_day", values)} ${parts.join(", ")}.`;
  }

  function seek(day) {
    untouched = false;
    now = Math.min(data.days, Math.max(0, Number(day) || 0));
    show(now, true);
    clearTimeout(resting);
    resting = setTimeout(() => { if (!playing) sayAloud(); }, REST);
  }

  function step(moment) {
    const seconds = before === null ? 0 : Math.min(0.1, (moment - before) / 1000);
    before = moment;
    now = Math.min(data.days, now + seconds * PACE * speed);
    show(now, false, seconds);
    if (now >= data.days) settle();
    else frame = requestAnimationFrame(step);
  }

  // At the end let the last drops come to rest, then stop.
  function settle() {
    show(now, true);
    pause();
  }

  function play() {
    if (still || playing) return;
    if (untouched || now >= data.days) seek(0);
    playing = true;
    before = null;
    named();
    frame = requestAnimationFrame(step);
  }

  function pause() {
    if (!playing) return;
    playing = false;
    cancelAnimationFrame(frame);
    show(now, true);
    named();
    sayAloud();
  }

  // ---- controls

  const BUTTON = { font: "inherit", padding: ".45em .9em", "min-height": "2.75em", cursor: "pointer", color: INK, background: "#FFFFFF", border: `1px solid ${QUIET}`, "border-radius": ".35em" };
  function button(name, act) {
    const node = html("button", { type: "button" }, BUTTON, say(name));
    onEvent(node, "click", act);
    return node;
  }
  const starter = button("play", () => (playing ? pause() : play()));
  starter.style.setProperty("min-width", "6.5em");
  function named() { starter.textContent = say(playing ? "pause" : "play"); }

  if (still) {
    const moves = [["week_back", -7], ["day_back", -1], ["day_on", 1], ["week_on", 7]];
    const [weekBack, dayBack, dayOn, weekOn] = moves.map(([name, days]) => button(name, () => seek(Math.floor(now) + days)));
    controls.append(weekBack, dayBack, scrubber, dayOn, weekOn);
  } else {
    const chooser = html("select", { id: `${uid}-speed` }, { ...BUTTON, padding: ".45em .3em" });
    for (const one of SPEEDS) chooser.append(html("option", { value: one }, {}, say("times", { times: number.format(one) })));
    chooser.value = "1";
    onEvent(chooser, "change", () => { speed = Number(chooser.value); });
    const speedLabel = html("label", { for: chooser.id }, { display: "flex", gap: ".4em", "align-items": "center" }, [say("speed"), chooser]);
    controls.append(starter, scrubber, speedLabel);
  }
  onEvent(scrubber, "input", () => { pause(); seek(scrubber.valueAsNumber); });
  onEvent(root, "keydown", (event) => {
    if (event.key !== " " || still || event.target.closest("button, select")) return;
    event.preventDefault();
    if (playing) pause(); else play();
  });
  onEvent(document, "visibilitychange", () => { if (document.hidden) pause(); });

  const watching = new ResizeObserver(() => { if (ground === null || Math.abs(root.clientWidth - ground.width) > 1) layOut(); });
  watching.observe(root);
  layOut();

  return {
    seek(day) { pause(); seek(day); },
    destroy() {
      leaving.abort();
      watching.disconnect();
      cancelAnimationFrame(frame);
      clearTimeout(resting);
      playing = false;
      root.replaceChildren();
      for (const name of Object.keys(GROUND)) root.style.removeProperty(name);
    },
  };
}
