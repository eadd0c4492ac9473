import { choice, h, section, select } from "./dom";
import { band, chart, figure, legend, overTime, redraw, replace, timeAxis, tip, valueAxis, zoom, type Key, type Option } from "./figure";
import { count, fixed, number } from "./format";
import type { CellMap, ExpressionCourse, ExpressionView, Payload, ResponseCourse } from "./payload";
import { dash, type Ink } from "./theme";

/** What sampled cells express: means over time, and the cells in the plane. */
export function expression(payload: Payload): HTMLElement {
  const view = payload.expression!;
  return section("expression", "Expression", ...(view.measures.length > 0 ? [courses(payload, view)] : []), ...(view.responses.length > 0 ? [responses(payload, view.responses)] : []), ...(view.map ? [map(view.map, view)] : []));
}

const of = (view: ExpressionView): string => view.scored < view.cells ? `${count(view.scored)} of the ${count(view.cells)} cells` : `the ${count(view.cells)} cells`;

function courses(payload: Payload, view: ExpressionView): HTMLElement {
  let by: "phase" | "condition" = view.courses.some(course => course.phase !== null) ? "phase" : "condition";
  let measure = 0;
  const conditions = [...new Set(view.courses.map(course => course.condition))];
  const phases = [...new Set(view.courses.flatMap(course => course.phase ?? []))];
  const end = Math.max(payload.run.duration_h, ...view.courses.flatMap(course => course.times));
  const place = h("div", {});
  const words = h("span", {});

  const plot = (name: string, height: number, shown: () => ExpressionCourse[], colour: (course: ExpressionCourse, colours: Ink) => string, label: (course: ExpressionCourse) => string, group?: string) =>
    chart(`${view.measures[measure]!.name} over time in ${name}`, height, (colours): Option => {
      // One scale for all panels: heights are there to be compared.
      const same = view.courses.filter(course => course.measure === measure && (by === "phase") === (course.phase !== null)).flatMap(course => course.values).filter((value): value is number => value !== null);
      const [low, high] = [Math.min(...same), Math.max(...same)];
      const step = [0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5].find(each => (high - low) / each <= 5) ?? 10;
      return {
        grid: { left: 52, right: 14, top: 10, bottom: 42 }, xAxis: timeAxis(colours, end), ...zoom,
        yAxis: valueAxis(colours, { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, interval: step }),
        tooltip: overTime(colours, i => shown().filter(course => course.values[i] !== null && course.values[i] !== undefined).map(course => ({ colour: colour(course, colours), name: label(course), value: `${fixed(course.values[i], 2)} (${count(course.cells[i])} cells)` }))),
        series: shown().map(course => ({
          type: "line", name: label(course), symbol: "circle", symbolSize: 6, data: course.times.map((time, i) => [time, course.values[i]]), connectNulls: true,
          lineStyle: { width: 2, color: colour(course, colours), type: by === "condition" ? dash(course.condition) : "solid" }, itemStyle: { color: colour(course, colours) },
        })),
      };
    }, group);

  const fill = () => {
    words.textContent = `${view.measures[measure]!.description} `;
    const own = () => view.courses.filter(course => course.measure === measure);
    if (by === "condition")
      replace(place, legend(conditions.map(name => ({ name, colour: (colours: Ink) => colours.conditions(name), shape: "line" as const }))),
        plot("all conditions", 300, () => own().filter(course => course.phase === null), (course, colours) => colours.conditions(course.condition), course => course.condition));
    else
      replace(place, legend(phases.map(name => ({ name, colour: (colours: Ink) => colours.phase(name), shape: "line" as const }))),
        h("div", { class: "panels" }, ...conditions.map(condition => h("div", { class: "panel" }, h("h3", {}, condition),
          plot(condition, 250, () => own().filter(course => course.condition === condition && course.phase !== null), (course, colours) => colours.phase(course.phase!), course => course.phase!, "expression")))));
  };
  queueMicrotask(fill);

  return figure("Expression over time",
    [select("what", view.measures.map(each => each.name), index => { measure = index; fill(); }),
      phases.length > 0 ? choice("Lines", [["phase", "by phase"], ["condition", "by condition"]], by, value => { by = value; fill(); }) : null],
    [place], [words, `Means over sampled cells: ${of(view)} in cells.h5ad. Genes are those that differ most between phases. Data: cells.h5ad.`]);
}

// How far a trained model moves genes, with the range of what the members of an ensemble say.
function responses(payload: Payload, all: ResponseCourse[]): HTMLElement {
  const genes = [...new Set(all.map(course => course.gene))];
  const tissues = [...new Set(all.map(course => course.tissue))];
  const conditions = [...new Set(all.map(course => course.condition))];
  const members = all[0]!.members;
  let [gene, tissue] = [genes[0]!, tissues[0]!];
  const place = h("div", {});
  const end = Math.max(payload.run.duration_h, ...all.flatMap(course => course.times));
  const fill = () => {
    const shown = all.filter(course => course.gene === gene && course.tissue === tissue);
    replace(place, legend(conditions.map(name => ({ name, colour: (colours: Ink) => colours.conditions(name), shape: "line" as const }))),
      chart(`Change of ${gene} over time by condition`, 280, (colours): Option => ({
        grid: { left: 52, right: 14, top: 10, bottom: 42 }, xAxis: timeAxis(colours, end), yAxis: valueAxis(colours), ...zoom,
        tooltip: overTime(colours, i => shown.map(course => ({ colour: colours.conditions(course.condition), name: course.condition, value: members > 1 ? `${fixed(course.change[i], 3)} (${fixed(course.low[i], 3)} to ${fixed(course.high[i], 3)})` : fixed(course.change[i], 3) }))),
        series: shown.flatMap(course => [
          ...(members > 1 ? [band(course.condition, course.times, course.low, course.high, colours.conditions(course.condition))] : []),
          { type: "line", name: course.condition, showSymbol: false, data: course.times.map((time, i) => [time, course.change[i]]), lineStyle: { width: 2, color: colours.conditions(course.condition), type: dash(course.condition) }, itemStyle: { color: colours.conditions(course.condition) } }]),
      })));
  };
  queueMicrotask(fill);
  return figure("What the model does to expression", [select("gene", genes, index => { gene = genes[index]!; fill(); }), tissues.length > 1 ? select("tissue", tissues, index => { tissue = tissues[index]!; fill(); }) : null], [place],
    [`Change against untouched cells, of the genes that move most, as the model says of its own control cells under the levels of each record. ${members > 1 ? `Lines are the mean of ${members} members of an ensemble, bands the range of what they say: what training left open, not all that is unknown. ` : "The model is no ensemble, so nothing is known of how sure it is. "}Data: response.csv.`]);
}

// Lightness rises from few to many, on either paper.
const ramp = (share: number, colours: Ink): string => {
  const [from, to] = colours.dark ? [[58, 72, 120], [250, 214, 110]] : [[214, 222, 240], [88, 28, 110]];
  return `rgb(${from!.map((value, i) => Math.round(value + share * (to![i]! - value))).join(",")})`;
};

function map(cells: CellMap, view: ExpressionView): HTMLElement {
  type By = "phase" | "condition" | "generation" | "time";
  let by: By = "phase";
  let where: "all" | "cycle" = "all";
  const place = h("div", {});
  const numbers = (of: "generation" | "time") => [...new Set(cells[of])].sort((a, b) => a - b);
  const share = (value: number, all: number[]) => all.length < 2 ? 1 : (value - all[0]!) / (all.at(-1)! - all[0]!);
  const named = (value: number): string => by === "phase" ? cells.phases[value] ?? "" : by === "condition" ? cells.conditions[value] ?? "" : by === "generation" ? `generation ${value}` : `${number(value)} h`;
  const values = (): number[] => by === "phase" ? cells.phases.map((_, i) => i) : by === "condition" ? cells.conditions.map((_, i) => i) : numbers(by);
  const colour = (value: number, colours: Ink): string => by === "phase" ? colours.phase(cells.phases[value]!) : by === "condition" ? colours.conditions(cells.conditions[value]!) : ramp(share(value, numbers(by)), colours);

  const keys = (): Key[] => {
    const all = values();
    const few = all.length <= 8 ? all : Array.from({ length: 6 }, (_, i) => all[Math.round(i * (all.length - 1) / 5)]!);
    return few.map(value => ({ name: named(value), colour: (colours: Ink) => colour(value, colours) }));
  };
  const draw = (colours: Ink): Option => {
    const bare = { type: "value", scale: true, axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false } };
    const scored = (name: string, gap: number) => ({ ...valueAxis(colours, { scale: true, name, nameLocation: "middle", nameGap: gap }), splitLine: { show: false }, axisLine: { show: true, onZero: false, lineStyle: { color: colours.muted } } });
    const [x, y] = where === "all" ? [cells.x, cells.y] : [cells.s, cells.g2_m];
    return {
      ...(where === "all" ? { grid: { left: 8, right: 8, top: 8, bottom: 8 }, xAxis: bare, yAxis: bare } : { grid: { left: 58, right: 12, top: 8, bottom: 44 }, xAxis: scored("S programme", 26), yAxis: scored("G2 and M programme", 42) }),
      tooltip: {
        trigger: "item", confine: true, backgroundColor: colours.paper, borderColor: colours.line, borderWidth: 1, padding: [8, 10], textStyle: { color: colours.text, fontSize: 12 },
        formatter: (point: { value: number[] }) => {
          const i = point.value[2]!;
          return tip(`${cells.phases[cells.phase[i]!]} at ${number(cells.time[i])} h`, [
            { colour: colours.conditions(cells.conditions[cells.condition[i]!]!), name: cells.conditions[cells.condition[i]!]!, value: `generation ${cells.generation[i]}` }]);
        },
      },
      series: [{
        type: "scatter", symbolSize: 4.5, data: x.map((across, i) => ({ value: [across, y[i]!, i], itemStyle: { color: colour(cells[by][i]!, colours), opacity: 0.85 } })),
        emphasis: { disabled: true },
      }],
    };
  };
  const fill = () => replace(place, legend(keys()), chart(`${cells.x.length} sampled cells in the plane, near each other where they express alike, coloured by ${by}`, 440, draw));
  queueMicrotask(fill);
  const options: (readonly [By, string])[] = [["phase", "phase"]];
  if (cells.conditions.length > 1) options.push(["condition", "condition"]);
  options.push(["generation", "generation"], ["time", "time"]);
  return figure("Sampled cells by what they express",
    [choice("Colour", options, by, value => { by = value; fill(); redraw(); }),
      cells.s.length > 0 ? choice("Place", [["all", "all genes"], ["cycle", "cycle genes"]], where, value => { where = value; fill(); redraw(); }) : null], [place],
    [`${count(cells.x.length)} of ${count(view.cells)} cells, laid out by UMAP on ${cells.components} principal components of ${count(cells.genes)} genes. Cells that are near each other express alike; distances between groups, axes and areas mean nothing there. Where what cells inherit outweighs their phase, descendants of one founder lie together. Data: cells.h5ad.`]);
}
