import { api, Problem, type CellResponse, type Embedding } from "./api";
import { Chart, legend, tip, tipBox, valueAxis, type Option } from "./chart";
import { section } from "./charts";
import { busy, choice, empty, h, select } from "./dom";
import { count, hours, number, percent, words } from "./format";
import type { Part } from "./run";
import { isOver } from "./status";
import type { Ink } from "./theme";
import { Life, note } from "./view";
import { virtualCell } from "./virtual-cell";

/** What the plane and the virtual cell tell each other. */
export interface Plane { view: Embedding; picked: number; pick: (index: number) => void; path: (response: CellResponse | null, at: number) => void }

/** A sample of cells in the plane, by what they express; the server lays them out, so that it is the same for a hundred and a million. */
export const expression: Part = (place, life, shown) => {
  if (!shown.detail().predictor && shown.detail().conditions.length > 0) {
    place.append(empty("The cells of this run express nothing. Give a scenario an ", h("code", {}, "expression:"), " section to see what cells express, and what a dose would do to one of them; ", h("code", {}, "listening-culture"), " is an example."));
    return;
  }
  let [time, layout, sample, colour]: [string, "components" | "neighbours", number, string] = ["", "components", 2000, shown.query.get("colour") ?? "phase"];
  const bar = h("div", { class: "bar" });
  const body = h("div", {}, busy("Laying cells out …"));
  const virtual = h("div", {});
  place.append(bar, body, virtual);
  let inner = new Life();
  life.onEnd(() => inner.end());

  const read = (): Promise<boolean> => {
    inner.end();
    inner = new Life();
    virtual.replaceChildren();
    body.replaceChildren(busy(layout === "neighbours" ? "Laying cells out by their neighbours, which takes some seconds …" : "Laying cells out …"));
    return life.try(body, async () => {
      let view: Embedding;
      try {
        view = await api.embedding(shown.id, { time, layout, cells: layout === "neighbours" ? Math.min(sample, 3000) : sample }, inner.signal);
      } catch (failed) {
        if (failed instanceof Problem && (failed.kind === "no-expression" || failed.kind === "no-cells")) {
          body.replaceChildren(empty(isOver(shown.detail().run.status) ? failed.message : "What cells express is written when the run is complete. This view then appears by itself."));
          return;
        }
        throw failed;
      }
      show(view);
    }, () => void read());
  };

  function show(view: Embedding): void {
    const numbers = Object.keys(view.numbers).filter(name => new Set(view.numbers[name]).size > 1);
    const categories = Object.keys(view.categories).filter(name => name === "phase" || view.categories[name]!.names.length > 1);
    const options = [...categories, ...numbers];
    if (!options.includes(colour)) colour = "phase";
    let picked = -1;
    let path: CellResponse | null = null;
    let at = 0;
    const keys = h("div", {});
    const chart = inner.chart(new Chart("Cells in the plane", 460, (ink, width) => draw(view, colour, picked, path, at, ink, width), "canvas", made => {
      made.on("click", event => { if (event.seriesId === "cells" || event.seriesType === "scatter") { const index = (event.value as number[])[2]; if (index !== undefined && index >= 0) plane.pick(index); } });
    }));
    const told: ((index: number) => void)[] = [];
    const plane: Plane = {
      view, get picked() { return picked; },
      pick: index => { picked = index; path = null; chart.render(); told.forEach(tell => tell(index)); },
      path: (response, step) => { path = response; at = step; chart.render(); },
    };
    const paint = () => {
      chart.update((ink, width) => draw(view, colour, picked, path, at, ink, width), `${count(view.cells)} cells in the plane by what they express, coloured by ${nameOf(colour)}`);
      const category = view.categories[colour];
      keys.replaceChildren(category ? legend(category.names.map((name, i) => ({ name: words(name), colour: (ink: Ink) => shade(ink, colour, name, i), note: ` ${count(category.codes.filter(code => code === i).length)}` })).filter((_, i) => category.codes.includes(i))) : scaleOf(view, colour));
    };
    bar.replaceChildren(
      select("Colour by", options.map((name): [string, string] => [name, nameOf(name)]), colour, value => { colour = value; note(`/runs/${shown.id}/expression?colour=${encodeURIComponent(colour)}`); paint(); }),
      ...(view.times_h.length > 1 ? [select("Snapshot", view.times_h.map((each): [string, string] => [String(each), hours(each)]), String(view.time_h), value => { time = value; void read(); })] : []),
      select("Cells", ["500", "2000", "5000"].map((each): [string, string] => [each, `at most ${count(Number(each))}`]), String(sample), value => { sample = Number(value); void read(); }),
      choice("Layout", [["components", "components"], ["neighbours", "neighbours"]], layout, value => { layout = value; void read(); }));
    body.replaceChildren(section(`Cells at ${hours(view.time_h)}`, [], keys, chart.element, h("p", { class: "note" },
      `${view.cells === view.of ? `All ${count(view.of)}` : `${count(view.cells)} of the ${count(view.of)}`} cells of this snapshot in cells.h5ad; states of ${count(view.dimensions)} dimensions (${view.space}). `,
      layout === "components" ? `Principal components${view.explained.length > 1 ? `, which explain ${percent(view.explained[0]!, 1)} and ${percent(view.explained[1]!, 1)} of the variance of the sample` : ""}.` : "Neighbours stay together; distances between groups mean nothing.",
      " Click a cell to think a dose onto it.")));
    paint();
    virtual.replaceChildren();
    virtualCell(virtual, inner, shown, plane, tell => told.push(tell));
  }

  void read();
  shown.onProgress(progress => { if (isOver(progress.status)) void read(); });
};

export const nameOf = (column: string): string => column.startsWith("dose_") ? `dose of ${column.slice(5).replace(/_loss$/, " (loss)").replace(/_gain$/, " (gain)")}` : column === "birth_h" ? "time of birth" : words(column);

/** Axes end just beyond the cells, rather than at the next round number. */
const edge = (side: number) => (seen: { min: number; max: number }): number => (side < 0 ? seen.min : seen.max) + side * 0.04 * (seen.max - seen.min || 1);

const shade = (ink: Ink, column: string, name: string, index: number): string => column === "phase" ? ink.phase(name) : ink.series(index);

function range(view: Embedding, column: string): [number, number] {
  const values = (view.numbers[column] ?? []).filter((value): value is number => value !== null);
  return [Math.min(...values), Math.max(...values)];
}

function scaleOf(view: Embedding, column: string): HTMLElement {
  const [low, high] = range(view, column);
  const unit = view.units[column] ?? (column === "birth_h" ? "h" : "");
  if (column === "clone") return h("p", { class: "legend" }, "Each clone has a colour of its own, of eight that repeat.");
  return h("p", { class: "legend scale" }, `${number(low)} ${unit}`, h("span", { class: "ramp", "aria-hidden": "true" }), `${number(high)} ${unit}`);
}

function mix(colours: string[], share: number): string {
  const at = Math.max(0, Math.min(1, share)) * (colours.length - 1), i = Math.min(colours.length - 2, Math.floor(at)), f = at - i;
  const part = (colour: string, k: number) => parseInt(colour.slice(1 + 2 * k, 3 + 2 * k), 16);
  return `rgb(${[0, 1, 2].map(k => Math.round(part(colours[i]!, k) * (1 - f) + part(colours[i + 1]!, k) * f)).join()})`;
}

function draw(view: Embedding, column: string, picked: number, path: CellResponse | null, at: number, ink: Ink, width: number): Option {
  const category = view.categories[column];
  const values = view.numbers[column];
  const [low, high] = values ? range(view, column) : [0, 1];
  const colourOf = (i: number): string => category ? (category.codes[i]! < 0 ? ink.muted : shade(ink, column, category.names[category.codes[i]!]!, category.codes[i]!))
    : column === "clone" ? ink.series((values![i] ?? 0) % 8) : values![i] === null ? ink.muted : mix(ink.ramp, high > low ? (values![i]! - low) / (high - low) : 0);
  const axis = (name: string): Option => valueAxis(ink, { name: view.layout === "components" ? name : "", nameLocation: "middle", nameGap: 28, min: edge(-1), max: edge(1), splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: ink.line } }, axisLabel: { color: ink.muted, fontSize: 10, show: view.layout === "components", showMinLabel: false, showMaxLabel: false, formatter: (value: number) => number(value, 3) } });
  const size = view.cells > 2500 ? 4 : width < 500 ? 5 : 6;
  return {
    grid: { left: 44, right: 14, top: 12, bottom: 44 }, xAxis: axis("first component"), yAxis: axis("second component"),
    dataZoom: [{ type: "inside", xAxisIndex: 0, filterMode: "none", zoomOnMouseWheel: "ctrl" }, { type: "inside", yAxisIndex: 0, filterMode: "none", zoomOnMouseWheel: "ctrl" }],
    tooltip: {
      trigger: "item", ...tipBox(ink),
      formatter: (point: { value: [number, number, number?] }) => {
        const i = point.value[2];
        return i === undefined || i < 0 ? "" : tip(view.ids[i]!.slice(0, 8), [...Object.entries(view.categories).map(([name, each]) => ({ colour: "transparent", name: nameOf(name), value: each.names[each.codes[i]!] ?? "–" })),
          ...Object.entries(view.numbers).filter(([name]) => name === "clone" || name === "generation" || name.startsWith("dose_")).map(([name, each]) => ({ colour: "transparent", name: nameOf(name), value: `${number(each[i])} ${view.units[name] ?? ""}` }))]);
      },
    },
    series: [
      { id: "cells", type: "scatter", symbolSize: size, data: view.x.map((x, i) => ({ value: [x, view.y[i], i], itemStyle: { color: colourOf(i), opacity: 0.82 } })), emphasis: { scale: 1.6 }, z: 2 },
      ...(picked >= 0 ? [{ type: "scatter", symbol: "circle", symbolSize: size + 9, silent: true, data: [[view.x[picked], view.y[picked], -1]], itemStyle: { color: "transparent", borderColor: ink.text, borderWidth: 2 }, z: 4 }] : []),
      ...(path && view.layout === "components" ? [
        { type: "line", silent: true, showSymbol: false, data: path.x.map((x, i) => [x, path.y[i]]), lineStyle: { width: 2.5, color: ink.accent }, z: 5 },
        { type: "scatter", silent: true, symbol: "diamond", symbolSize: 15, data: [[path.x[at], path.y[at], -1]], itemStyle: { color: ink.accent, borderColor: ink.paper, borderWidth: 1.5 }, z: 6 }] : []),
    ],
  };
}
