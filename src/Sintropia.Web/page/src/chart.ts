import { CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AxisPointerComponent, DataZoomInsideComponent, GridComponent, MarkLineComponent, TooltipComponent, VisualMapContinuousComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { h } from "./dom";
import { number, short } from "./format";
import { dash, ink, onThemeChange, type Ink } from "./theme";

use([LineChart, ScatterChart, CustomChart, GridComponent, TooltipComponent, AxisPointerComponent, MarkLineComponent, DataZoomInsideComponent, VisualMapContinuousComponent, SVGRenderer, CanvasRenderer]);

// Options are plain objects that ECharts checks at run time.
export type Option = Record<string, unknown>;
export type Draw = (ink: Ink, width: number) => Option;

/** A chart that follows its width and the theme. Its words are for who cannot see it. */
export class Chart {
  readonly element: HTMLElement;
  private chart: EChartsType | null = null;
  private readonly watcher: ResizeObserver;
  private readonly deaf: () => void;

  constructor(words: string, height: number, private draw: Draw, private readonly renderer: "svg" | "canvas" = "svg", private readonly made?: (chart: EChartsType) => void) {
    this.element = h("div", { class: "chart", role: "img", "aria-label": words });
    this.element.style.height = `${height}px`;
    let width = 0;
    this.watcher = new ResizeObserver(() => {
      if (this.element.clientWidth === 0 || this.element.clientWidth === width) return;
      width = this.element.clientWidth;
      this.render();
    });
    this.watcher.observe(this.element);
    this.deaf = onThemeChange(() => this.render());
  }

  /** Draws anew, with other data. */
  update(draw: Draw, words?: string): void {
    this.draw = draw;
    if (words !== undefined) this.element.setAttribute("aria-label", words);
    this.render();
  }

  render(): void {
    if (!this.element.isConnected || this.element.clientWidth === 0) return; // ECharts measures its host
    if (this.chart === null) {
      this.chart = init(this.element, null, { renderer: this.renderer });
      this.made?.(this.chart);
    }
    const colours = ink();
    this.chart.resize({ width: this.element.clientWidth, height: this.element.clientHeight });
    this.chart.setOption({ animation: false, textStyle: { fontFamily: "system-ui, sans-serif", color: colours.text }, ...this.draw(colours, this.element.clientWidth) }, { notMerge: true });
  }

  dispose(): void {
    this.watcher.disconnect();
    this.deaf();
    this.chart?.dispose();
    this.chart = null;
  }
}

export const timeAxis = (colours: Ink, max: number, name = "time, h", min = 0): Option => ({
  type: "value", min, max: max > min ? max : min + 1, name, nameLocation: "middle", nameGap: 26, nameTextStyle: { color: colours.muted, fontSize: 12 },
  // Cells live by the day: ticks at its parts rather than at tens.
  interval: [0.5, 1, 2, 3, 4, 6, 12, 24, 48, 72, 96, 120, 168, 240, 336, 480, 720].find(step => (max - min) / step <= 7),
  axisLine: { onZero: false, lineStyle: { color: colours.muted } }, axisTick: { lineStyle: { color: colours.muted } },
  splitLine: { show: false }, axisLabel: { color: colours.muted, fontSize: 11, hideOverlap: true, showMaxLabel: false, formatter: (value: number) => short(value) },
});

export const valueAxis = (colours: Ink, extra: Option = {}): Option => ({
  type: "value", axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: colours.line } }, splitNumber: 4,
  nameTextStyle: { color: colours.muted, fontSize: 12 }, axisLabel: { color: colours.muted, fontSize: 11, hideOverlap: true, formatter: (value: number) => short(value) }, ...extra,
});

export interface Reading { colour: string; name: string; value: string }

/** A tooltip, built of nodes rather than of HTML. */
export function tip(title: string, readings: Reading[]): HTMLElement {
  return h("div", { class: "tip" }, h("b", {}, title), ...readings.map(reading => {
    const dot = h("i", {});
    dot.style.background = reading.colour;
    return h("div", {}, dot, h("span", {}, reading.name), h("em", {}, reading.value));
  }));
}

export const tipBox = (colours: Ink): Option => ({ confine: true, backgroundColor: colours.paper, borderColor: colours.line, borderWidth: 1, padding: [8, 10], textStyle: { color: colours.text, fontSize: 12 } });

export interface Line { name: string; times: number[]; values: (number | null)[]; colour: (ink: Ink) => string; dash?: "solid" | "dashed" | "dotted"; step?: boolean }
export interface Lines { lines: Line[]; end: number; start?: number; unit?: string; log?: boolean; stack?: boolean; near?: boolean; max?: number; marks?: number[]; name?: string; now?: number | null }

const least = (lines: Line[]) => Math.min(...lines.flatMap(line => line.values).filter((value): value is number => value !== null && value > 0));

/** Courses over time. */
export const overTime = (chosen: () => Lines): Draw => colours => {
  const { lines, end, start = 0, unit = "", log = false, stack = false, near = false, max, name, now } = chosen();
  const value = (each: number | null) => (log && !(each !== null && each > 0) ? null : each);
  return {
    grid: { left: name ? 64 : 52, right: 14, top: 12, bottom: 44 }, xAxis: timeAxis(colours, end, "time, h", start),
    yAxis: valueAxis(colours, { ...(log ? { type: "log", min: Number.isFinite(least(lines)) ? 10 ** Math.floor(Math.log10(least(lines))) : 1 } : near ? { scale: true, splitNumber: 3 } : { max: max ?? null, ...(max === 100 ? { interval: 25 } : {}) }), ...(name ? { name, nameLocation: "middle", nameGap: 46 } : {}) }),
    dataZoom: [{ type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseMove: true, preventDefaultMouseMove: false }],
    tooltip: {
      trigger: "axis", ...tipBox(colours), axisPointer: { type: "line", lineStyle: { color: colours.muted, type: "solid", width: 1 } },
      formatter: (points: { axisValue: number; seriesIndex: number; value: [number, number | null] }[]) => tip(`${+points[0]!.axisValue.toFixed(3)} h`,
        points.filter(point => lines[point.seriesIndex] && point.value[1] !== null).map(point => ({ colour: lines[point.seriesIndex]!.colour(colours), name: lines[point.seriesIndex]!.name, value: `${number(point.value[1])}${unit ? ` ${unit}` : ""}` }))),
    },
    series: lines.map((line, i) => ({
      type: "line", name: line.name, showSymbol: line.times.length === 1, symbol: "circle", symbolSize: 5, data: line.times.map((time, k) => [time, value(line.values[k] ?? null)]), step: line.step ? "start" : false, // a record holds the mean of what was before it
      ...(stack ? { stack: "all", areaStyle: { color: line.colour(colours), opacity: 1 }, lineStyle: { width: 0.6, color: colours.paper } } : { lineStyle: { width: 2, color: line.colour(colours), type: line.dash ?? dash(i) } }),
      itemStyle: { color: line.colour(colours) }, emphasis: { disabled: true },
      markLine: i === 0 && now !== null && now !== undefined ? { silent: true, symbol: "none", label: { show: false }, data: [{ xAxis: now, lineStyle: { color: colours.accent, type: "solid", width: 1 } }] } : undefined,
    })),
  };
};

/** A legend as text, so that it wraps and never covers the data. */
export function legend(keys: { name: string; colour: (ink: Ink) => string; line?: boolean; note?: string }[]): HTMLElement {
  const list = h("ul", { class: "legend" });
  const fill = () => list.replaceChildren(...keys.map(key => {
    const swatch = h("span", { class: `swatch${key.line ? " line" : ""}`, "aria-hidden": "true" });
    swatch.style.background = key.colour(ink());
    return h("li", {}, swatch, key.name, key.note ? h("span", { class: "note" }, key.note) : null);
  }));
  fill();
  const deaf = onThemeChange(() => (list.isConnected ? fill() : deaf()));
  return list;
}
