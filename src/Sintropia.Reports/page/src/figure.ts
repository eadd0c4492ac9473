import { CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AxisPointerComponent, DataZoomInsideComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { connect, init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { h } from "./dom";
import { short } from "./format";
import { ink, inLight, onThemeChange, type Ink } from "./theme";

use([LineChart, CustomChart, ScatterChart, GridComponent, TooltipComponent, AxisPointerComponent, MarkLineComponent, DataZoomInsideComponent, SVGRenderer]);

// eslint-free page: options are plain objects that ECharts checks at run time.
export type Option = Record<string, unknown>;
export type Draw = (ink: Ink, width: number) => Option;

interface Drawn { host: HTMLElement; chart: EChartsType; draw: Draw }
let all: Drawn[] = [];

/** A chart that follows its width, the theme and the printer. Its words are for who cannot see it. */
export function chart(words: string, height: number, draw: Draw, group?: string): HTMLElement {
  const host = h("div", { class: "chart", role: "img", "aria-label": words });
  host.style.height = `${height}px`;
  // ECharts measures its host, which has a size only once it is on the page.
  pending.push(() => {
    const made = init(host, null, { renderer: "svg" });
    if (group) { made.group = group; connect(group); }
    const drawn = { host, chart: made, draw };
    all.push(drawn);
    render(drawn);
    let width = host.clientWidth;
    new ResizeObserver(() => { if (host.clientWidth !== width && host.isConnected) { width = host.clientWidth; render(drawn); } }).observe(host);
  });
  return host;
}

const pending: (() => void)[] = [];
/** Draws what has been put on the page since the last call. */
export function flush(): void { while (pending.length > 0) pending.shift()!(); }

function render({ host, chart: made, draw }: Drawn): void {
  const colours = ink();
  made.resize({ width: host.clientWidth, height: host.clientHeight });
  made.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(document.body).getPropertyValue("--sans"), color: colours.text }, ...draw(colours, host.clientWidth) }, { notMerge: true });
  made.getZr().flush(); // a printer does not wait for the next frame
}

export function redraw(): void {
  for (const drawn of all.filter(each => !each.host.isConnected)) drawn.chart.dispose();
  all = all.filter(each => each.host.isConnected);
  all.forEach(render);
}
onThemeChange(redraw);

/** Puts new charts where old ones were. */
export function replace(place: HTMLElement, ...children: Node[]): void {
  place.replaceChildren(...children);
  for (const drawn of all.filter(each => !each.host.isConnected)) drawn.chart.dispose();
  all = all.filter(each => each.host.isConnected);
  flush();
}

let figures = 0;
/** Title, controls, charts, and a caption that can be read alone. */
export function figure(title: string, controls: (Node | null)[], body: Node[], caption: (Node | string)[], savable = true): HTMLElement {
  const ordinal = ++figures;
  const place = h("div", { class: "plates" }, ...body);
  const save = h("button", { type: "button", class: "quiet", title: "Save the charts of this figure as SVG", click: () => inLight(() => saveSvg(place, `figure-${ordinal}`)) }, "SVG");
  return h("figure", {},
    controls.some(Boolean) ? h("div", { class: "bar" }, h("div", { class: "controls" }, ...controls), save) : savable ? h("div", { class: "corner" }, save) : null,
    place,
    h("figcaption", {}, h("b", {}, `Figure ${ordinal}. ${title}.`), " ", ...caption));
}

function saveSvg(place: HTMLElement, name: string): void {
  place.querySelectorAll("svg").forEach((svg, i) => {
    const copy = svg.cloneNode(true) as SVGElement;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    h("a", { href: address, download: `${name}${i > 0 ? `-${i + 1}` : ""}.svg` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
}

export interface Key { name: string; colour: (ink: Ink) => string; shape?: "line" | "box" | "symbol"; symbol?: string; note?: string }

/** A legend as text, so that it wraps, prints, and never covers the data. */
export function legend(keys: Key[]): HTMLElement {
  const list = h("ul", { class: "legend" });
  const fill = () => list.replaceChildren(...keys.map(key => {
    const swatch = h("span", { class: `swatch ${key.shape ?? "box"}`, "aria-hidden": "true" }, key.symbol ?? "");
    if (key.shape === "symbol") swatch.style.color = key.colour(ink());
    else swatch.style.background = key.colour(ink());
    return h("li", {}, swatch, key.name, key.note ? h("span", { class: "note" }, key.note) : null);
  }));
  fill();
  onThemeChange(fill);
  return list;
}

/** The parts that every chart over time shares. */
export const timeAxis = (colours: Ink, max: number, name = "time, h", min = 0): Option => ({
  type: "value", min, max, name, nameLocation: "middle", nameGap: 26, nameTextStyle: { color: colours.muted, fontSize: 12 },
  // Cells live by the day: ticks at its parts rather than at tens.
  interval: [1, 2, 3, 4, 6, 12, 24, 48, 72, 96, 120, 168, 240, 336, 480, 720].find(step => (max - min) / step <= 9), 
  axisLine: { onZero: false, lineStyle: { color: colours.muted } }, axisTick: { lineStyle: { color: colours.muted } },
  splitLine: { show: false }, axisLabel: { color: colours.muted, fontSize: 11, hideOverlap: true, formatter: (value: number) => short(value) },
});

export const valueAxis = (colours: Ink, extra: Option = {}): Option => ({
  type: "value", axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: colours.line } }, splitNumber: 4,
  nameTextStyle: { color: colours.muted, fontSize: 12 },
  axisLabel: { color: colours.muted, fontSize: 11, hideOverlap: true, formatter: (value: number) => short(value) }, ...extra,
});

export const zoom: Option = { dataZoom: [{ type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseMove: true, preventDefaultMouseMove: false }] };

export interface Reading { colour: string; name: string; value: string }
interface Point { seriesName: string; seriesIndex: number; dataIndex: number; value: unknown; axisValue: number }

/** A tooltip over time, built of nodes rather than of HTML. */
export const overTime = (colours: Ink, read: (dataIndex: number, points: Point[]) => Reading[]): Option => ({
  trigger: "axis", confine: true, backgroundColor: colours.paper, borderColor: colours.line, borderWidth: 1, padding: [8, 10], textStyle: { color: colours.text, fontSize: 12 },
  axisPointer: { type: "line", lineStyle: { color: colours.muted, type: "solid", width: 1 } },
  formatter: (points: Point[]) => tip(`${+points[0]!.axisValue.toFixed(3)} h`, read(points[0]!.dataIndex, points)),
});

export function tip(title: string, readings: Reading[]): HTMLElement {
  return h("div", { class: "tip" }, h("b", {}, title), ...readings.map(reading => {
    const dot = h("i", {});
    dot.style.background = reading.colour;
    return h("div", {}, dot, h("span", {}, reading.name), h("em", {}, reading.value));
  }));
}

/** Dashed lines where interventions begin and end. */
export const onsets = (times: { at: number; colour: string }[]): Option => ({
  silent: true, symbol: "none", label: { show: false }, animation: false,
  data: times.map(({ at, colour }) => ({ xAxis: at, lineStyle: { color: colour, type: [3, 3], width: 1, opacity: 0.8 } })),
});

export const zoomHint = (): HTMLElement => h("span", { class: "screen" }, "Hold Ctrl and scroll to zoom.");

interface RenderApi { coord(point: number[]): number[]; value(dimension: number): number; size(extent: number[]): number[] }
/** Names where lines end, pushed apart where these end together. */
export const endNames = (ends: { name: string; colour: string; value: number }[], room: number): Option => ({
  type: "custom", silent: true, clip: false, tooltip: { show: false }, z: 5, data: ends.length > 0 ? [[0, ends[0]!.value]] : [],
  renderItem: (params: { coordSys: { x: number; y: number; width: number; height: number } }, api: RenderApi) => {
    const { x, y, width, height } = params.coordSys;
    const line = 14;
    const placed = ends.map(end => ({ ...end, at: api.coord([0, end.value])[1]! })).filter(end => Number.isFinite(end.at)).sort((a, b) => a.at - b.at);
    placed.forEach((end, i) => { if (i > 0) end.at = Math.max(end.at, placed[i - 1]!.at + line); });
    // What was pushed past the bottom goes back up, and takes its neighbours along.
    for (let i = placed.length - 1, floor = y + height; i >= 0; i--, floor -= line) placed[i]!.at = Math.min(placed[i]!.at, floor);
    return {
      type: "group",
      children: placed.map(end => ({ type: "text", x: x + width + 6, y: end.at, style: { text: end.name, fill: end.colour, fontSize: 12, width: room, overflow: "truncate", verticalAlign: "middle" } })),
    };
  },
});

/** The range between two courses. */
export const band = (name: string, times: number[], low: (number | null)[], high: (number | null)[], colour: string): Option => {
  const at = times.map((_, i) => i).filter(i => low[i] !== null && high[i] !== null && low[i] !== undefined && high[i] !== undefined);
  return {
    type: "custom", name, silent: true, clip: true, tooltip: { show: false }, z: 1,
    data: at.length > 0 ? [[times[at[0]!], high[at[0]!]]] : [],
    renderItem: (_: unknown, api: RenderApi) => ({
      type: "polygon",
      shape: { points: [...at.map(i => api.coord([times[i]!, high[i]!])), ...[...at].reverse().map(i => api.coord([times[i]!, low[i]!]))] },
      style: { fill: colour, opacity: 0.18 },
    }),
  };
};
