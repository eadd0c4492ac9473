import { empty, h, section, table, type Column } from "./dom";
import { band, chart, figure, overTime, timeAxis, valueAxis, zoom } from "./figure";
import { count, fixed, interval, number, words } from "./format";
import type { Estimate, GrowthRow, PairedCourse, Payload } from "./payload";
import { conditionLegend } from "./time-courses";
import { dash, ink, onThemeChange } from "./theme";

export function metrics(payload: Payload): HTMLElement {
  const { metrics: growth, populations, control } = payload;
  if (growth.rows.every(row => row.first === null)) return section("metrics", "Growth", empty("No counts have been recorded yet."));
  const several = populations.length > 1;
  const name: Column<GrowthRow>[] = [{ name: "Condition", of: row => named(row.condition), group: several }, ...(several ? [{ name: "Cells", of: (row: GrowthRow) => populations[row.population]!.label }] : [])];
  const window = `${number(growth.from_h)} to ${number(growth.to_h)} h`;
  const why = growth.from_h > payload.times[0]! ? ", from the first intervention that sets a condition apart" : "";
  const intervals = growth.groups > 0
    ? `In brackets: 95 % intervals, jack-knife over ${growth.groups} groups of founder clones.`
    : "No intervals: they need clones.csv, which this run does not have.";
  const phases = ["G0", "G1", "S", "G2", "M", "senescent"].filter(phase => growth.rows.some(row => (row.fractions[phase] ?? 0) > 0));
  return section("metrics", "Growth",
    table([h("b", {}, "Table 1. Growth. "), `Net growth rate over ${window}${why}. GR = 2^(k/k₀) − 1 against ${control}: 1 no effect, 0 no growth, below 0 net loss (`, doi("10.1038/nmeth.3853", "Hafner et al. 2016"), `). ${intervals}`],
      [...name,
        { name: "Growth rate, 1/h", of: row => estimate(row.rate, 4), number: true },
        { name: "Doubling time, h", of: row => (row.doubling_h.value === null ? unlimited(row) : estimate(row.doubling_h, 1)), number: true },
        { name: "GR", of: row => (row.condition === control ? "1 (reference)" : estimate(row.gr, 3)), number: true }], growth.rows),
    table([h("b", {}, "Table 2. Counts over the whole run"), ", mean over replicates. Death share: deaths among decided fates (divisions and deaths)."],
      [...name,
        { name: "First", of: row => count(row.first), number: true }, { name: "Last", of: row => count(row.last), number: true }, { name: "Fold", of: row => fixed(row.fold, 2), number: true },
        { name: "Divisions", of: row => count(row.divisions), number: true }, { name: "Deaths", of: row => count(row.deaths), number: true }, { name: "Death share", of: row => row.death_share === null ? "–" : `${fixed(100 * row.death_share, 1)}\u00a0%`, number: true },
        ...phases.map(phase => ({ name: phase, of: (row: GrowthRow) => `${fixed(100 * (row.fractions[phase] ?? 0), 1)}\u00a0%`, number: true }))], growth.rows),
    ...pairedDifferences(payload));
}

/** A condition with its colour: the eye finds it again in the figures. */
export function named(condition: string): HTMLElement {
  const dot = h("i", { class: "dot", "aria-hidden": "true" });
  const tint = () => { dot.style.background = ink().conditions(condition); };
  tint();
  onThemeChange(tint);
  return h("span", { class: "named" }, dot, condition);
}

/** What stands in place of a doubling time. A culture without a rate has died out or has not been recorded; neither is steady. */
const unlimited = (row: GrowthRow): string =>
  row.rate.value === null ? (row.last === 0 ? "died out" : "–") : row.rate.high !== null && row.rate.high < 0 ? "shrinks" : "steady";

const estimate = (value: Estimate, decimals: number): HTMLElement => {
  const [point, ...rest] = interval(value, decimals).split(" (");
  return h("span", {}, point!, rest.length > 0 ? h("span", { class: "note" }, ` (${rest.join(" (")}`) : null);
};

function pairedDifferences(payload: Payload): HTMLElement[] {
  const { paired } = payload;
  if (paired.length === 0) return payload.run.conditions.length > 1 ? [empty("No paired differences: paired.csv is absent.")] : [];
  const name = (course: PairedCourse) => (new Set(paired.map(each => each.label)).size > 1 ? `${course.condition}, ${course.label}` : course.condition);
  const end = Math.max(...paired.map(course => course.times.at(-1)!));
  const plot = chart("Paired log2 ratio of living cells over time", 280, colours => ({
    grid: { left: 62, right: 16, top: 14, bottom: 44 }, xAxis: timeAxis(colours, end), ...zoom,
    yAxis: valueAxis(colours, { name: "log₂ ratio of living cells", nameLocation: "middle", nameGap: 46, scale: false }),
    tooltip: overTime(colours, i => paired.map(course => ({ colour: colours.conditions(course.condition), name: name(course), value: course.log2_ratio[i] ? interval(course.log2_ratio[i], 3) : "–" }))),
    series: paired.flatMap((course, k) => [
      band(name(course), course.times, course.log2_ratio.map(each => each.low), course.log2_ratio.map(each => each.high), colours.conditions(course.condition)),
      {
        type: "line", name: name(course), showSymbol: false, z: 3, data: course.times.map((time, i) => [time, course.log2_ratio[i]!.value]),
        lineStyle: { width: 2, color: colours.conditions(course.condition), type: dash(course.condition) }, itemStyle: { color: colours.conditions(course.condition) },
        markLine: k === 0 ? { silent: true, symbol: "none", label: { show: false }, data: [{ yAxis: 0 }], lineStyle: { color: colours.muted, width: 1, type: "solid" } } : undefined,
      }]),
  }));
  return [
    figure("Difference from the reference with shared draws", [], [conditionLegend([...new Set(paired.map(course => course.condition))]), plot],
      ["Both conditions draw the same numbers for the same cell, so what differs is the intervention. Bands: 95 % intervals, jack-knife over groups of founder clones; replicates combined in quadrature. Data: paired.csv."]),
    table([h("b", {}, "Table 3. Paired differences at the end"), ", with 95 % intervals."],
      [{ name: "Condition", of: course => named(course.condition) }, { name: "Against", of: course => course.against }, { name: "Cells", of: course => course.label },
        { name: "Difference in living cells", of: course => estimate(course.difference.at(-1)!, 0), number: true }, { name: "log₂ ratio", of: course => estimate(course.log2_ratio.at(-1)!, 3), number: true },
        { name: "Ratio", of: course => { const at = course.log2_ratio.at(-1)!; const up = (value: number | null) => (value === null ? null : 2 ** value); return estimate({ value: up(at.value), low: up(at.low), high: up(at.high) }, 3); }, number: true }], paired)];
}

/** A link to a source. Anything that is not a doi stays text: an address from a scenario must not become one to click. */
export function doi(identifier: string, text = identifier): Node {
  return /^10\.\d{4,9}\/[^\s"<>]+$/.test(identifier) ? h("a", { href: `https://doi.org/${encodeURI(identifier)}`, rel: "noreferrer" }, text) : document.createTextNode(words(text));
}
