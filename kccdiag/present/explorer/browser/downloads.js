// What is on the screen as a file, made in the browser: nothing is asked of anybody for it.

function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function fileName(seen, what, ending) {
  const plain = `${seen.page.engagement} ${what}`.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${plain.slice(0, 80).toLowerCase()}.${ending}`;
}

// What stands in a legend on the page, as part of a picture: samples with their words, in rows.
function legendToTakeAlong(seen, legend, width) {
  const { look } = seen.page;
  const group = drawn("g", null);
  let [x, y] = [0, 0];
  for (const entry of legend?.querySelectorAll("strong, li") ?? []) {
    const heading = entry.tagName === "STRONG";
    const room = widthOf(entry.textContent, 13, look, heading) + (heading ? 14 : 52);
    if (heading || x + room > width) [x, y] = [0, y + 22];
    const sample = entry.querySelector("svg")?.cloneNode(true);
    if (sample) group.append(furnished(sample, { x, y: y - 13 }, []));
    group.append(textLines([entry.textContent], { x: x + (heading ? 0 : 36), y, size: 13, look, bold: heading }));
    [x, y] = heading ? [0, y + 22] : [x + room, y];
  }
  return { group, height: y ? y + 22 : x ? 22 : 0 };
}

// The picture with its title above it, and below it what it is about.
function pictureToTakeAlong(seen, picture, { title, notes, legend }) {
  const look = seen.page.look;
  const width = Number(picture.getAttribute("width"));
  const height = Number(picture.getAttribute("height"));
  const pad = 20;
  const head = linesOf(title, width, 20, look, 99, true);
  const foot = notes.filter(Boolean).flatMap((note) => linesOf(note, width, 13, look));
  const top = pad + head.length * 24 + 10;
  const keys = legendToTakeAlong(seen, legend, width);
  const bottom = keys.height + foot.length * 16 + pad + 8;
  const content = picture.cloneNode(true);
  furnished(content, { x: pad, y: top }, []);
  content.removeAttribute("class");
  for (const node of content.querySelectorAll("[tabindex], [aria-label]")) {
    for (const name of ["tabindex", "aria-label", "role", "aria-pressed"]) node.removeAttribute(name);
  }
  const whole = [width + 2 * pad, top + height + bottom];
  return drawn("svg", { xmlns: SVG, width: whole[0], height: whole[1], viewBox: `0 0 ${whole[0]} ${whole[1]}`, "font-family": look.family },
    drawn("title", null, title),
    drawn("rect", { width: whole[0], height: whole[1], fill: "white" }),
    textLines(head, { x: pad, y: pad + 16, size: 20, look, bold: true }),
    content,
    furnished(keys.group, { transform: `translate(${pad} ${top + height + 18})` }, []),
    textLines(foot, { x: pad, y: top + height + keys.height + 22, size: 13, look, colour: look.quiet }));
}

const asText = (picture) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}`;

function saveSvg(name, picture) {
  save(name, new Blob([asText(picture)], { type: "image/svg+xml" }));
}

function savePng(name, picture) {
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = element("canvas", { width: 2 * picture.getAttribute("width"), height: 2 * picture.getAttribute("height") });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(name, blob), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asText(picture))}`; // a data address: content policies allow it
}
