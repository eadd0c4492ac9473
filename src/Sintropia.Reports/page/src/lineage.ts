import { code, empty, h, section, select, table } from "./dom";
import { chart, figure, legend, replace, timeAxis, tip, valueAxis, overTime, type Key, type Option, zoomHint } from "./figure";
import { count, fixed, hours, number, words } from "./format";
import type { CloneTree, CloneView, DurationHistogram, Payload } from "./payload";
import { named } from "./metrics";
import { conditionLegend } from "./time-courses";
import { dash, type Ink } from "./theme";

const phases = ["G0", "G1", "S", "G2", "M"] as const;
const signs: Record<string, string> = { apoptosis: "×", necrosis: "◆", mitotic_death: "▲", senescent: "■" };

export function lineage(payload: Payload): HTMLElement {
  const view = payload.lineage;
  if (!view)
    return section("lineage", "Lineage", empty("No lineage was kept: lineage.csv is absent or empty. To see trees and durations, write ", code("lineage: kept"), " in the scenario and run it again; the result stays the same to the last bit."));
  const parts: Node[] = [h("p", {}, `${count(view.cells)} cells lived in this run; ${count(view.completed)} were born in it and divided.`)];
  if (view.clones.length > 0) parts.push(trees(payload, view.clones));
  if (view.durations.length > 0) parts.push(...durations(view.durations));
  else parts.push(empty("No cell was both born and divided in this run: there are no durations to show."));
  return section("lineage", "Lineage", ...parts);
}

function trees(payload: Payload, clones: CloneView[]): HTMLElement {
  const place = h("div", { class: "trees" });
  const end = Math.max(payload.run.duration_h, payload.times.at(-1) ?? 0);
  const show = (index: number) => replace(place, ...clones[index]!.trees.map((tree, _, trees) => {
    const name = `${tree.condition}, replicate ${tree.replicate}: ${count(tree.ids.length)} cells`;
    const omitted = tree.omitted > 0 ? ` (the first of ${count(tree.ids.length + tree.omitted)})` : "";
    const laid = layout(tree);
    const row = trees.length > 2 ? Math.max(3, Math.min(10, 220 / laid.leaves)) : Math.max(4, Math.min(15, 340 / laid.leaves));
    return h("div", { class: "panel wide" }, h("h3", {}, named(tree.condition), h("span", { class: "note" }, ` ${count(tree.ids.length)} cells${omitted}, replicate ${tree.replicate}`)),
      chart(`Lineage tree of clone ${clones[index]!.number} in ${name}`, laid.leaves * row + 62, colours => draw(tree, laid, row, end, colours)));
  }));
  queueMicrotask(() => show(0));
  const fates = new Set(clones.flatMap(clone => clone.trees.flatMap(tree => tree.fates)));
  const seen = phases.filter((_, p) => clones.some(clone => clone.trees.some(tree => tree.phases_h.some(times => times[p]! > 0))));
  const keys: Key[] = [...seen.map(phase => ({ name: phase as string, colour: (colours: Ink) => colours.phase(phase) })),
    ...Object.entries(signs).filter(([fate]) => fates.has(fate)).map(([fate, sign]) => ({ name: words(fate), colour: (colours: Ink) => colours.text, shape: "symbol" as const, symbol: sign }))];
  return figure("Lineage trees of chosen clones", [select("clone", clones.map(clone => `${clone.number} (${clone.reasons.join("; ")})`), show)], [legend(keys), place],
    ["One bar per cell, from birth to division, death or the end of the run, coloured by the time spent in each phase. The same founder is shown in every condition. Clones were chosen to show variety, not drawn at random. ", zoomHint(), " Data: lineage.csv."]);
}

interface Layout { y: number[]; leaves: number; children: number[][] }

/** Leaves on rows of their own, mothers half-way between their daughters. */
function layout(tree: CloneTree): Layout {
  const children: number[][] = tree.ids.map(() => []);
  const roots: number[] = [];
  tree.parents.forEach((parent, i) => (parent >= 0 ? children[parent]! : roots).push(i));
  const y = tree.ids.map(() => 0);
  let leaves = 0;
  // Mothers come before daughters in the table, so one pass down orders the leaves and one pass back places the mothers.
  const stack = roots.reverse();
  while (stack.length > 0) {
    const cell = stack.pop()!;
    if (children[cell]!.length === 0) y[cell] = leaves++;
    else stack.push(...[...children[cell]!].reverse());
  }
  for (let i = tree.ids.length - 1; i >= 0; i--)
    if (children[i]!.length > 0) y[i] = children[i]!.reduce((sum, child) => sum + y[child]!, 0) / children[i]!.length;
  return { y, leaves, children };
}

const time = (value: number | undefined) => `${fixed(value, 2)} h`;

interface Api { coord(point: number[]): [number, number]; style(): object }

function draw(tree: CloneTree, { y, leaves, children }: Layout, row: number, end: number, colours: Ink): Option {
  const height = Math.max(2, Math.min(9, row * 0.72));
  const renderItem = (params: { dataIndex: number; coordSys: { x: number } }, api: Api) => {
    const cell = params.dataIndex;
    const parts: object[] = [];
    const [, top] = api.coord([0, y[cell]!]);
    const left = params.coordSys.x;
    const bar = (from: number, to: number, fill: string) => {
      const [a, b] = [Math.max(left, api.coord([from, 0])[0]), api.coord([to, 0])[0]];
      if (b > a) parts.push({ type: "rect", shape: { x: a, y: top - height / 2, width: b - a, height }, style: { fill } });
    };
    const last = tree.end_h[cell]!;
    let at = tree.birth_h[cell]!;
    tree.phases_h[cell]!.forEach((time, p) => { bar(at, Math.min(at + time, last), colours.phase(phases[p]!)); at += time; });
    if (at < last - 1e-6) bar(at, last, tree.fates[cell] === "senescent" ? colours.phase("senescent") : colours.line);
    const x = api.coord([last, 0])[0];
    if (children[cell]!.length > 0) {
      const ys = children[cell]!.map(child => api.coord([0, y[child]!])[1]);
      parts.unshift({ type: "line", shape: { x1: x, x2: x, y1: Math.min(...ys, top), y2: Math.max(...ys, top) }, style: { stroke: colours.muted, lineWidth: 1 } });
    }
    const sign = signs[tree.fates[cell]!];
    if (sign && x > left) parts.push({ type: "text", x: x + 2, y: top, style: { text: sign, fill: colours.text, fontSize: sign === "×" ? Math.min(15, row + 5) : Math.min(9, row + 2), fontWeight: "bold", verticalAlign: "middle" } });
    return { type: "group", children: parts };
  };
  return {
    grid: { left: 12, right: 22, top: 6, bottom: 42 }, xAxis: timeAxis(colours, end),
    yAxis: { type: "value", min: -0.8, max: leaves - 0.2, show: false, inverse: true },
    dataZoom: [{ type: "inside", xAxisIndex: 0, filterMode: "none", zoomOnMouseWheel: "ctrl" }],
    tooltip: {
      trigger: "item", confine: true, backgroundColor: colours.paper, borderColor: colours.line, borderWidth: 1, padding: [8, 10], textStyle: { color: colours.text, fontSize: 12 },
      formatter: ({ dataIndex: cell }: { dataIndex: number }) => tip(`${tree.types[cell]} ${tree.ids[cell]!.slice(0, 8)}`, [
        { colour: "transparent", name: tree.birth_h[cell]! < 0 ? "founder, born" : "born", value: time(tree.birth_h[cell]) },
        { colour: "transparent", name: words(tree.fates[cell]!), value: time(tree.end_h[cell]) },
        ...phases.map((phase, p) => ({ colour: colours.phase(phase), name: phase as string, value: time(tree.phases_h[cell]![p]) })).filter((_, p) => tree.phases_h[cell]![p]! > 0)]),
    },
    series: [{ type: "custom", clip: true, encode: { x: [0, 1], y: 2 }, data: tree.ids.map((_, i) => [Math.max(0, tree.birth_h[i]!), tree.end_h[i], y[i]]), renderItem }],
  };
}

function durations(histograms: DurationHistogram[]): HTMLElement[] {
  const title = (phase: string) => (phase === "cycle" ? "whole cycle" : phase);
  const panels = histograms.map(histogram => h("div", { class: "panel" }, h("h3", {}, title(histogram.phase)), chart(`Distribution of the duration of ${title(histogram.phase)}`, 220, colours => {
    const bins = histogram.series[0]!.counts.length;
    const end = histogram.start_h + bins * histogram.bin_h;
    // Ends on ticks, else the last two labels run into each other.
    const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500].find(each => (end - histogram.start_h) / each <= 7) ?? 1000;
    const left = Math.floor(histogram.start_h / step + 1e-9) * step;
    const right = Math.ceil(end / step - 1e-9) * step;
    const share = (series: DurationHistogram["series"][number], bin: number) => (100 * series.counts[bin]!) / series.cells;
    return {
      grid: { left: 48, right: 12, top: 10, bottom: 42 },
      xAxis: { ...timeAxis(colours, right, "duration, h", left), interval: step },
      yAxis: valueAxis(colours, { min: 0, axisLabel: { color: colours.muted, fontSize: 11, formatter: (value: number) => `${+value.toFixed(2)} %` } }),
      tooltip: {
        ...overTime(colours, () => []),
        formatter: (points: { dataIndex: number }[]) => {
          const bin = Math.min(points[0]!.dataIndex, bins - 1);
          const from = histogram.start_h + bin * histogram.bin_h;
          return tip(`${number(from, 4)} to ${hours(from + histogram.bin_h)}`, histogram.series.map(series => ({ colour: colours.conditions(series.condition), name: series.condition, value: `${fixed(share(series, bin), 1)} %` })));
        },
      },
      series: histogram.series.map(series => ({
        type: "line", step: "end", name: series.condition, showSymbol: false, data: [...series.counts.map((_, bin) => [histogram.start_h + bin * histogram.bin_h, share(series, bin)]), [end, 0]],
        lineStyle: { width: 1.6, color: colours.conditions(series.condition), type: dash(series.condition) }, itemStyle: { color: colours.conditions(series.condition) }, areaStyle: histogram.series.length <= 2 ? { color: colours.conditions(series.condition), opacity: 0.1 } : undefined,
      })),
    };
  })));
  const conditions = [...new Set(histograms.flatMap(histogram => histogram.series.map(series => series.condition)))];
  const rows = histograms.flatMap(histogram => histogram.series.map(series => ({ phase: title(histogram.phase), ...series })));
  return [
    figure("Durations of phases and of the whole cycle", [], [conditionLegend(conditions), h("div", { class: "panels" }, ...panels)],
      ["Share of cells per bin. Cells that were born in the run and divided in it; slow cells that had not divided by its end are missing, so long durations are under-represented. All replicates; 0.1 % at either end may lie outside. Data: lineage.csv."]),
    table([h("b", {}, "Table 4. Durations"), " of cells that completed them."],
      [{ name: "Phase", of: row => row.phase, group: true }, { name: "Condition", of: row => named(row.condition) }, { name: "Cells", of: row => count(row.cells), number: true },
        { name: "Mean, h", of: row => fixed(row.mean_h, 2), number: true }, { name: "Coefficient of variation", of: row => fixed(row.cv, 3), number: true }], rows)];
}
