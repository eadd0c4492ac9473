import { api, Problem, type CellLife } from "./api";
import { daughters, intervene, livingCell, withinLife } from "./cell";
import { busy, empty, h, select, svg, table } from "./dom";
import { count, hours, words } from "./format";
import type { Part, Shown } from "./run";
import { isOver } from "./status";
import { note, refusal, type Life } from "./view";

const most = 600;
const phaseNames = ["G0", "G1", "S", "G2", "M"];
const signs: Record<string, string> = { apoptosis: "×", necrosis: "◆", mitotic_death: "▲", senescent: "■" };
const isCell = /^[0-9a-f]{32}$/i;

interface Place { condition: string; replicate: number; founder: number }

/** Trees of clones: one bar a cell, from birth to its end; arrow keys walk from mother to daughter. */
export const lineage: Part = (place, life, shown) => {
  const detail = shown.detail();
  if (detail.conditions.length === 0) { place.append(empty("The run is not described yet.")); return; }
  const at: Place = { condition: shown.query.get("condition") ?? detail.conditions[0]!, replicate: Number(shown.query.get("replicate") ?? 1), founder: Number(shown.query.get("founder") ?? 0) };
  let wanted = shown.query.get("cell");
  const body = h("div", {});
  const number = h("input", { id: "founder", type: "number", min: 0, value: at.founder, change: () => { at.founder = Math.max(0, Math.floor(Number(number.value))); wanted = null; void read(); } });
  const search = h("input", { id: "find-cell", placeholder: "32 hexadecimal digits", spellcheck: "false", size: 34 });
  const conditions = select("Condition", detail.conditions.map((name): [string, string] => [name, name]), at.condition, value => { at.condition = value; void read(); });
  const replicates = select("Replicate", Array.from({ length: Math.max(1, detail.replicates) }, (_, i): [string, string] => [String(i + 1), String(i + 1)]), String(at.replicate), value => { at.replicate = Number(value); void read(); });
  const step = (by: number) => { at.founder = Math.max(0, at.founder + by); number.value = String(at.founder); wanted = null; void read(); };
  place.append(h("div", { class: "bar" }, conditions, detail.replicates > 1 ? replicates : null,
    h("div", { class: "field" }, h("label", { for: "founder" }, "Founder"), h("span", { class: "stepper" }, h("button", { type: "button", "aria-label": "Founder before", click: () => step(-1) }, "‹"), number, h("button", { type: "button", "aria-label": "Next founder", click: () => step(1) }, "›"))),
    h("form", { class: "field", submit: event => { event.preventDefault(); void find(); } }, h("label", { for: "find-cell" }, "Find a cell"), h("span", { class: "stepper" }, search, h("button", {}, "Find")))), body);

  async function find(): Promise<void> {
    const id = search.value.trim().toLowerCase();
    if (!isCell.test(id)) { body.replaceChildren(refusal("This is no identity of a cell. Give the 32 hexadecimal digits that stand in cells.csv, lineage.csv or cells.h5ad.")); return; }
    await life.try(body, async () => {
      const answer = await api.cell(shown.id, id, life.signal);
      const here = answer.lives.find(each => each.condition === at.condition && each.replicate === at.replicate) ?? answer.lives[0];
      if (answer.state && !isOver(shown.detail().run.status)) livingCell(body, life, shown, id);
      else if (here) {
        [at.condition, at.replicate, at.founder] = [here.condition, here.replicate, here.founder];
        (conditions.querySelector("select") as HTMLSelectElement).value = at.condition;
        (replicates.querySelector("select") as HTMLSelectElement).value = String(at.replicate);
        number.value = String(at.founder);
        wanted = id;
        await read();
      }
    });
  }

  const read = (): Promise<boolean> => {
    body.replaceChildren(busy("Reading the clone …"));
    note(`/runs/${shown.id}/lineage?condition=${encodeURIComponent(at.condition)}&replicate=${at.replicate}&founder=${at.founder}${wanted ? `&cell=${wanted}` : ""}`);
    return life.try(body, async () => {
      try {
        const clone = await api.cells(shown.id, { condition: at.condition, replicate: at.replicate, founder: at.founder, limit: most }, life.signal);
        if (clone.cells.length === 0) body.replaceChildren(empty(`No cell of founder ${at.founder} has ended yet in ${at.condition}, replicate ${at.replicate}, or there is no such founder. Founders are numbered from 0.`));
        else body.replaceChildren(...tree(clone.cells, clone.truncated, wanted, life, shown, daughter => livingCell(body, life, shown, daughter), body.clientWidth));
      } catch (failed) {
        if (!(failed instanceof Problem && failed.kind === "no-lineage")) throw failed;
        body.replaceChildren(empty("No lineage: the run keeps none, or has written none yet. Write ", h("code", {}, "lineage: kept"), " in the scenario and run it again; the result stays the same to the last bit."));
      }
    }, () => void read());
  };
  void read();
};

function tree(cells: CellLife[], truncated: boolean, wanted: string | null, life: Life, shown: Shown, alive: (daughter: string) => void, room: number): HTMLElement[] {
  const byId = new Map(cells.map(cell => [cell.id, cell]));
  const children = new Map<string, CellLife[]>();
  const roots: CellLife[] = [];
  for (const cell of cells) if (cell.parent && byId.has(cell.parent)) children.set(cell.parent, [...(children.get(cell.parent) ?? []), cell]); else roots.push(cell);
  for (const pair of children.values()) pair.sort((a, b) => a.id.localeCompare(b.id));

  // Leaves on rows of their own, mothers half-way between their daughters.
  const row = new Map<string, number>();
  const order: CellLife[] = [];
  let leaves = 0;
  const stack = roots.map(cell => ({ cell, done: false })).reverse();
  while (stack.length > 0) {
    const top = stack.pop()!;
    const young = children.get(top.cell.id) ?? [];
    if (top.done) row.set(top.cell.id, young.reduce((sum, child) => sum + row.get(child.id)!, 0) / young.length);
    else {
      order.push(top.cell);
      if (young.length === 0) row.set(top.cell.id, leaves++);
      else stack.push({ cell: top.cell, done: true }, ...[...young].reverse().map(cell => ({ cell, done: false })));
    }
  }

  const begin = Math.min(0, ...cells.map(cell => cell.birth_h));
  const end = Math.max(shown.detail().duration_h ?? 0, ...cells.map(cell => cell.end_h));
  // Drawn at the width that there is, so that letters keep their shape; beside the tree stands the chosen cell.
  const width = Math.max(680, Math.round((room > 760 ? room * 9 / 14 : room) - 40)), left = 8, right = 28;
  const pitch = Math.max(7, Math.min(20, 420 / leaves)), height = Math.max(3, pitch * 0.6);
  const x = (time: number) => left + (width - left - right) * (time - begin) / (end - begin || 1);
  const y = (id: string) => (row.get(id)! + 0.8) * pitch;
  const whole = leaves * pitch + 34;
  const nodes = new Map<string, SVGGElement>();
  const picture = svg("svg", { viewBox: `0 0 ${width} ${whole}`, class: "tree", role: "tree", "aria-label": `Clone of ${cells.length} cells. Arrow keys go from mother to daughter and to neighbours.`, width, height: whole });
  for (const cell of order) {
    const young = children.get(cell.id) ?? [];
    const top = y(cell.id) - height / 2;
    const parts: SVGElement[] = [];
    if (young.length > 0) parts.push(svg("line", { class: "fork", x1: x(cell.end_h), x2: x(cell.end_h), y1: Math.min(...young.map(child => y(child.id))), y2: Math.max(...young.map(child => y(child.id))) }));
    parts.push(svg("rect", { class: "life", x: x(cell.birth_h), y: top, width: Math.max(1, x(cell.end_h) - x(cell.birth_h)), height }));
    let at = cell.birth_h;
    cell.phases_h.forEach((time, i) => {
      if (time > 0) parts.push(svg("rect", { class: `phase-${phaseNames[i]}`, x: x(at), y: top, width: Math.max(0.3, x(Math.min(at + time, cell.end_h)) - x(at)), height }));
      at += time;
    });
    const sign = signs[cell.fate];
    if (sign) parts.push(svg("text", { class: "sign", x: x(cell.end_h) + 3, y: y(cell.id) + 4, "font-size": Math.min(14, pitch + 4) }, sign));
    parts.push(svg("rect", { class: "hit", x: x(cell.birth_h) - 2, y: y(cell.id) - pitch / 2, width: Math.max(6, x(cell.end_h) - x(cell.birth_h) + 4), height: pitch }));
    const g = svg("g", { role: "treeitem", tabindex: "-1", "aria-level": cell.generation + 1, "aria-label": `${cell.cell_type} ${cell.id.slice(0, 8)}, generation ${cell.generation}, ${words(cell.fate)} at ${hours(cell.end_h)}`, "data-cell": cell.id, click: () => choose(cell, true) }, ...parts, svg("title", {}, `${cell.id}\n${words(cell.fate)} at ${hours(cell.end_h)}`));
    nodes.set(cell.id, g);
    picture.append(g);
  }
  const stepH = [1, 2, 4, 6, 12, 24, 48, 96, 168, 336].find(each => (end - begin) / each <= width / 72) ?? 720;
  for (let time = Math.ceil(begin / stepH) * stepH; time <= end; time += stepH)
    picture.append(svg("line", { class: "tick", x1: x(time), x2: x(time), y1: whole - 30, y2: whole - 25 }), svg("text", { class: "tick", x: x(time), y: whole - 12, "text-anchor": "middle" }, `${time} h`));

  const side = h("section", { class: "kin", "aria-label": "Chosen cell", "aria-live": "polite" });
  let current: CellLife = byId.get(wanted ?? "") ?? roots[0] ?? order[0]!;
  let asked = new AbortController();
  life.onEnd(() => asked.abort());

  function choose(cell: CellLife, focus: boolean): void {
    nodes.get(current.id)?.setAttribute("tabindex", "-1");
    nodes.get(current.id)?.removeAttribute("aria-selected");
    current = cell;
    const node = nodes.get(cell.id)!;
    node.setAttribute("tabindex", "0");
    node.setAttribute("aria-selected", "true");
    if (focus) node.focus({ preventScroll: false });
    picture.querySelectorAll(".ancestor").forEach(each => each.classList.remove("ancestor"));
    for (let up = byId.get(cell.parent ?? ""); up; up = byId.get(up.parent ?? "")) nodes.get(up.id)?.classList.add("ancestor");
    tell(cell);
  }

  function tell(cell: CellLife): void {
    asked.abort();
    asked = new AbortController();
    const signal = asked.signal;
    const kin = h("div", {}, busy("Asking for its kin …"));
    const more = h("div", { class: "actions" });
    if (!shown.detail().branch_of) more.append(intervene(shown, cell.id, cell.condition, withinLife(cell.birth_h, cell.end_h)));
    const now = shown.detail().run.progress;
    if (cell.fate === "divided" && !children.has(cell.id) && !isOver(shown.detail().run.status) && now?.condition === cell.condition && now.replicate === cell.replicate)
      void daughters(shown, cell.id, signal, alive).then(found => more.prepend(found)).catch(() => undefined);
    side.replaceChildren(h("h2", {}, `${cell.cell_type}, generation ${cell.generation}`), h("p", {}, h("code", { class: "id" }, cell.id)),
      h("dl", { class: "facts" }, ...([["born", cell.birth_h < 0 ? `founder, ${hours(cell.birth_h)}` : hours(cell.birth_h)], [words(cell.fate), hours(cell.end_h)], ["lived", hours(cell.end_h - cell.birth_h)], ["tissue", cell.tissue],
        ...phaseNames.map((name, i) => [name, hours(cell.phases_h[i])] as const).filter((_, i) => cell.phases_h[i]! > 0)] as const).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))), more, kin);
    const where = { condition: cell.condition, replicate: cell.replicate };
    void (async () => {
      try {
        const [ancestors, descendants] = [await api.ancestors(shown.id, cell.id, where, signal), await api.descendants(shown.id, cell.id, { ...where, limit: most }, signal)];
        const list = (of: CellLife[]) => table("Kin", [
          { name: "Cell", of: (each: CellLife) => byId.has(each.id) ? h("button", { type: "button", class: "linkish mono", "aria-label": `Go to ${each.id}`, click: () => choose(byId.get(each.id)!, true) }, each.id.slice(0, 8)) : h("code", {}, each.id.slice(0, 8)), mono: true },
          { name: "Gen.", of: (each: CellLife) => each.generation, number: true }, { name: "Born", of: (each: CellLife) => hours(each.birth_h), number: true }, { name: "End", of: (each: CellLife) => hours(each.end_h), number: true }, { name: "Fate", of: (each: CellLife) => words(each.fate) }], of);
        kin.replaceChildren(h("h3", {}, ancestors.cells.length === 0 ? "A founder: no ancestors" : `${count(ancestors.cells.length)} ${ancestors.cells.length === 1 ? "ancestor" : "ancestors"}`), ...(ancestors.cells.length > 0 ? [list(ancestors.cells)] : []),
          h("h3", {}, descendants.cells.length === 0 ? "No descendants" : `${descendants.truncated ? "More than " : ""}${count(descendants.cells.length)} descendants`), ...(descendants.cells.length > 0 ? [list(descendants.cells.slice(0, 30)), descendants.cells.length > 30 ? h("p", { class: "note" }, "The first 30 are listed.") : ""] : []));
      } catch (failed) { if (!signal.aborted) kin.replaceChildren(refusal(failed)); }
    })();
  }

  picture.addEventListener("keydown", event => {
    const sorted = () => [...order].sort((a, b) => row.get(a.id)! - row.get(b.id)! || a.generation - b.generation);
    const beside = (by: number) => {
      const same = sorted().filter(each => each.generation === current.generation);
      return same[same.indexOf(current) + by];
    };
    const next = ({ ArrowLeft: () => byId.get(current.parent ?? ""), ArrowRight: () => children.get(current.id)?.[0], ArrowUp: () => beside(-1), ArrowDown: () => beside(1), Home: () => roots[0], End: () => order.at(-1) } as Record<string, () => CellLife | undefined>)[event.key]?.();
    if (!next) return;
    event.preventDefault();
    choose(next, true);
  });

  queueMicrotask(() => choose(current, false));
  const fates = new Set(cells.map(cell => cell.fate));
  return [
    h("ul", { class: "legend" }, ...phaseNames.filter((_, i) => cells.some(cell => cell.phases_h[i]! > 0)).map(name => h("li", {}, h("span", { class: `swatch bg-${name}` }), name)), ...Object.entries(signs).filter(([fate]) => fates.has(fate)).map(([fate, sign]) => h("li", {}, h("b", { "aria-hidden": "true" }, sign), words(fate)))),
    h("p", { class: "note" }, `${count(cells.length)} cells of founder ${cells[0]!.founder}${truncated ? `: the first ${most} that ended; the table has all of them` : ""}. Click a cell, or walk with the arrow keys: left to the mother, right to a daughter, up and down to neighbours.`),
    h("div", { class: "browser" }, h("div", { class: "scroll tree-frame" }, picture as unknown as HTMLElement), side),
  ];
}
