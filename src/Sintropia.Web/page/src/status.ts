import type { RunPosition, RunStatus } from "./api";
import { h } from "./dom";
import { count, hours, percent, span } from "./format";

const named: Record<RunStatus, string> = { queued: "waiting", running: "running", paused: "paused", completed: "complete", cancelled: "cancelled", failed: "failed" };

export const badge = (status: RunStatus): HTMLElement => h("span", { class: `badge ${status}` }, named[status]);

export function bar(done: number, label: string): HTMLElement {
  const fill = h("span", {});
  fill.style.width = `${100 * done}%`;
  return h("div", { class: "progress", role: "progressbar", "aria-label": label, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round(100 * done) }, fill);
}

/** How far a run is, in words. */
export function position(p: RunPosition): string {
  if (p.status === "completed") return [p.parts > 1 ? `${p.parts} parts of ${hours(p.duration_h)}` : `${hours(p.duration_h)} · ${count(p.living)} living cells at the end`, p.wall_seconds > 0 ? `took ${span(p.wall_seconds)}` : ""].filter(Boolean).join(" · ");
  const part = p.parts > 1 ? `part ${p.part} of ${p.parts} (${p.condition}${p.replicate > 1 ? `, replicate ${p.replicate}` : ""}), ` : "";
  return `${percent(p.done)} · ${part}${hours(p.time_h)} of ${hours(p.duration_h)} · ${count(p.living)} living cells`;
}

export const left = (p: RunPosition): string => p.status === "running" && p.done > 0.02 && p.wall_seconds > 1 ? `about ${span(p.wall_seconds * (1 - p.done) / p.done)} left` : "";
export const isOver = (status: RunStatus): boolean => status === "completed" || status === "cancelled" || status === "failed";
