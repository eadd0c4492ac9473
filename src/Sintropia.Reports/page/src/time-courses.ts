import { choice, empty, h, section, select } from "./dom";
import { band, chart, endNames, figure, legend, onsets, overTime, redraw, replace, timeAxis, valueAxis, zoom, type Option, zoomHint } from "./figure";
import { count, fixed, number, words } from "./format";
import type { Payload } from "./payload";
import { dash, ink, onThemeChange, type Ink } from "./theme";

export const conditionsOf = (payload: Payload): string[] => [...new Set(payload.growth.map(curve => curve.condition))];
export const last = (times: number[]): number => times.at(-1) ?? 1;
export const marks = (payload: Payload, colours: Ink, only?: string) => payload.run.interventions
  .filter(entry => only === undefined || entry.condition === only)
  .flatMap(entry => [entry.from_h, entry.until_h].filter((at): at is number => at !== null && at > 0 && at < last(payload.times)).map(at => ({ at, colour: only === undefined ? colours.conditions(entry.condition) : colours.text })))
  .filter((mark, i, every) => every.findIndex(other => other.at === mark.at && other.colour === mark.colour) === i);

export const conditionLegend = (conditions: string[]) => legend(conditions.map(name => ({ name, colour: (colours: Ink) => colours.conditions(name), shape: "line" as const })));

/** Where lines carry their names at their ends, a legend would say them twice; narrow screens have no room for those names. */
function labelled(conditions: string[]): HTMLElement {
  const list = conditionLegend(conditions);
  if (conditions.length <= 8 && conditions.every(name => name.length <= 18)) list.classList.add("where-narrow");
  return list;
}

/** 1, 2, 5, 10 … around a range, or whole decades where those would crowd: a logarithmic axis of less than a decade needs more than its powers of ten. */
function decades(bottom: number, top: number): number[] {
  const steps = top / bottom > 3000 ? [1] : [1, 2, 5];
  const every = Array.from({ length: 18 }, (_, power) => steps.map(step => step * 10 ** (power - 2))).flat();
  const from = every.findLastIndex(tick => tick <= bottom * (1 + 1e-9));
  const to = every.findIndex(tick => tick >= top * (1 - 1e-9));
  return every.slice(Math.max(0, from), Math.max(from + 1, to) + 1);
}
const customTicks = (ticks: number[], colours: Ink): Option => ({
  axisTick: { show: false, customValues: ticks }, splitLine: { lineStyle: { color: colours.line }, customValues: ticks },
  axisLabel: { color: colours.muted, fontSize: 11, customValues: ticks, formatter: (value: number) => count(value) },
});

export function growth(payload: Payload): HTMLElement {
  const { times, populations, run } = payload;
  if (times.length === 0) return section("growth", "Living cells", empty("No counts have been recorded yet. They appear in timeseries.csv as the run goes on."));
  let scale: "linear" | "log" = "log";
  let population = 0;
  const curves = () => payload.growth.filter(curve => curve.population === population);

  const draw = (colours: Ink, width: number): Option => {
    const shown = curves();
    const values = shown.flatMap(curve => curve.low).filter((value): value is number => value !== null && value > 0);
    const top = Math.max(...shown.flatMap(curve => curve.high).map(value => value ?? 0));
    const bottom = values.length > 0 ? Math.min(...values) : 1;
    const positive = (value: number | null | undefined) => (scale === "log" && !(value! > 0) ? null : value ?? null);
    const labels = width > 560 && shown.length <= 8;
    const ticks = decades(bottom, top);
    const ends = shown.flatMap(curve => {
      const value = curve.mean.findLast(each => each !== null);
      return value !== undefined && value !== null && (scale === "linear" || value > 0) ? [{ name: curve.condition, colour: colours.conditions(curve.condition), value }] : [];
    });
    const log: Option = { type: "log", min: ticks[0], max: ticks.at(-1), ...customTicks(ticks, colours) };
    return {
      grid: { left: 62, right: labels ? 128 : 16, top: 14, bottom: 44 }, xAxis: timeAxis(colours, last(times)),
      yAxis: valueAxis(colours, { ...(scale === "log" ? log : { min: 0 }), name: "living cells", nameLocation: "middle", nameGap: 48 }), ...zoom,
      tooltip: overTime(colours, i => shown.map(curve => ({
        colour: colours.conditions(curve.condition), name: curve.condition,
        value: run.replicates > 1 ? `${count(curve.mean[i])} (${count(curve.low[i])} to ${count(curve.high[i])})` : count(curve.mean[i]),
      }))),
      series: shown.flatMap((curve, k): Option[] => [
        ...(run.replicates > 1 ? [band(curve.condition, times, curve.low.map(positive), curve.high.map(positive), colours.conditions(curve.condition))] : []),
        {
          type: "line", name: curve.condition, showSymbol: false, symbol: "circle", data: times.map((time, i) => [time, positive(curve.mean[i])]), z: 3,
          lineStyle: { width: 2, color: colours.conditions(curve.condition), type: dash(curve.condition) }, itemStyle: { color: colours.conditions(curve.condition) },
          markLine: k === 0 ? onsets(marks(payload, colours)) : undefined,
        }]).concat(labels ? [endNames(ends, 116)] : []),
    };
  };
  const spread = run.replicates > 1 ? `Lines are means over ${run.replicates} replicates, bands their range. ` : "";
  const interventions = payload.run.interventions.length > 0 ? "Dashed lines mark where interventions begin and end. " : "";
  return section("growth", "Living cells", figure("Living cells over time",
    [choice("Vertical axis", [["log", "logarithmic"], ["linear", "linear"]], scale, value => { scale = value; redraw(); }),
      populations.length > 1 ? select("cells", populations.map(each => each.label), index => { population = index; redraw(); }) : null],
    [labelled(conditionsOf(payload)), chart(`Living cells over time. ${payload.summary.join(" ")}`, 380, draw)],
    [`${spread}${interventions}Living: G0, G1, S, G2, M and senescent. `, zoomHint(), " Data: timeseries.csv."]));
}

export function composition(payload: Payload): HTMLElement {
  const { times, populations } = payload;
  const phases = payload.composition[0]?.phases.map(course => course.phase) ?? [];
  if (times.length === 0 || phases.length === 0) return section("phases", "Phases", empty("No counts have been recorded yet."));
  let unit: "share" | "cells" = "share";
  const each = populations.length > 1 ? populations.map((_, i) => i).slice(1) : [0];
  const conditions = conditionsOf(payload);
  const fits = conditions.length * each.length <= 12;
  const place = h("div", { class: "panels" });

  // One scale for one kind of cell in all conditions: heights are there to be compared.
  const same = (population: number): Option => {
    const courses = payload.composition.filter(entry => entry.population === population);
    const top = Math.max(1, ...courses.flatMap(entry => times.map((_, i) => entry.phases.reduce((sum, course) => sum + (course.values[i] ?? 0), 0))));
    const power = 10 ** Math.floor(Math.log10(top));
    const [max, interval] = ([[1, 0.25], [1.2, 0.3], [1.5, 0.5], [2, 0.5], [3, 1], [4, 1], [5, 1], [6, 2], [8, 2], [10, 2.5]] as const).find(([each]) => top <= each * power * (1 + 1e-9)) ?? [10, 2.5];
    return { max: max * power, interval: interval * power };
  };

  const panel = (condition: string, population: number) => {
    const courses = payload.composition.find(entry => entry.condition === condition && entry.population === population)?.phases ?? [];
    const totals = times.map((_, i) => courses.reduce((sum, course) => sum + (course.values[i] ?? 0), 0));
    const known = times.map((_, i) => courses.some(course => course.values[i] !== null));
    const draw = (colours: Ink): Option => ({
      grid: { left: 44, right: 10, top: 8, bottom: 42 }, xAxis: timeAxis(colours, last(times)), ...zoom,
      yAxis: valueAxis(colours, unit === "share" ? { min: 0, max: 100, interval: 25, axisLabel: { color: colours.muted, fontSize: 11, formatter: (value: number) => `${value} %` } } : { min: 0, ...same(population) }),
      tooltip: overTime(colours, i => [...courses].reverse().filter(course => course.values[i]).map(course => ({
        colour: colours.phase(course.phase), name: words(course.phase), value: `${fixed((100 * course.values[i]!) / totals[i]!, 1)}\u00a0%  ·  ${count(course.values[i])}`,
      }))),
      series: courses.map((course, k) => ({
        type: "line", stack: "phases", name: course.phase, showSymbol: false, symbol: "none", lineStyle: { width: 0.6, color: colours.paper }, itemStyle: { color: colours.phase(course.phase) },
        areaStyle: { color: colours.phase(course.phase), opacity: 1 }, emphasis: { disabled: true },
        data: times.map((time, i) => [time, !known[i] ? null : unit === "cells" ? course.values[i] ?? 0 : totals[i]! > 0 ? 100 * (course.values[i] ?? 0) / totals[i]! : 0]),
        markLine: k === courses.length - 1 ? onsets(marks(payload, colours, condition)) : undefined,
      })),
    });
    const name = each.length > 1 ? `${condition} · ${populations[population]!.label}` : condition;
    return h("div", { class: "panel" }, h("h3", {}, name), chart(`Share of phases over time in ${name}`, 250, draw, "phases"));
  };
  const fill = (shown: number[]) => replace(place, ...conditions.flatMap(condition => shown.map(population => panel(condition, population))));
  queueMicrotask(() => fill(fits ? each : [0]));

  return section("phases", "Phases", figure("Phase composition over time",
    [choice("Unit", [["share", "share"], ["cells", "cells"]], unit, value => { unit = value; redraw(); }),
      fits ? null : select("cells", populations.map(entry => entry.label), index => fill([index]))],
    [legend(phases.map(phase => ({ name: words(phase), colour: (colours: Ink) => colours.phase(phase) }))), place],
    ["Shares are of all cells present; the dead (grey) count until they are cleared. Means over replicates. Data: timeseries.csv."]));
}

export const coursePanel = (name: string, courses: Payload["exposures"], end: number) =>
  h("div", { class: "panel" }, h("h3", {}, name, courses[0]!.unit ? h("span", { class: "note" }, ` ${courses[0]!.unit}`) : null),
    chart(`Concentration of ${name} over time`, 220, colours => ({
      grid: { left: 48, right: 10, top: 10, bottom: 42 }, xAxis: timeAxis(colours, end), yAxis: valueAxis(colours, { min: 0 }), ...zoom,
      tooltip: { ...overTime(colours, () => []), formatter: (points: { seriesName: string; value: number[] }[]) => tipOf(points, colours, courses[0]!.unit) },
      series: courses.map(course => ({
        type: "line", name: course.condition, showSymbol: false, data: course.times.map((time, i) => [time, course.values[i]]),
        // A record holds the mean before it: a pulse that is on or off has upright sides, not slopes one record wide.
        step: new Set(course.values).size <= 6 ? "start" : false,
        lineStyle: { width: 2, color: colours.conditions(course.condition), type: dash(course.condition) }, itemStyle: { color: colours.conditions(course.condition) },
      })),
    })));

export function exposures(payload: Payload): HTMLElement {
  const { run } = payload;
  const end = Math.max(run.duration_h, last(payload.times));
  const groups = new Map<string, Payload["exposures"]>();
  for (const course of payload.exposures) {
    const name = `${course.substance} in ${course.tissue}`;
    groups.set(name, [...(groups.get(name) ?? []), course]);
  }
  const panels = [...groups].map(([name, courses]) => coursePanel(name, courses, end));
  const parts: Node[] = [];
  if (run.interventions.length > 0) parts.push(timeline(payload, end));
  if (panels.length > 0)
    parts.push(figure("Exposure", [], [conditionLegend([...new Set(payload.exposures.map(course => course.condition))]), h("div", { class: "panels" }, ...panels)],
      ["Concentration in the tissue, mean over the tick before each record. Data: exposure.csv."]));
  if (payload.organs.some(course => course.substance !== "")) parts.push(plasma(payload, end));
  if (parts.length === 0) parts.push(empty("No interventions and no substances: every condition was left alone."));
  return section("exposures", "Interventions and exposure", ...parts);
}

/** What blood carries: a panel for plasma and for each organ, of one substance at a time. */
function plasma(payload: Payload, end: number): HTMLElement {
  const substances = [...new Set(payload.organs.map(course => course.substance))].filter(name => name !== "");
  let [substance, quantity] = [0, "concentration"];
  const place = h("div", { class: "panels" });
  const fill = () => {
    const shown = payload.organs.filter(course => course.substance === substances[substance] && (course.tissue === quantity || course.organ === "plasma"));
    replace(place, ...[...new Set(shown.map(course => course.organ))].map(organ => coursePanel(`${substances[substance]} in ${organ}`, shown.filter(course => course.organ === organ), end)));
  };
  queueMicrotask(fill);
  return figure("Plasma and organs",
    [choice("Concentration", [["concentration", "total"], ["unbound", "unbound"]], quantity, value => { quantity = value; fill(); }),
      substances.length > 1 ? select("substance", substances, index => { substance = index; fill(); }) : null],
    [conditionLegend([...new Set(payload.organs.map(course => course.condition))]), place],
    ["Mean over the tick before each record; that in plasma is total. Tissues feel the unbound concentration of their organ. Data: circulation.csv."]);
}

function tipOf(points: { seriesName: string; value: number[] }[], colours: Ink, unit: string): HTMLElement {
  const option = overTime(colours, () => points.map(point => ({ colour: colours.conditions(point.seriesName), name: point.seriesName, value: `${number(point.value[1])} ${unit}` })));
  return (option["formatter"] as (points: unknown) => HTMLElement)(points);
}

/** Bars of HTML: they wrap long words, print, and are read aloud in order. */
function timeline(payload: Payload, end: number): HTMLElement {
  const step = [1, 2, 4, 6, 12, 24, 48, 96, 168, 336].find(each => end / each <= 9) ?? end / 8;
  const ticks = Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, i) => i * step);
  const at = (time: number) => `${(100 * Math.min(Math.max(time, 0), end)) / end}%`;
  const bars = payload.run.interventions.map(entry => {
    const bar = h("span", { class: "span" });
    const until = entry.until_h ?? end;
    bar.style.left = at(entry.from_h);
    bar.style.width = `max(3px, ${(100 * (Math.min(until, end) - Math.min(entry.from_h, end))) / end}%)`;
    const tint = () => { bar.style.background = ink().conditions(entry.condition); };
    tint();
    onThemeChange(tint);
    return h("li", {}, h("div", { class: "what" }, h("b", {}, entry.condition), h("span", {}, entry.text), h("span", { class: "note" }, `${entry.kind ? `${words(entry.kind)}, ` : ""}${fixedHours(entry.from_h)} to ${entry.until_h === null ? "the end" : fixedHours(entry.until_h)}`)),
      h("div", { class: "track" }, bar));
  });
  const axis = h("div", { class: "track axis", "aria-hidden": "true" }, ...ticks.map(time => {
    const tick = h("span", {}, String(+time.toFixed(2)));
    tick.style.left = at(time);
    return tick;
  }));
  return figure("Interventions", [], [h("ol", { class: "timeline" }, ...bars, h("li", { class: "scale", "aria-hidden": "true" }, h("div", { class: "what" }), axis))], ["Hours on the horizontal axis. Every intervention of every condition, as the scenario says it."], false);
}

const fixedHours = (value: number) => `${fixed(value, Number.isInteger(value) ? 0 : 2)} h`;

export function events(payload: Payload): HTMLElement {
  const { times, populations } = payload;
  const order = ["divisions", "apoptosis", "necrosis", "mitotic_death", "senescence", "slippage", "cleared"];
  const kinds = [...new Set(payload.events.map(course => course.event))].sort((a, b) => (order.indexOf(a) + 99) % 99 - (order.indexOf(b) + 99) % 99);
  if (kinds.length === 0) return section("events", "Divisions and deaths", empty("No events have been recorded: events.csv is absent or counts none."));
  let population = 0;
  const panels = kinds.map(kind => h("div", { class: "panel" }, h("h3", {}, words(kind)), chart(`Cumulative ${words(kind)} over time`, 210, colours => {
    const shown = payload.events.filter(course => course.event === kind && course.population === population);
    return {
      grid: { left: 48, right: 10, top: 10, bottom: 42 }, xAxis: timeAxis(colours, last(times)), yAxis: valueAxis(colours, { min: 0, minInterval: 1 }), ...zoom,
      tooltip: overTime(colours, i => shown.map(course => ({ colour: colours.conditions(course.condition), name: course.condition, value: number(course.values[i], 5) }))),
      series: shown.map((course, k) => ({
        type: "line", name: course.condition, showSymbol: false, data: times.map((time, i) => [time, course.values[i] ?? null]),
        lineStyle: { width: 2, color: colours.conditions(course.condition), type: dash(course.condition) }, itemStyle: { color: colours.conditions(course.condition) },
        markLine: k === 0 ? onsets(marks(payload, colours)) : undefined,
      })),
    };
  }, "events")));
  
  return section("events", "Divisions and deaths", figure("Events since the start, cumulative",
    [populations.length > 1 ? select("cells", populations.map(each => each.label), index => { population = index; redraw(); }) : null],
    [conditionLegend(conditionsOf(payload)), h("div", { class: "panels" }, ...panels)], ["Means over replicates. Data: events.csv."]));
}
