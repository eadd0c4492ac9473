import { h, section } from "./dom";
import { chart, figure, onsets, overTime, timeAxis, valueAxis, zoom, type Option } from "./figure";
import { count } from "./format";
import type { Payload } from "./payload";
import { dash, type Ink } from "./theme";
import { conditionLegend, conditionsOf, coursePanel, last, marks } from "./time-courses";

/** The organ of tissues that float in the blood itself. */
const blood = "blood";

/** Of each organ that has a tissue: its cells, what they feel, and what the organ does. */
export function organs(payload: Payload): HTMLElement {
  const places = [...new Set(payload.populations.flatMap(each => each.organ ?? []))];
  const end = Math.max(payload.run.duration_h, last(payload.times));
  return section("organs", "Organs", ...places.map(organ => {
    const populations = payload.populations.flatMap((each, i) => each.organ === organ ? [{ each, i }] : []);
    const tissues = new Set(populations.map(({ each }) => each.tissue));
    const here = payload.organs.filter(course => course.organ === (organ === blood ? "plasma" : organ));
    const felt = here.filter(course => course.substance !== "" && course.tissue === (organ === blood ? "concentration" : "unbound") && course.values.some(value => value > 0));
    const substances = [...new Set(felt.map(course => course.substance))];
    const does = here.filter(course => course.tissue === "function");
    return figure(`Organ: ${organ}`, [], [
      conditionLegend(conditionsOf(payload)),
      h("div", { class: "panels" },
        ...populations.map(({ each, i }) => cells(payload, `${each.cell_type}${tissues.size > 1 ? ` in ${each.tissue}` : ""}`, i)),
        ...substances.map(name => coursePanel(`${organ === blood ? "total" : "unbound"} ${name}`, felt.filter(course => course.substance === name), end)),
        ...(does.length > 0 ? [coursePanel("function", does, end)] : [])),
    ], [
      `Living cells of ${tissues.size > 1 ? "each tissue" : `the tissue ${[...tissues][0]}`}, means over replicates`,
      substances.length > 0 ? `; concentration ${organ === blood ? "in plasma" : "that its cells feel"}, mean over the tick before each record` : "",
      does.length > 0 ? "; function, the share that living cells leave of its clearance" : "", ". Dashed lines mark where interventions begin and end. Data: timeseries.csv, circulation.csv.",
    ]);
  }));
}

function cells(payload: Payload, name: string, population: number): HTMLElement {
  const curves = payload.growth.filter(curve => curve.population === population);
  return h("div", { class: "panel" }, h("h3", {}, name), chart(`Living cells of ${name} over time`, 220, (colours: Ink): Option => ({
    grid: { left: 48, right: 10, top: 10, bottom: 42 }, xAxis: timeAxis(colours, last(payload.times)), yAxis: valueAxis(colours, { min: 0, minInterval: 1 }), ...zoom,
    tooltip: overTime(colours, i => curves.map(curve => ({ colour: colours.conditions(curve.condition), name: curve.condition, value: count(curve.mean[i]) }))),
    series: curves.map((curve, k) => ({
      type: "line", name: curve.condition, showSymbol: false, data: payload.times.map((time, i) => [time, curve.mean[i] ?? null]),
      lineStyle: { width: 2, color: colours.conditions(curve.condition), type: dash(curve.condition) }, itemStyle: { color: colours.conditions(curve.condition) },
      markLine: k === 0 ? onsets(marks(payload, colours)) : undefined,
    })),
  }), "organs"));
}
