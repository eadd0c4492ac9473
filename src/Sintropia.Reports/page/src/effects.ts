import { ScatterChart } from "echarts/charts";
import { use } from "echarts/core";
import { choice, h, section, select, table, type Column } from "./dom";
import { band, chart, figure, legend, replace, tip, valueAxis, type Option } from "./figure";
import { fixed, number } from "./format";
import { contents } from "./ledger";
import type { Estimate } from "./payload";
import { currentMode, setMode, type Ink } from "./theme";

use([ScatterChart]);

interface Head { title: string; source: string; notices: string[]; sintropia: string; unit: string; confidence: number }
interface Curve { doses: number[]; values: number[]; low: (number | null)[]; high: (number | null)[] }
interface Series {
  name: string; labels: string[]; outcome: string; reason: string; p: number | null; r_squared: number | null; left_out: number; points: [number, number][]; curve: Curve | null;
  half: Estimate; at_level: Estimate; infinite: Estimate; slope: Estimate; max: Estimate; mean: Estimate; unreached: boolean; beyond: boolean;
}
export interface DosePayload extends Head { kind: "dose-response"; labels: string[]; response_name: string; level_name: string; level: number; intervals: string; series: Series[] }
type Grid = (number | null)[][];
interface Score { model: string; mean: Estimate; largest: number | null }
interface Block {
  name: string; drug_a: string; drug_b: string; failure: string; reason: string; baseline: number | null; noise: number | null; index: number | null; doses_a: number[]; doses_b: number[];
  effect: Grid; excess: Grid[]; scores: (Score | null)[]; alone: { points: [number, number][]; hill: number[] | null }[];
}
export interface CombinationPayload extends Head { kind: "combinations"; method: string; blocks: Block[] }

const models = ["HSA", "Bliss", "Loewe", "ZIP"];
const mostPanels = 12;
const line = (colours: Ink) => (colours.dark ? "#7aa7ff" : "#1d4ed8");
const warm = (colours: Ink) => (colours.dark ? "#fb923c" : "#c2410c");
const cool = (colours: Ink) => (colours.dark ? "#4cc9e0" : "#0e7490");
const inUnit = (unit: string) => (unit ? `, ${unit}` : "");
// Molar doses are small: 5.4e−8 is shorter than 5.4 × 10^−8, and columns of it line up.
const dose = (value: number | null) => value === null ? "∞" : value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6) ? value.toExponential(value.toPrecision(3).includes(".00") ? 0 : 2).replace(/-/g, "−").replace("+", "") : number(value, 3);

function head(payload: Head, brand: string, facts: [string, string][]): HTMLElement {
  return h("header", { class: "masthead" },
    h("div", { class: "top" }, h("span", { class: "brand" }, brand), choice("Colours", [["auto", "auto"], ["light", "light"], ["dark", "dark"]], currentMode(), setMode)),
    h("h1", {}, payload.title), h("p", { class: "description" }, payload.source),
    payload.notices.length > 0 ? h("ul", { class: "notices", role: "note" }, ...payload.notices.map(notice => h("li", {}, notice))) : null,
    h("dl", { class: "facts" }, ...facts.map(([term, what]) => h("div", {}, h("dt", {}, term), h("dd", {}, what)))));
}

const foot = (payload: Head) => h("footer", {}, `Made by Sintropia ${payload.sintropia}. This file needs no network and no other file.`);

const decades = (colours: Ink, low: number, high: number, name: string): Option => ({
  type: "log", min: low, max: high, name, nameLocation: "middle", nameGap: 26, nameTextStyle: { color: colours.muted, fontSize: 12 },
  axisLine: { onZero: false, lineStyle: { color: colours.muted } }, axisTick: { lineStyle: { color: colours.muted } }, splitLine: { show: false }, minorTick: { show: false },
  axisLabel: { color: colours.muted, fontSize: 11, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: (value: number) => value < 1e-3 ? `1e${Math.round(Math.log10(value))}`.replace("-", "−") : number(value, 2) },
});

// An estimate with its interval; ends that nobody knows are left out, open ends are infinite.
const between = (value: Estimate, show: (value: number | null) => string, absent = "–"): Node => value.value === null ? document.createTextNode(absent)
  : h("span", {}, show(value.value), value.low === null && value.high === null ? null : h("span", { class: "note" }, ` (${show(value.low)} to ${value.high === null ? "∞" : show(value.high)})`));

/** Dose–response curves: a panel each, and what is read off them. */
export function doseResponse(payload: DosePayload): HTMLElement[] {
  const { series } = payload;
  const count = (outcome: string) => series.filter(each => each.outcome === outcome).length;
  const many = series.length > mostPanels;
  const groups = many ? [...new Set(series.map(each => each.labels[0] ?? each.name))] : ["all"];
  const chosen = (group: number) => series.filter(each => !many || (each.labels[0] ?? each.name) === groups[group]).slice(0, 24).map(each => panel(payload, each));
  const plates = h("div", { class: "panels" }, ...chosen(0));
  const show = (group: number) => replace(plates, ...chosen(group));
  const all = section("curves", "Curves",
    figure("Dose–response curves", [many ? select(payload.labels[0] ?? "curve", groups, show) : null], [legend([
      { name: "measured", colour: colours => colours.text, shape: "symbol", symbol: "●" }, { name: "fitted", colour: line, shape: "line" }, { name: `${100 * payload.confidence} % pointwise interval`, colour: line, shape: "box" },
      { name: payload.level_name, colour: warm, shape: "symbol", symbol: "┊" }]), plates],
      [`The ${payload.response_name} over dose. A curve that does not beat a constant is drawn flat. Data: curves.csv, points.csv.`]));
  const columns: Column<Series>[] = [
    ...(payload.labels.length > 0 ? payload.labels.map((name, i) => ({ name, of: (row: Series) => row.labels[i], group: i === 0 })) : [{ name: "Curve", of: (row: Series) => row.name }]),
    { name: "Outcome", of: row => (row.outcome === "failed" ? `failed: ${row.reason}` : row.outcome) },
    { name: `EC50${inUnit(payload.unit)}`, of: row => between(row.half, dose), number: true },
    { name: `${payload.level_name}${inUnit(payload.unit)}`, of: row => (row.beyond ? "below all doses" : between(row.at_level, dose, row.unreached ? (row.at_level.low === null ? "not reached" : `> ${dose(row.at_level.low)}`) : "–")), number: true },
    { name: "Einf", of: row => between(row.infinite, value => fixed(value, 2)), number: true }, { name: "Slope", of: row => between(row.slope, value => fixed(value, 2)), number: true },
    { name: "Emax", of: row => fixed(row.max.value, 2), number: true }, { name: "Mean", of: row => between(row.mean, value => fixed(value, 2)), number: true },
    { name: "R²", of: row => fixed(row.r_squared, 3), number: true }, { name: "p", of: row => number(row.p, 2), number: true }];
  const figures = section("table", "Table", table([h("b", {}, "Table 1. Curves. "),
    `EC50: half-way of the curve's own range. ${payload.level_name}: response ${payload.level}. Einf: where the curve ends. Emax: mean at the highest dose. Mean: over the logarithm of dose. p: against a constant (F). In brackets: ${100 * payload.confidence} % intervals. ${payload.intervals}`], columns, series));
  return [head(payload, "Sintropia dose–response", [["curves", String(series.length)], ["sigmoid", String(count("sigmoid"))], ["flat", String(count("flat"))], ["failed", String(count("failed"))], ["response", payload.response_name]]),
    contents([all, figures]), all, figures, foot(payload)];
}

function panel(payload: DosePayload, of: Series): HTMLElement {
  const doses = [...of.points.map(point => point[0]), ...(of.curve?.doses ?? [])];
  if (doses.length === 0) return h("div", { class: "panel" }, h("h3", {}, of.name), h("p", { class: "empty" }, of.reason || "No responses."));
  const [low, high] = [Math.min(...doses) / 1.5, Math.max(...doses) * 1.5];
  const values = [...of.points.map(point => point[1]), ...(of.curve?.values ?? []), payload.level, 0];
  const at = of.at_level.value;
  return h("div", { class: "panel" }, h("h3", {}, of.name), chart(`${of.name}: ${payload.response_name} over dose`, 230, colours => ({
    grid: { left: 46, right: 12, top: 10, bottom: 44 }, xAxis: decades(colours, low, high, `dose${inUnit(payload.unit)}`),
    yAxis: valueAxis(colours, { min: Math.min(...values) < 0 ? undefined : 0, scale: true }),
    tooltip: { trigger: "item", confine: true, backgroundColor: colours.paper, borderColor: colours.line, textStyle: { color: colours.text, fontSize: 12 },
      formatter: (point: { value: number[] }) => tip(`${dose(point.value[0]!)} ${payload.unit}`, [{ colour: colours.text, name: payload.response_name, value: fixed(point.value[1], 3) }]) },
    series: [
      ...(of.curve ? [
        band("interval", of.curve.doses, of.curve.low, of.curve.high, line(colours)),
        { type: "line", showSymbol: false, silent: true, z: 3, data: of.curve.doses.map((x, i) => [x, of.curve!.values[i]]), lineStyle: { width: 2, color: line(colours), type: of.outcome === "flat" ? "dashed" : "solid" },
          markLine: { silent: true, symbol: "none", label: { show: false }, animation: false, data: [
            { yAxis: payload.level, lineStyle: { color: colours.line, type: "solid", width: 1 } }] } },
        // From the level down: a mark across a logarithmic axis is not drawn.
        ...(at !== null && at > low && at < high ? [{ type: "line", silent: true, showSymbol: false, z: 3, data: [[at, payload.level], [at, Math.min(...values)]], lineStyle: { color: warm(colours), type: [3, 3], width: 1.5 } }] : [])] : []),
      { type: "scatter", symbolSize: 6, z: 4, data: of.points, itemStyle: { color: colours.text, opacity: 0.75 } }],
  })), h("p", { class: "caption" }, of.outcome === "failed" ? of.reason : of.outcome === "flat" ? "flat" : `${payload.level_name} ${of.beyond ? "below all doses" : at === null ? "not reached" : dose(at)}, R² ${fixed(of.r_squared, 2)}`));
}

/** Combinations: all matrices in order of their score, and one of them as maps. */
export function combinations(payload: CombinationPayload): HTMLElement[] {
  const { blocks } = payload;
  const scored = blocks.map((block, i) => ({ block, i })).filter(({ block }) => block.failure === "");
  let model = 1;
  let chosen = scored[0]?.i ?? 0;
  const ranking = h("div", {});
  const maps = h("div", {});
  const showMaps = () => replace(maps, ...blockMaps(payload, blocks[chosen]!));
  const showRanking = () => replace(ranking, rank(scored, model));
  const names = blocks.map(block => block.name + (block.failure ? " (not scored)" : ""));
  const box = select("matrix", names, i => { chosen = i; showMaps(); });
  (box.querySelector("select") as HTMLSelectElement).selectedIndex = chosen;
  const parts = [
    ...(blocks.length > 1 ? [section("ranking", "All combinations", figure("Mean excess over a model", [choice("Model", models.map((name, i) => [String(i), name] as const), "1", which => { model = Number(which); showRanking(); })], [ranking],
      [`Every matrix in the order of its mean excess over what no interaction would give, in percentage points; bars: ${100 * payload.confidence} % intervals where there are any. ${payload.method} Data: scores.csv.`]))] : []),
    section("map", "Synergy map", figure("Effects and their excess over each model", [blocks.length > 1 ? box : null], [maps],
      ["Effect: share of the control that is gone. Excess: more (orange) or less (blue) than the model expects, percentage points. ZIP compares fitted curves, the others the measurement. Data: pairs.csv."])),
    section("table", "Table", table<Block>([h("b", {}, "Table 1. Mean excess, percentage points. "), `In brackets: ${100 * payload.confidence} % intervals. CI: median combination index over pairs of doses; below 1 is synergy.`],
      [{ name: "Matrix", of: row => row.name, wide: true },
        ...models.map((name, i) => ({ name, of: (row: Block) => (row.scores[i] ? between(row.scores[i]!.mean, value => fixed(value === null ? null : 100 * value, 1)) : "–"), number: true })),
        { name: "CI", of: row => fixed(row.index, 2), number: true }, { name: "Not scored because", of: row => row.reason, wide: true }], blocks))];
  // Charts are drawn once they are on the page, which main does.
  if (blocks.length > 1 && scored.length > 0) ranking.append(rank(scored, model));
  if (blocks.length > 0) maps.append(...blockMaps(payload, blocks[chosen]!));
  return [head(payload, "Sintropia combinations", [["matrices", String(blocks.length)], ["scored", String(scored.length)], ["not scored", String(blocks.length - scored.length)]]), contents(parts), ...parts, foot(payload)];
}

function rank(scored: { block: Block; i: number }[], model: number): HTMLElement {
  const rows = scored.flatMap(({ block }) => (block.scores[model]?.mean.value != null ? [{ block, mean: block.scores[model]!.mean }] : [])).sort((a, b) => a.mean.value! - b.mean.value!);
  return chart(`Mean excess over ${models[model]} of ${rows.length} matrices`, 300, colours => ({
    grid: { left: 58, right: 16, top: 12, bottom: 40 },
    xAxis: { type: "value", min: 0, max: rows.length + 1, minInterval: 1, name: "matrices, in order", nameLocation: "middle", nameGap: 24, nameTextStyle: { color: colours.muted, fontSize: 12 }, axisLine: { onZero: false, lineStyle: { color: colours.muted } }, splitLine: { show: false }, axisLabel: { color: colours.muted, fontSize: 11, showMaxLabel: false } },
    yAxis: valueAxis(colours, { name: `excess over ${models[model]}, % points`, nameLocation: "middle", nameGap: 40, scale: true }),
    tooltip: { trigger: "item", confine: true, backgroundColor: colours.paper, borderColor: colours.line, textStyle: { color: colours.text, fontSize: 12 },
      formatter: (point: { dataIndex: number }) => { const row = rows[point.dataIndex]!; return tip(row.block.name, [{ colour: colours.text, name: models[model]!, value: `${fixed(100 * row.mean.value!, 1)}` }]); } },
    series: [
      { type: "custom", silent: true, encode: { x: 0, y: [1, 2] }, data: rows.map((row, i) => [i + 1, row.mean.low === null ? null : 100 * row.mean.low, row.mean.high === null ? null : 100 * row.mean.high]),
        renderItem: (_: unknown, api: { value: (i: number) => number; coord: (at: number[]) => number[] }) => {
          if (!Number.isFinite(api.value(1)) || !Number.isFinite(api.value(2))) return null;
          const [x, top] = api.coord([api.value(0), api.value(2)]);
          const [, bottom] = api.coord([api.value(0), api.value(1)]);
          return { type: "line", shape: { x1: x, x2: x, y1: top, y2: bottom }, style: { stroke: colours.muted, lineWidth: rows.length > 150 ? 0.6 : 1.2, opacity: 0.55 } };
        } },
      { type: "scatter", symbolSize: rows.length > 150 ? 4 : 7, data: rows.map((row, i) => ({ value: [i + 1, 100 * row.mean.value!], itemStyle: { color: row.mean.low !== null && row.mean.low > 0 ? warm(colours) : row.mean.high !== null && row.mean.high < 0 ? cool(colours) : colours.text } })),
        markLine: { silent: true, symbol: "none", label: { show: false }, data: [{ yAxis: 0 }], lineStyle: { color: colours.muted, width: 1, type: "solid" } } }],
  }));
}

function blockMaps(payload: CombinationPayload, block: Block): HTMLElement[] {
  if (block.failure) return [h("p", { class: "empty" }, block.reason)];
  const excess = Math.max(0.05, ...block.excess.flat(2).map(value => Math.abs(value ?? 0)));
  const note = (i: number) => (block.scores[i] ? `mean ${fixed(100 * (block.scores[i]!.mean.value ?? NaN), 1)}` : "");
  return [h("div", { class: "panels" },
    h("div", { class: "panel" }, h("h3", {}, "Effect, %"), heat(payload, block, "effect", block.effect, (value, colours) => mix(colours.paper, colours.dark ? "#9aa5b1" : "#4b5563", Math.max(0, Math.min(1, value))))),
    ...models.map((name, i) => h("div", { class: "panel" }, h("h3", {}, `Excess over ${name} `, h("span", { class: "note" }, note(i))),
      block.excess[i]!.flat().every(value => value === null) ? h("p", { class: "empty" }, i < 2 ? "A drug was not measured alone at these doses." : "Too few doses of a drug alone for a curve.")
        : heat(payload, block, `excess over ${name}`, block.excess[i]!, (value, colours) => mix(colours.paper, value >= 0 ? warm(colours) : cool(colours), Math.min(1, Math.abs(value) / excess))))),
    h("div", { class: "panel" }, h("h3", {}, "Each drug alone"), alone(payload, block)))];
}

function heat(payload: CombinationPayload, block: Block, words: string, grid: Grid, colour: (value: number, colours: Ink) => string): HTMLElement {
  const cells = grid.flatMap((row, a) => row.flatMap((value, b) => (value === null ? [] : [[b, a, value]])));
  return chart(`${block.name}: ${words}`, 250, (colours, width) => ({
    grid: { left: 58, right: 8, top: 6, bottom: 46 },
    xAxis: category(colours, block.doses_b, `${block.drug_b}${inUnit(payload.unit)}`, 26), yAxis: category(colours, block.doses_a, `${block.drug_a}${inUnit(payload.unit)}`, 44),
    tooltip: { trigger: "item", confine: true, backgroundColor: colours.paper, borderColor: colours.line, textStyle: { color: colours.text, fontSize: 12 },
      formatter: (point: { value: number[] }) => tip(`${block.drug_a} ${dose(block.doses_a[point.value[1]!]!)}, ${block.drug_b} ${dose(block.doses_b[point.value[0]!]!)}`, [{ colour: colours.text, name: words, value: `${fixed(100 * point.value[2]!, 1)} %` }]) },
    series: [{
      type: "custom", data: cells,
      renderItem: (_: unknown, api: { value: (i: number) => number; coord: (at: number[]) => number[]; size: (extent: number[]) => number[] }) => {
        const [x, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
        const [w, tall] = api.size([1, 1]) as [number, number];
        const value = api.value(2);
        const fill = colour(value, colours);
        return { type: "group", children: [
          { type: "rect", shape: { x: x - w / 2 + 0.5, y: y - tall / 2 + 0.5, width: w - 1, height: tall - 1 }, style: { fill, stroke: colours.line, lineWidth: 0.5 } },
          ...(w > 26 && width > 220 ? [{ type: "text", x, y, style: { text: fixed(100 * value, 0), fill: bright(fill) ? "#1c1c1a" : "#ffffff", fontSize: 11, align: "center", verticalAlign: "middle" } }] : [])] };
      },
    }],
  }));
}

const category = (colours: Ink, doses: number[], name: string, gap: number): Option => ({
  type: "category", data: doses.map(value => dose(value)), name, nameLocation: "middle", nameGap: gap, nameTextStyle: { color: colours.muted, fontSize: 12, width: 180, overflow: "truncate" },
  axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { color: colours.muted, fontSize: 11, hideOverlap: true },
});

function alone(payload: CombinationPayload, block: Block): HTMLElement {
  const doses = block.alone.flatMap(each => each.points.map(point => point[0]));
  if (doses.length === 0) return h("p", { class: "empty" }, "Neither drug was measured alone.");
  const [low, high] = [Math.min(...doses) / 1.5, Math.max(...doses) * 1.5];
  const shades = [warm, cool];
  const values = block.alone.flatMap(each => each.points.map(point => point[1]));
  const words = [block.drug_a, block.drug_b];
  return h("div", {}, chart(`${block.name}: effect of each drug alone`, 218, colours => ({
    grid: { left: 46, right: 12, top: 8, bottom: 44 }, xAxis: decades(colours, low, high, `dose${inUnit(payload.unit)}`), yAxis: valueAxis(colours, { scale: true, min: Math.min(...values) < 0 ? undefined : 0, max: 1 }),
    tooltip: { trigger: "item", confine: true, backgroundColor: colours.paper, borderColor: colours.line, textStyle: { color: colours.text, fontSize: 12 },
      formatter: (point: { seriesIndex: number; value: number[] }) => tip(`${dose(point.value[0]!)} ${payload.unit}`, [{ colour: colours.text, name: "effect", value: `${fixed(100 * point.value[1]!, 1)} %` }]) },
    series: block.alone.flatMap((each, i) => [
      ...(each.hill ? [{ type: "line", silent: true, showSymbol: false, lineStyle: { width: 2, color: shades[i]!(colours) }, data: Array.from({ length: 61 }, (_, k) => { const x = low * (high / low) ** (k / 60); return [x, hill(each.hill!, x)]; }) }] : []),
      { type: "scatter", symbolSize: 6, data: each.points, itemStyle: { color: shades[i]!(colours) } }]),
  })), legend(words.map((name, i) => ({ name, colour: shades[i]!, shape: "line" as const }))));
}

const hill = ([zero, infinite, half, slope]: number[], x: number) => zero! + (infinite! - zero!) / (1 + (half! / x) ** slope!);

const channels = (colour: string) => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
const mix = (from: string, to: string, share: number) => { const [a, b] = [channels(from), channels(to)]; return `#${a.map((value, i) => Math.round(value + (b[i]! - value) * share).toString(16).padStart(2, "0")).join("")}`; };
const bright = (colour: string) => { const [r, g, b] = channels(colour) as [number, number, number]; return 0.299 * r + 0.587 * g + 0.114 * b > 140; };
