// One department: what reaches it, from where, how fast, and what is dropped there.

const MOST_LISTED = 6;

function departmentCard(seen) {
  const { say } = seen.words;
  const index = seen.state.selected;
  if (index === null) {
    return element("aside", { class: "kcx-card", "aria-label": say("card") },
      element("h3", null, say("card_none")), element("p", null, say("card_how")));
  }
  const row = seen.view.departments?.[index] ?? {};
  return element("aside", { class: seen.width >= 900 && seen.view.compared ? "kcx-card kcx-broad" : "kcx-card", "aria-label": say("card") },
    element("button", { type: "button", class: "kcx-close", "data-key": "card:close", "aria-label": say("card_close"), click: () => seen.select(null) }, "×"),
    element("h3", null, seen.nameOf(index)),
    row.withheld ? element("p", null, say("withheld_why", { n: seen.page.limits.group_size })) : element("div", { class: "kcx-facts" }, cardNumbers(seen, row, index), cardFlows(seen, index, "giver"), cardFlows(seen, index, "taker")),
    cardSaid(seen, index), cardFilter(seen, index), cardFindings(seen, index));
}

function cardNumbers(seen, row, index) {
  const { say, number, share, days, times, withInterval } = seen.words;
  const facts = [
    [say("fact_visits"), number(row.visits)],
    [say("fact_reach"), withInterval(row.reach, row.reach_low, row.reach_high, share)],
    [say("fact_median"), withInterval(row.median_days, row.median_days_low, row.median_days_high, days)],
    [say("fact_ratio"), withInterval(row.stay_ratio, row.stay_ratio_low, row.stay_ratio_high, times)],
    [say("fact_drops"), [withInterval(row.drop_share, row.drop_share_low, row.drop_share_high, share), changeOf(seen, "drop_share", index)].filter(Boolean).join("; ")],
    [say("fact_open"), say("fact_open_n", { live: number(row.live), dead: number(row.dead) })],
  ];
  return element("dl", null, facts.map(([name, value]) => [element("dt", null, name), element("dd", null, value)]));
}

// Where its signals come from (side "giver") or go to ("taker"), the strongest first.
function cardFlows(seen, index, side) {
  const { say, number, days, known } = seen.words;
  const other = side === "giver" ? "taker" : "giver";
  const all = flowsOf(seen.view).filter((flow) => flow[other] === index);
  const total = all.reduce((sum, flow) => sum + flow.handovers, 0);
  const heading = element("h4", null, say(side === "giver" ? "card_from" : "card_to", { n: number(total) }));
  if (!all.length) return element("div", null, heading, element("p", { class: "kcx-quiet" }, say("card_nothing")));
  const items = all.slice(0, MOST_LISTED).map((flow) => {
    const name = `${flow.giver}>${flow.taker}`;
    const mark = (on) => () => seen.markFlow(on ? name : null);
    return element("li", null, element("button", {
      type: "button", class: "kcx-link", "data-key": `card:${side}:${flow[side]}`, click: () => seen.select(flow[side]),
      pointerenter: mark(true), pointerleave: mark(false), focus: mark(true), blur: mark(false),
    }, seen.nameOf(flow[side])), element("span", null, say(known(flow.median_days) ? "card_flow" : "card_flow_plain", { n: number(flow.handovers), days: days(flow.median_days) })));
  });
  const rest = all.slice(MOST_LISTED);
  const left = rest.length ? element("li", { class: "kcx-quiet" }, say("card_rest", { n: number(rest.length), sum: number(rest.reduce((sum, flow) => sum + flow.handovers, 0)) })) : null;
  return element("div", null, heading, element("ul", { class: "kcx-flows" }, items, left));
}

function cardFilter(seen, index) {
  const on = seen.view.choice.department === index;
  return element("button", {
    type: "button", class: "kcx-button", "data-key": "card:filter", click: () => seen.choose({ department: on ? null : index }),
  }, seen.words.say(on ? "card_all" : "card_only"));
}

function cardFindings(seen, index) {
  const about = seen.page.findings.filter((finding) => finding.departments.includes(index));
  if (!about.length) return null;
  return [element("h4", null, seen.words.say("card_findings")), element("ul", null, about.map((finding) => element("li", null,
    element("button", { type: "button", class: "kcx-link", "data-key": `card:${finding.id}`, click: () => seen.open("findings", { finding: finding.id }) }, finding.headline))))];
}
