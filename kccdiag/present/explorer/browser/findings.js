// What was found, with a way to the evidence.

function findingsPanel(seen) {
  const { say } = seen.words;
  const { findings } = seen.page;
  if (!findings.length) return [nothingToDraw(seen, say("tab_findings"), say("findings_blank"))];
  return [element("h3", null, say("findings_title", { n: findings.length })), element("p", { class: "kcx-quiet" }, say("findings_note")),
    element("ol", { class: "kcx-findings" }, findings.map((finding) => findingItem(seen, finding)))];
}

function findingItem(seen, finding) {
  const { say } = seen.words;
  const caveats = finding.caveats.length ? element("details", null, element("summary", { "data-key": `finding:${finding.id}:not` }, say("finding_not")),
    element("ul", null, finding.caveats.map((caveat) => element("li", null, caveat)))) : null;
  return element("li", { class: finding.id === seen.state.finding ? "kcx-finding kcx-marked" : "kcx-finding" },
    element("h4", null, finding.headline), element("p", null, finding.meaning),
    element("p", { class: "kcx-holds" }, finding.holds), caveats,
    element("button", {
      type: "button", class: "kcx-button", "data-key": `finding:${finding.id}`, "aria-label": `${say("finding_show")}: ${finding.headline}`,
      click: () => jumpTo(seen, finding),
    }, say("finding_show")));
}

// Open the panel where a finding can be seen, over the whole period, with its department and kind chosen.
function jumpTo(seen, finding) {
  const [first = null] = finding.departments;
  const own = finding.panel === "stock" && finding.departments.length === 1;
  seen.state.from = finding.id;
  const { pair = null, barrier = null, department = null } = finding.said ?? {};
  Object.assign(seen.state, { pair, barrier, heard: department });
  seen.choose({ ...seen.everything(), kind: finding.about ?? null, department: own ? first : null });
  seen.open(finding.panel, { selected: finding.departments.length === 1 ? first : null, marked: finding.departments });
}
