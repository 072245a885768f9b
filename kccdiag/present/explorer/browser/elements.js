// Elements of the page and of pictures. Text from the data only ever becomes a text node or an attribute.

const SVG = "http://www.w3.org/2000/svg";

function element(tag, attributes, ...children) {
  return furnished(document.createElement(tag), attributes, children);
}

function drawn(tag, attributes, ...children) {
  return furnished(document.createElementNS(SVG, tag), attributes, children);
}

// Functions become listeners, true and false become "true" and "false", null leaves an attribute out.
function furnished(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined) continue;
    node.append(typeof child === "object" ? child : document.createTextNode(String(child)));
  }
  return node;
}

const RULER = document.createElement("canvas").getContext("2d");

function widthOf(text, size, look, bold = false) {
  RULER.font = `${bold ? "bold " : ""}${size}px ${look.family}`;
  return RULER.measureText(text).width;
}

function shorten(text, room, size, look, bold = false) {
  if (widthOf(text, size, look, bold) <= room) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${text.slice(0, middle).trimEnd()}…`, size, look, bold) <= room) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}

// Break a text into at most some lines; a word that is wider than the room is cut in the last of them.
function linesOf(text, room, size, look, most = 99, bold = false) {
  const lines = [];
  let words = String(text).split(/\s+/).filter(Boolean);
  while (words.length && lines.length < most) {
    let count = 1;
    while (count < words.length && widthOf(words.slice(0, count + 1).join(" "), size, look, bold) <= room) count += 1;
    const last = lines.length === most - 1;
    lines.push(shorten((last ? words : words.slice(0, count)).join(" "), room, size, look, bold));
    words = last ? [] : words.slice(count);
  }
  return lines;
}

function textLines(lines, { x, y, size, look, anchor = "start", colour, bold = false, halo = false }) {
  const attributes = {
    x, y, "font-size": size, "text-anchor": anchor, fill: colour ?? look.ink, "font-weight": bold ? "bold" : null,
  };
  if (halo) Object.assign(attributes, { stroke: "white", "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" });
  return drawn("text", attributes, lines.map((line, place) => drawn("tspan", { x, dy: place ? size * 1.2 : 0 }, line)));
}

// Round numbers from zero to a top, at most about as many as asked.
function roundTicks(top, count) {
  if (!(top > 0)) return [0];
  const rough = top / count;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * scale).find((size) => size >= rough);
  const ticks = [];
  for (let place = 0; place * step <= top * 1.0001; place += 1) ticks.push(Number((place * step).toPrecision(12)));
  return ticks;
}

// A pattern of slanted lines for what is not judged, so that it holds without colour.
function hatching(id, look) {
  return drawn("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    drawn("rect", { width: 6, height: 6, fill: "#F0F0F0" }),
    drawn("line", { x1: 0, y1: 0, x2: 0, y2: 6, stroke: "#9A9A9A", "stroke-width": 1.6 }));
}
