// Where departments stand on the map, and how arrows bend around them.

const MOST_WIDE = 24;
const MOST_NARROW = 12;
const DEPTHS = [24, 38, -24, 14, -14, 56, -38, -56, 84, -84];

// The departments on the map: the same ones under every filter, so that pictures can be compared; and who is asked for.
function onTheMap(seen, most) {
  const { departments } = seen.page;
  const ranked = departments.map((_, index) => index).sort((a, b) => (departments[a].rank ?? a) - (departments[b].rank ?? b));
  const asked = [seen.view.choice.department, seen.state.selected, ...seen.state.marked, chosenPair(seen)?.giver, chosenPair(seen)?.taker].filter((index) => index !== null && index !== undefined);
  const near = asked.filter((index) => ranked.indexOf(index) >= most).flatMap((index) => neighbours(seen, index, 5));
  const wanted = [...new Set([...asked, ...near])];
  return [...new Set([...ranked.slice(0, Math.max(0, most - wanted.filter((index) => ranked.indexOf(index) >= most).length)), ...wanted])];
}

function neighbours(seen, index, most) {
  return flowsOf(seen.view).filter((flow) => flow.giver === index || flow.taker === index)
    .slice(0, most).map((flow) => (flow.giver === index ? flow.taker : flow.giver));
}

const FLOWS = new WeakMap(); // sorted once a view

// Handovers between two different departments, the strongest first.
function flowsOf(view) {
  if (!FLOWS.has(view)) {
    FLOWS.set(view, (view.handovers ?? []).filter((flow) => flow.handovers > 0 && flow.giver !== flow.taker)
      .sort((a, b) => b.handovers - a.handovers || a.giver - b.giver || a.taker - b.taker));
  }
  return FLOWS.get(view);
}

// Columns in the order of the flow; within them the order of the page. Where it is narrow the flow goes downwards.
function placesOf(seen, shown, width) {
  const { departments } = seen.page;
  const downwards = width < 620;
  const columns = columnsOf(shown, departments, downwards ? 3 : 6);
  const tallest = Math.max(...columns.map((column) => column.length));
  const height = downwards ? columns.length * 118 + 20 : Math.max(400, Math.min(640, tallest * 112));
  const places = new Map();
  columns.forEach((column, which) => column.forEach((index, place) => {
    const along = (which + 0.5) / columns.length;
    const shift = tallest > 1 ? ((which % 2 ? 1 : -1) * 0.14) / tallest : 0;
    const across = 0.03 + 0.91 * Math.min(1, Math.max(0, (place + 0.5 + (tallest - column.length) / 2) / tallest + shift));
    places.set(index, downwards ? [across * width, along * height] : [along * width, across * height]);
  }));
  for (const [index, [x, y]] of seen.state.moved) if (places.has(index)) places.set(index, [x * width, y * height]);
  return { places, height, room: downwards ? (0.94 * width) / tallest : (0.96 * width) / columns.length, downwards };
}

function columnsOf(shown, departments, most) {
  const levels = [...new Set(shown.map((index) => departments[index].x))].sort((a, b) => a - b);
  let columns = levels.map((x) => shown.filter((index) => departments[index].x === x).sort((a, b) => departments[b].y - departments[a].y));
  if (Math.max(...columns.map((column) => column.length)) > most || columns.length > 6) {
    const ordered = columns.flat();
    const count = Math.ceil(Math.sqrt(ordered.length * (most < 6 ? 1.8 : 1)));
    const each = Math.ceil(ordered.length / count);
    columns = Array.from({ length: count }, (_, which) => ordered.slice(which * each, (which + 1) * each)).filter((column) => column.length);
  }
  return columns;
}

// Bend each arrow around the circles between its ends, and never along its way back.
function bendsOf(flows, places, radius) {
  const bends = new Map();
  for (const { giver, taker } of flows) {
    const [start, end] = [places.get(giver), places.get(taker)];
    const distance = Math.max(1, Math.hypot(end[0] - start[0], end[1] - start[1]));
    const back = bends.get(`${taker}>${giver}`);
    let best = [Infinity, 0];
    DEPTHS.forEach((depth, order) => {
      const bend = Math.max(-0.45, Math.min((2 * depth) / distance, 0.45));
      if (back !== undefined && Math.abs(back + bend) < 0.02) return;
      const cost = hits([start, controlOf(start, end, bend), end], places, radius, [giver, taker]) + order / 20;
      if (cost < best[0]) best = [cost, bend];
    });
    bends.set(`${giver}>${taker}`, best[1]);
  }
  return bends;
}

function controlOf([x0, y0], [x1, y1], bend) {
  return [(x0 + x1) / 2 + bend * (y1 - y0), (y0 + y1) / 2 - bend * (x1 - x0)];
}

function pointOn([a, b, c], t) {
  const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return [p * a[0] + q * b[0] + r * c[0], p * a[1] + q * b[1] + r * c[1]];
}

// How many circles and names a curve runs over.
function hits(curve, places, radius, ends) {
  const points = Array.from({ length: 17 }, (_, step) => pointOn(curve, step / 16));
  let found = 0;
  for (const [index, [x, y]] of places) {
    if (ends.includes(index)) continue;
    const r = radius(index);
    if (points.some((point) => Math.hypot(point[0] - x, point[1] - y) < r + 5)) found += 1;
    if (points.some((point) => Math.abs(point[0] - x) < 44 && point[1] > y + r && point[1] < y + r + 22)) found += 0.4;
  }
  return found;
}
