// How many signals lie open, week by week: those that move and those gone silent.

function stockFigure(seen, width) {
  const { say } = seen.words;
  const whose = seen.view.choice.department === null ? say("stock_all") : seen.nameOf(seen.view.choice.department);
  const title = say("stock_title", { whose });
  const views = [seen.view, seen.view.compared].filter(Boolean);
  if (!views.some((view) => hasStock(view))) return nothingToDraw(seen, title, whyNoStock(seen, seen.view));
  const top = Math.max(1, ...views.flatMap((view) => hasStock(view) ? view.stock.live.map((live, place) => (live ?? 0) + (view.stock.dead[place] ?? 0)) : []));
  return figureOf(seen, {
    id: "stock", title, note: say("stock_note"), width, summary: `${title}. ${stockInWords(seen)}`,
    draw: (room) => besideEachOther(seen, room, (view, each) => stockDrawing(seen, view, { width: each, top })),
    tables: () => [stockTable(seen, title)], legend: stockLegend(seen),
  });
}

// Where the log could tell, it is withheld.
const whyNoStock = (seen, view) => (seen.page.tells_stock && view.withheld) || seen.words.say("stock_blank");

const hasStock = (view) => Boolean(view.stock?.dates?.length) && view.stock.live.some((live) => live !== null);

function stockLegend(seen) {
  const { look } = seen.page;
  const { say } = seen.words;
  const box = (fill) => drawn("rect", { x: 4, y: 3, width: 22, height: 12, fill, stroke: look.ink, "stroke-width": 0.5 });
  return legendOf([[box(look.live), say("stock_live")], [box(look.dead), say("stock_dead")]], look);
}

function stockInWords(seen) {
  const { stock } = seen.view;
  if (!hasStock(seen.view)) return "";
  const last = stock.dates.length - 1;
  return `${stockAt(seen, seen.view, 0)} ${stockAt(seen, seen.view, last)}`;
}

function stockAt(seen, view, place) {
  const { say, number, date } = seen.words;
  const { stock } = view;
  return say("stock_at", { date: date(stock.dates[place]), live: number(stock.live[place]), dead: number(stock.dead[place]) });
}

function stockDrawing(seen, view, { width, top }) {
  const { look } = seen.page;
  const height = Math.max(200, Math.min(320, width * 0.36));
  const frame = { left: 52, right: width - 10, top: 12, bottom: height - 30 };
  if (!hasStock(view)) return { node: textLines(linesOf(whyNoStock(seen, view), width, 14, look), { x: 0, y: 40, size: 14, look }), height };
  const { dates, live, dead } = view.stock;
  const times = dates.map((date) => seen.words.moment(date).getTime());
  const span = Math.max(times.at(-1) - times[0], 1);
  const x = (time) => frame.left + (frame.right - frame.left) * ((time - times[0]) / span);
  const y = (count) => frame.bottom - (frame.bottom - frame.top) * (count / (1.08 * top));
  const silent = dead.map((count) => count ?? 0);
  const open = live.map((count, place) => (count ?? 0) + silent[place]);
  const line = (counts) => counts.map((count, place) => `${x(times[place]).toFixed(1)} ${y(count).toFixed(1)}`);
  const area = (counts, under) => `M${line(counts).join("L")}L${line(under).reverse().join("L")}Z`;
  const node = drawn("g", null, countAxis(seen, frame, y, 1.08 * top), dateAxis(seen, frame, x, dates, times),
    drawn("path", { d: area(open, silent), fill: look.live }), drawn("path", { d: area(silent, silent.map(() => 0)), fill: look.dead }),
    drawn("path", { d: `M${line(open).join("L")}`, fill: "none", stroke: look.ink, "stroke-width": 1.2 }));
  node.append(stockCursor(seen, view, { frame, x, y, times, open }));
  return { node, height, interactive: true };
}

function countAxis(seen, frame, y, top) {
  const { look } = seen.page;
  const ticks = roundTicks(top, 4).filter((tick) => Number.isInteger(tick));
  return drawn("g", null, ticks.map((tick) => [
    drawn("line", { x1: frame.left, x2: frame.right, y1: y(tick), y2: y(tick), stroke: look.faint }),
    textLines([seen.words.number(tick)], { x: frame.left - 8, y: y(tick) + 5, size: 13, look, anchor: "end", colour: look.quiet }),
  ]));
}

// As many months below the picture as have room.
function dateAxis(seen, frame, x, dates, times) {
  const { look } = seen.page;
  const firsts = dates.map((date, place) => [date.slice(0, 7), place]).filter(([month], place) => place === 0 || month !== dates[place - 1].slice(0, 7));
  const every = Math.max(1, Math.ceil(firsts.length / Math.max(2, Math.floor((frame.right - frame.left) / 92))));
  return drawn("g", null, firsts.filter((_, place) => place % every === 0 && x(times[firsts[place][1]]) < frame.right - 30).map(([, place]) => [
    drawn("line", { x1: x(times[place]), x2: x(times[place]), y1: frame.bottom, y2: frame.bottom + 5, stroke: look.quiet }),
    textLines([seen.words.month(dates[place])], { x: x(times[place]), y: frame.bottom + 20, size: 13, look, colour: look.quiet }),
  ]));
}

// A line to move through the weeks, by pointer or arrow keys.
function stockCursor(seen, view, { frame, x, y, times, open }) {
  const { look } = seen.page;
  const last = times.length - 1;
  let place = last;
  const line = drawn("line", { y1: frame.top, y2: frame.bottom, stroke: look.ink, "stroke-dasharray": "3 3", visibility: "hidden" });
  const point = drawn("circle", { r: 5, fill: "white", stroke: look.ink, "stroke-width": 2, visibility: "hidden" });
  const area = drawn("rect", { x: frame.left, y: frame.top, width: frame.right - frame.left, height: frame.bottom - frame.top, fill: "transparent" });
  const slider = drawn("g", {
    role: "slider", tabindex: 0, "data-key": `stock:${seen.periodOf(view.choice)}`, "aria-label": seen.words.say("stock_cursor"),
    "aria-valuemin": 0, "aria-valuemax": last, class: "kcx-slider",
  }, area, line, point);
  const hide = () => { for (const mark of [line, point]) mark.setAttribute("visibility", "hidden"); seen.note.hide(); };
  const move = (to, show = true) => {
    place = Math.max(0, Math.min(last, to));
    furnished(line, { x1: x(times[place]), x2: x(times[place]) }, []);
    furnished(point, { cx: x(times[place]), cy: y(open[place]) }, []);
    furnished(slider, { "aria-valuenow": place, "aria-valuetext": stockAt(seen, view, place) }, []);
    if (!show) return;
    for (const mark of [line, point]) mark.setAttribute("visibility", "visible");
    seen.note.show(point, [stockAt(seen, view, place)]);
  };
  const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 13, PageDown: -13, Home: -last, End: last };
  slider.addEventListener("keydown", (event) => {
    if (!(event.key in steps)) return;
    event.preventDefault();
    move(place + steps[event.key]);
  });
  slider.addEventListener("pointermove", (event) => {
    const box = area.getBoundingClientRect();
    const time = times[0] + (times[last] - times[0]) * ((event.clientX - box.left) / Math.max(box.width, 1));
    move(times.reduce((best, one, which) => (Math.abs(one - time) < Math.abs(times[best] - time) ? which : best), 0));
  });
  slider.addEventListener("focus", () => move(place));
  for (const name of ["pointerleave", "blur"]) slider.addEventListener(name, hide);
  move(last, false);
  return slider;
}

function stockTable(seen, title) {
  const { say, number, date } = seen.words;
  const rows = (view) => (hasStock(view) ? view.stock.dates.map((day, place) => [
    cell(day, date(day)), cell(view.stock.live[place], number(view.stock.live[place])), cell(view.stock.dead[place], number(view.stock.dead[place])),
  ]) : []);
  return {
    name: title, short: say("stock_short"), columns: [say("column_date"), say("stock_live"), say("stock_dead")],
    rows: () => [seen.view, seen.view.compared].filter(Boolean).flatMap(rows),
  };
}
