// The frame around every picture: what is seen, the picture or the same as a table, and files to take along.

// `draw(width)` gives the picture; `tables()` the same as numbers, with rows only when asked for; `legend` explains it;
// `about` says of which signals it is, where that is not the choice.
function figureOf(seen, { id, title, note = "", width, draw, tables, legend = null, summary, about = null }) {
  const { say } = seen.words;
  const asTable = seen.state.tables.has(id);
  const picture = asTable ? null : pictureOf(seen, { id, width, draw, summary: summary ?? title });
  const tool = (key, text, act, pressed = null) =>
    element("button", { type: "button", class: "kcx-tool", "data-key": `${id}:${key}`, "aria-pressed": pressed, click: act }, text);
  const notes = [note, about ?? seen.selection(), say("source", { engagement: seen.page.engagement })];
  const take = (ending, saveAs) => tool(ending, ending.toUpperCase(), () =>
    saveAs(fileName(seen, title, ending), pictureToTakeAlong(seen, picture, { title, notes, legend })));
  const offered = tables();
  const tools = [tool("table", say("as_table"), () => seen.toggleTable(id), asTable)];
  if (picture) tools.push(take("svg", saveSvg), take("png", savePng));
  for (const [place, table] of offered.entries()) {
    const text = offered.length > 1 ? say("csv_of", { name: table.short ?? table.name }) : "CSV";
    tools.push(tool(`csv${place}`, text, () => save(fileName(seen, table.name, "csv"), new Blob([csvOf(table)], { type: "text/csv;charset=utf-8" }))));
  }
  return element("figure", { class: "kcx-figure", "data-figure": id },
    element("figcaption", null, element("h3", null, title)),
    element("div", { class: "kcx-tools", role: "group", "aria-label": say("tools", { title }) }, tools),
    asTable ? offered.map((table) => tableOf(seen, table)) : element("div", { class: "kcx-paper" }, picture, legend),
    note ? element("p", { class: "kcx-quiet" }, note) : null);
}

function pictureOf(seen, { id, width, draw, summary }) {
  const { node, height, interactive = false } = draw(width);
  const size = [Math.round(width), Math.round(height)];
  return drawn("svg", {
    width: size[0], height: size[1], viewBox: `0 0 ${size[0]} ${size[1]}`, class: "kcx-picture", "font-family": seen.page.look.family,
    role: interactive ? "group" : "img", "aria-label": summary, "data-picture": id,
  }, node);
}

// Two drawings of two periods beside each other (or below, where it is narrow), under the names of their periods.
function besideEachOther(seen, width, drawOne) {
  const compared = seen.view.compared;
  if (!compared) return drawOne(seen.view, width);
  const look = seen.page.look;
  const beside = width >= 700;
  const each = beside ? (width - 24) / 2 : width;
  const parts = [seen.view, compared].map((view) => [view, drawOne(view, each)]);
  let across = 0;
  let down = 0;
  const group = drawn("g", null);
  for (const [view, part] of parts) {
    const name = textLines([seen.periodOf(view.choice)], { x: 0, y: 16, size: 16, look, bold: true });
    group.append(drawn("g", { transform: `translate(${across} ${down})` }, name, drawn("g", { transform: "translate(0 26)" }, part.node)));
    if (beside) across += each + 24;
    else down += part.height + 42;
  }
  const tallest = Math.max(...parts.map(([, part]) => part.height));
  return { node: group, height: beside ? tallest + 26 : down, interactive: parts[0][1].interactive };
}

// What stands where a picture would be, when there is nothing to draw.
function nothingToDraw(seen, title, why) {
  return element("figure", { class: "kcx-figure" },
    element("figcaption", null, element("h3", null, title)), element("p", { class: "kcx-blank" }, why));
}

// A legend of small drawings with words beside them.
function legendOf(entries, look) {
  return element("ul", { class: "kcx-legend" }, entries.map(([sample, text]) =>
    element("li", null, drawn("svg", { width: 30, height: 18, viewBox: "0 0 30 18", "aria-hidden": "true", "font-family": look.family }, sample), text)));
}
