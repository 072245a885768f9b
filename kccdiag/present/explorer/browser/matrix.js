// Who hands over to whom more or less than their work predicts, as a matrix that also reads in grey.

function opennessPanel(seen) {
  const { say, times } = seen.words;
  const views = [seen.view, seen.view.compared].filter(Boolean);
  const size = seen.width < 620 ? "narrow" : "wide";
  if (!views.some((view) => view.matrix?.[size]?.departments.length)) {
    return [nothingToDraw(seen, say("openness_title"), seen.whyBlank("openness_blank"))];
  }
  const walls = seen.page.walls;
  const note = [say("openness_note", { n: seen.page.limits.wall_expected }), walls.length ? say("openness_walls_note") : say("openness_no_walls"),
    restOfMatrix(seen, size)].filter(Boolean).join(" ");
  return [figureOf(seen, {
    id: "openness", title: say("openness_title"), note, width: Math.min(seen.width, seen.view.compared ? 1400 : 1000),
    summary: `${say("openness_title")} ${walls.slice(0, 5).map(([giver, taker]) => say("wall", { giver: seen.nameOf(giver), taker: seen.nameOf(taker) })).join("; ")}`,
    draw: (width) => besideEachOther(seen, width, (view, each) => matrixDrawing(seen, view, each)),
    tables: () => [flowsTable(seen)], legend: opennessLegend(seen, times),
  })];
}

function restOfMatrix(seen, size) {
  const pooled = seen.view.matrix?.[size]?.pooled ?? 0;
  return pooled ? seen.words.say("openness_rest", { n: seen.words.number(pooled) }) : "";
}

const isWall = (seen, giver, taker) => seen.page.walls.some((pair) => pair[0] === giver && pair[1] === taker);

function matrixDrawing(seen, view, width) {
  const { look } = seen.page;
  const matrix = view.matrix?.[width < 620 ? "narrow" : "wide"];
  if (!matrix?.departments.length) return { node: textLines(linesOf(view.withheld || seen.words.say("openness_blank"), width, 14, look), { x: 0, y: 20, size: 14, look }), height: 60 };
  const names = matrix.departments.map((index) => (index < 0 ? seen.words.say("others") : seen.nameOf(index)));
  const left = Math.min(width * 0.3, 190, 14 + Math.max(...names.map((name) => widthOf(name, 13, look))));
  const longest = Math.min(width < 620 ? 90 : 130, Math.max(...names.map((name) => widthOf(name, 13, look))));
  const cellSize = Math.min(44, (width - left - 0.68 * longest) / names.length);
  const top = 42 + longest * 0.75;
  const grid = { seen, view, matrix, names, left, top, size: cellSize };
  const node = drawn("g", null, drawn("defs", null, hatching(`${seen.uid}-thin-${view.choice.from}-${view.choice.to}`, look)), matrixHeads(grid, longest));
  const cells = names.map((_, row) => names.map((__, column) => matrixCell(grid, row, column)));
  const flat = cells.flat();
  oneStop(seen, flat, `matrix${view.choice.from}-${view.choice.to}`, inGrid(cells));
  node.append(drawn("g", { role: "grid", "aria-label": seen.words.say("openness_title"), "aria-readonly": true }, cells.map((row) => drawn("g", { role: "row" }, row))));
  return { node, height: top + names.length * cellSize + 8, interactive: true };
}

function matrixHeads({ seen, matrix, names, left, top, size }, longest) {
  const { look } = seen.page;
  const { say } = seen.words;
  return drawn("g", { "aria-hidden": "true" },
    names.map((name, place) => textLines([shorten(name, left - 12, 13, look)], {
      x: left - 8, y: top + (place + 0.5) * size + 5, size: 13, look, anchor: "end", bold: seen.state.marked.includes(matrix.departments[place]),
    })),
    names.map((name, place) => drawn("g", { transform: `translate(${left + (place + 0.5) * size + 4} ${top - 6}) rotate(-48)` },
      textLines([shorten(name, longest, 13, look)], { x: 0, y: 0, size: 13, look }))),
    textLines([say("giver_down")], { x: 0, y: 14, size: 13, look, colour: look.quiet }),
    textLines([say("taker_across")], { x: 0, y: 30, size: 13, look, colour: look.quiet }));
}

function matrixCell(grid, row, column) {
  const { seen, view, matrix, left, top, size } = grid;
  const { look } = seen.page;
  const [giver, taker] = [matrix.departments[row], matrix.departments[column]];
  const found = matrix.cells[`${giver}>${taker}`];
  const chosen = view.choice.department;
  const outside = chosen !== null && giver !== chosen && taker !== chosen; // only what goes to and from it is known
  const wall = !outside && isWall(seen, giver, taker);
  const picked = isChosen(seen, giver, taker);
  const marked = picked || (seen.state.marked.includes(giver) && seen.state.marked.includes(taker) && giver !== taker);
  const told = saidOf(seen, giver, taker);
  const [x, y] = [left + column * size, top + row * size];
  const self = giver === taker && giver >= 0;
  const judged = found && seen.words.known(found.openness) && found.expected >= seen.page.limits.wall_expected;
  const pooled = giver < 0 || taker < 0;
  const fill = self ? look.faint : pooled || outside ? "white" : judged ? shade(look, found.openness) : `url(#${seen.uid}-thin-${view.choice.from}-${view.choice.to})`;
  const group = drawn("g", { class: "kcx-cell" }, drawn("rect", { x, y, width: size, height: size, fill, stroke: pooled || outside ? look.faint : "white" }),
    judged && size >= 19 ? textLines([seen.words.number(found.openness, found.openness === 0 || found.openness >= 9.95 ? 0 : found.openness < 0.095 && size >= 28 ? 2 : 1)], {
      x: x + size / 2, y: y + size / 2 + 4.5, size: Math.min(13, size * 0.5), look, anchor: "middle", colour: found.openness > 2.8 ? "white" : look.ink,
    }) : null,
    pooled && found && size >= 19 ? textLines([seen.words.number(found.handovers)], {
      x: x + size / 2, y: y + size / 2 + 4.5, size: Math.min(12, (size * 1.5) / seen.words.number(found.handovers).length), look, anchor: "middle", colour: look.quiet,
    }) : null,
    wall ? drawn("rect", { x: x + 1.5, y: y + 1.5, width: size - 3, height: size - 3, fill: "none", stroke: look.ink, "stroke-width": 3 }) : null,
    picked && !wall ? drawn("rect", { x: x + 1.5, y: y + 1.5, width: size - 3, height: size - 3, fill: "none", stroke: "white", "stroke-width": 7 }) : null,
    marked ? drawn("rect", { class: "kcx-chosen", x: x + 1, y: y + 1, width: size - 2, height: size - 2, fill: "none", stroke: look.vermilion, "stroke-width": picked ? 4 : 2, "stroke-dasharray": wall ? "5 4" : null }) : null,
    told ? standingMark(seen, told.standing, x + size - Math.max(5, size / 6), y + Math.max(5, size / 6), Math.max(2.4, size / 11)) : null,
    drawn("rect", { class: "kcx-ring", x: x + 1, y: y + 1, width: size - 2, height: size - 2, fill: "none", stroke: "none" }));
  return speaking(seen, group, { key: `cell:${giver}>${taker}:${view.choice.from}`, role: "gridcell", ...cellInWords(seen, grid, { row, column, found, wall, self, judged, outside, told }) });
}

// What is said of a pair stands beside what the whole log shows, whatever is chosen.
function cellInWords(seen, grid, found) {
  const { head, lines } = seenInWords(seen, grid, found);
  return { head, lines: found.told ? [...lines, standingInWords(seen, found.told)] : lines };
}

function seenInWords(seen, { names }, { row, column, found, wall, self, judged, outside }) {
  const { say, number, times, interval } = seen.words;
  if (self) return { head: names[row], lines: [say("itself")] };
  const head = say("flow", { giver: names[row], taker: names[column] });
  if (outside) return { head, lines: [say("openness_outside")] };
  if (!found) return { head, lines: [say("openness_none")] };
  if (found.expected === undefined) return { head, lines: [say("flow_n", { n: number(found.handovers) })] };
  const lines = [say("openness_counts", { n: number(found.handovers), expected: number(found.expected, found.expected < 9.95 ? 1 : 0) })];
  if (!judged) lines.push(say("openness_thin", { n: seen.page.limits.wall_expected }));
  else lines.push(say("openness_times", { value: times(found.openness), interval: interval(found.openness_low, found.openness_high, times) }));
  if (wall) lines.push(say("openness_wall"));
  return { head, lines };
}

// From orange (less than expected) through nearly white to dark blue (more): less stays light, more turns dark.
function shade(look, ratio) {
  const place = Math.max(-1, Math.min(Math.log(Math.max(ratio, 1e-6)) / Math.log(look.furthest), 1));
  const [from, to] = [look.even, place < 0 ? look.less : look.more].map((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)));
  return `rgb(${from.map((part, which) => Math.round(part + (to[which] - part) * Math.abs(place))).join(",")})`;
}

function inGrid(cells) {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  return (mark, { key: pressed }) => {
    const row = cells.findIndex((line) => line.includes(mark));
    const column = cells[row].indexOf(mark);
    if (pressed === "Home") return cells[row][0];
    if (pressed === "End") return cells[row].at(-1);
    return pressed in steps ? cells[row + steps[pressed][0]]?.[column + steps[pressed][1]] : null;
  };
}

function opennessLegend(seen, times) {
  const { look } = seen.page;
  const { say } = seen.words;
  const box = (fill, extra = {}) => drawn("rect", { x: 4, y: 2, width: 22, height: 14, fill, stroke: look.quiet, "stroke-width": 0.6, ...extra });
  const scale = [0.25, 0.5, 1, 2, 4].map((ratio) => [box(shade(look, ratio)), times(ratio)]);
  const thin = drawn("g", null, drawn("defs", null, hatching(`${seen.uid}-thin-legend`, look)), box(`url(#${seen.uid}-thin-legend)`));
  return element("div", { class: "kcx-legends" }, element("div", null, element("strong", null, say("legend_openness")),
    legendOf([...scale, [box("white", { stroke: look.ink, "stroke-width": 3 }), say("legend_wall")], [thin, say("openness_thin", { n: seen.page.limits.wall_expected })]], look)), standingLegend(seen));
}
