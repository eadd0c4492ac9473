import { api, type CellState } from "./api";
import { h } from "./dom";
import { followCell } from "./events";
import { count, hours, words } from "./format";
import type { Shown } from "./run";
import { link, refusal, type Life } from "./view";

const phases = ["G0", "G1", "S", "G2", "M"];
const why: Record<string, string> = {
  divided: "It divided.", died: "It died, and was cleared.", gone: "It ended between two looks; its row will say how.", part_over: "Another condition or replicate is under way now.", run_over: "The run is over.",
};

/** A time at which something can be done to a cell: the first half hour of its life that is no beginning. */
export const withinLife = (birth: number, end: number): number => {
  const first = Math.floor(Math.max(0, birth) * 2) / 2 + 0.5;
  return first < end ? first : Math.max(0.5, Math.floor(end * 2) / 2);
};

export const intervene = (shown: Shown, cell: string, condition: string, at: number): HTMLAnchorElement =>
  link(`/runs/${shown.id}/branch?cell=${cell}&condition=${encodeURIComponent(condition)}&at=${at}`, "Intervene on this cell", { class: "button" });

/** A living cell, followed while its run is under way: where it is in its cycle, and since when. */
export function livingCell(place: HTMLElement, life: Life, shown: Shown, id: string): void {
  const heading = h("h2", {}, "A living cell");
  const line = h("span", { class: "connection" });
  const facts = h("dl", { class: "facts" });
  const strip = h("div", { class: "strip", role: "img" });
  const outcome = h("div", { class: "actions", "aria-live": "polite" });
  const own = life.child();
  place.replaceChildren(h("section", { "aria-label": "Living cell" }, h("div", { class: "heading" }, heading, line), h("p", {}, h("code", { class: "id" }, id)), strip, facts, outcome));
  const passed: { phase: string; from: number }[] = [];

  function show(cell: CellState): void {
    heading.textContent = `${cell.cell_type}, generation ${cell.generation}, lives in ${cell.phase}`;
    if (passed.at(-1)?.phase !== cell.phase) passed.push({ phase: cell.phase, from: passed.length === 0 ? cell.entered_h : Math.max(cell.entered_h, passed.at(-1)!.from) });
    const begin = Math.max(cell.birth_h, passed[0]!.from), whole = Math.max(1e-9, cell.time_h - Math.min(begin, cell.birth_h));
    const pieces = [...(passed[0]!.from > cell.birth_h ? [{ phase: "before", from: cell.birth_h }] : []), ...passed];
    strip.replaceChildren(...pieces.map((piece, i) => {
      const part = h("span", { class: phases.includes(piece.phase) ? `bg-${piece.phase}` : "", title: `${piece.phase === "before" ? "not seen" : piece.phase} from ${hours(piece.from)}` });
      part.style.flexGrow = String(Math.max(0.002, ((pieces[i + 1]?.from ?? cell.time_h) - piece.from) / whole));
      return part;
    }));
    strip.setAttribute("aria-label", `Its phases: ${pieces.map(piece => `${piece.phase === "before" ? "not seen" : piece.phase} from ${hours(piece.from)}`).join(", ")}; now ${hours(cell.time_h)}`);
    facts.replaceChildren(...([["now", hours(cell.time_h)], [`in ${cell.phase} since`, hours(cell.entered_h)], ["born", cell.birth_h < 0 ? `founder, ${hours(cell.birth_h)}` : hours(cell.birth_h)], ["tissue", cell.tissue], ["founder", count(cell.founder)], ...(cell.held ? [["checkpoint", "held there"] as const] : [])] as const)
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
    if (outcome.childElementCount === 0) outcome.replaceChildren(...(shown.detail().branch_of ? [] : [intervene(shown, id, shown.detail().run.progress?.condition || shown.detail().conditions[0]!, withinLife(cell.birth_h, cell.time_h + 1))]));
  }

  void followCell(shown.id, id, show, now => { line.textContent = now === "live" ? "live" : now === "connecting" ? "connecting …" : ""; line.className = `connection ${now}`; }, own.signal).then(end => {
    if (end === null || own.signal.aborted) return;
    heading.textContent = heading.textContent!.replace(/, lives in .*/, "");
    outcome.replaceChildren(h("p", {}, why[end.why] ?? words(end.why)), ...end.daughters.map(daughter => h("button", { type: "button", click: () => { own.end(); livingCell(place, life, shown, daughter); } }, `Follow ${daughter.slice(0, 8)}`)));
  }).catch(failed => { if (!own.signal.aborted) place.replaceChildren(refusal(failed, () => livingCell(place, life, shown, id))); });
}

/** What can be asked of a cell that divided, while its daughters may live: to follow one. */
export async function daughters(shown: Shown, id: string, signal: AbortSignal, chosen: (daughter: string) => void): Promise<HTMLElement> {
  const answer = await api.cell(shown.id, id, signal);
  return h("div", { class: "actions" }, ...answer.daughters.map(daughter => h("button", { type: "button", click: () => chosen(daughter) }, `Follow ${daughter.slice(0, 8)}`)));
}
