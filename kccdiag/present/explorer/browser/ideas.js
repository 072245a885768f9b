// What becomes of ideas, stage by stage, with intervals.

const STAGES = {
  raised: () => key("stage_raised"),
  passed_on: () => key("stage_passed_on"),
  taken_up: () => key("stage_taken_up"),
  decided: () => key("stage_decided"),
  adopted: () => key("stage_adopted"),
  told: () => key("stage_told"),
};

function ideasPanel(seen) {
  const { say, known, number, share } = seen.words;
  const stages = (seen.view.ideas ?? []).filter((row) => row.stage in STAGES);
  const raised = stages.find((row) => row.stage === "raised")?.signals;
  if (!known(raised) || raised <= 0) return [nothingToDraw(seen, say("ideas_title_plain"), seen.whyBlank("ideas_blank"))];
  const adopted = stages.find((row) => row.stage === "adopted");
  const title = known(adopted?.share) ? say("ideas_title", { share: share(adopted.share) }) : say("ideas_title_plain");
  return [figureOf(seen, {
    id: "ideas", title, note: say("ideas_note", { n: number(raised) }), width: Math.min(seen.width, seen.view.compared ? 1100 : 980),
    draw: (width) => funnelDrawing(seen, stages, width), tables: () => [ideasTable(seen, stages)],
    summary: `${title}. ${stages.map((row) => `${say(STAGES[row.stage]())}: ${stageNumbers(seen, row)}`).join("; ")}`,
    legend: seen.view.compared ? periodsLegend(seen) : null,
  })];
}

const sharedOf = (row) => (row.stage === "raised" ? 1 : row.share);

function stageNumbers(seen, row) {
  const { say, number, share, withInterval } = seen.words;
  const n = say("signals_n", { n: number(row.signals) });
  return row.stage === "raised" ? n : `${withInterval(row.share, row.low, row.high, share)}, ${n}`;
}

function funnelDrawing(seen, stages, width) {
  const { words, page: { look } } = seen;
  const others = seen.view.compared?.ideas ?? [];
  const narrow = width < 560;
  const left = narrow ? 0 : 150;
  const right = width - (narrow ? 4 : others.length ? 400 : 250);
  const group = drawn("g", null);
  const rowHeight = (narrow ? 74 : 46) + (others.length ? (narrow ? 80 : 40) : 0);
  stages.forEach((row, place) => {
    const y = place * rowHeight + 6;
    const other = others.find((one) => one.stage === row.stage);
    group.append(textLines([words.say(STAGES[row.stage]())], narrow
      ? { x: 0, y: y + 14, size: 15, look, bold: true } : { x: left - 12, y: y + 21, size: 16, look, anchor: "end" }));
    const top = narrow ? y + 20 : y;
    group.append(stageBar(seen, row, { left, right, y: top, colour: look.blue, narrow }));
    if (other) group.append(stageBar(seen, other, { left, right, y: top + (narrow ? 56 : 36), colour: look.orange, narrow, change: row.difference }));
  });
  return { node: group, height: stages.length * rowHeight + 10 };
}

function stageBar(seen, row, { left, right, y, colour, narrow, change }) {
  const { words, page: { look } } = seen;
  const value = sharedOf(row);
  const across = right - left;
  const group = drawn("g", null);
  const beside = { x: narrow ? left : right + 12, y: narrow ? y + 44 : y + 15, size: 14, look };
  if (!words.known(value)) {
    group.append(drawn("rect", { x: left + 0.5, y, width: across - 1, height: 28, fill: "none", stroke: look.quiet, "stroke-dasharray": "4 3" }),
      textLines([words.say("not_measurable")], { x: left + across / 2, y: y + 19, size: 14, look, anchor: "middle", colour: look.quiet }));
    return group;
  }
  group.append(drawn("rect", { x: left, y, width: across, height: 28, fill: "#F1F1F1" }),
    drawn("rect", { x: left, y, width: across * Math.min(value, 1), height: 28, fill: colour }));
  if (row.stage !== "raised") group.append(intervalLine(seen, row, { from: left, to: right, y: y + 14 }));
  const n = words.say("signals_n", { n: words.number(row.signals) });
  const lines = row.stage === "raised" ? [n] : [`${words.share(row.share)} (${words.interval(row.low, row.high, words.share)})`, n];
  if (change && words.known(change.value) && row.stage !== "raised") lines.splice(0, 2, lines.join(", "), words.change(change));
  group.append(textLines(narrow ? linesOf(lines.join("; "), across, 14, look, 2) : lines, beside));
  return group;
}

function ideasTable(seen, stages) {
  const { say, number, share } = seen.words;
  const one = (row) => [row.stage === "raised" ? cell([1, null, null], share(1)) : estimated(seen, row.share, row.low, row.high, share), cell(row.signals, number(row.signals))];
  const head = [estimatedColumn(seen, say("column_share")), say("column_n")];
  return {
    name: say("ideas_title_plain"),
    columns: [say("column_stage"), ...twoPeriods(seen, head)],
    rows: () => stages.map((row) => {
      const other = seen.view.compared?.ideas?.find((then) => then.stage === row.stage);
      return [cell(say(STAGES[row.stage]())), ...one(row), ...(other ? one(other) : [])];
    }),
  };
}

// Which colour is which period, where two are compared.
function periodsLegend(seen) {
  const { look } = seen.page;
  const sample = (colour) => drawn("rect", { x: 4, y: 3, width: 22, height: 12, fill: colour });
  return legendOf([[sample(look.blue), seen.periodOf(seen.view.choice)], [sample(look.orange), seen.periodOf(seen.view.compared.choice)]], look);
}
