import { api, Problem } from "./api";
import { busy, empty, h, select } from "./dom";
import { Editor } from "./editor";
import { hours } from "./format";
import type { Part } from "./run";
import { go, link, refusal } from "./view";

const beginning = (at: number): string => `# What else could have happened from ${at} h on? Each condition here becomes a branch; all share the past and the draws.
conditions:
  stopped here: []
  starved:
    - { environment: oxygen, level: 1 %, from: ${at} h }
`;
const drugged = (at: number, compound: string): string => `# What else could have happened from ${at} h on? Each condition here becomes a branch; all share the past and the draws.
conditions:
  more ${compound}:
    - { compound: ${compound}, dose: 2 uM, from: ${at} h }
`;

/** Something done to one cell: the compound of the scenario, if it has one, else whatever the reader writes there. */
const aimed = (at: number, cell: string, compound: string | null): string => `# From ${at} h on, to one cell and what descends from it. All others live as before.
conditions:
  cell ${cell.slice(0, 8)}:
    - { ${compound ? `compound: ${compound}, dose: 2 uM` : "radiation: 2 Gy"}, from: ${at} h, target: { cell: ${cell} } }
`;

export const branch: Part = (place, life, shown) => {
  const detail = shown.detail();
  if (detail.branch_of) {
    const parent = detail.branch_of.run.split("/").at(-1)!;
    place.append(empty("This run is itself a fork. Fork ", link(`/runs/${parent}/branch`, parent), ", with branches that hold those of both."));
    return;
  }
  if (detail.conditions.length === 0) { place.append(empty("The run is not described yet. It can be forked as soon as its turn has come.")); return; }

  const cell = /^[0-9a-f]{32}$/.exec(shown.query.get("cell") ?? "")?.[0] ?? null;
  const half = Number(shown.query.get("at")) || Math.round((detail.duration_h ?? 48) / 2);
  const given = shown.query.get("condition");
  let condition = given !== null && detail.conditions.includes(given) ? given : detail.conditions[0]!;
  const first = cell ? aimed(half, cell, null) : beginning(half);
  const at = h("input", { id: "fork-at", value: `${half} h`, size: 8, spellcheck: "false" });
  const outcome = h("div", { class: "outcome", "aria-live": "polite" });
  const editor = new Editor("Branches (YAML)", first, 14, () => outcome.replaceChildren());
  const button = h("button", { type: "button", class: "primary", click: () => void send() }, "Fork the run");

  async function send(): Promise<void> {
    button.disabled = true;
    outcome.replaceChildren(busy("Forking …"));
    try {
      const run = await api.branch(shown.id, { at: at.value, branches: editor.text, condition }, life.signal);
      go(`/runs/${run.id}`);
    } catch (failed) {
      if (life.signal.aborted) return;
      if (failed instanceof Problem) editor.tell(failed.problems);
      outcome.replaceChildren(refusal(failed));
      button.disabled = false;
    }
  }

  place.append(h("p", { class: "lead" }, `A fork goes back to one time of this run, and from there on follows other interventions with the same draws: what differs is due to them alone. The run lasts ${hours(detail.duration_h)}.`),
    h("div", { class: "bar" }, h("label", { class: "field", for: "fork-at" }, h("span", {}, "Fork at"), at), select("of condition", detail.conditions.map((name): [string, string] => [name, name]), condition, value => { condition = value; })),
    editor.element, h("div", { class: "actions" }, button), outcome);

  // An example that fits: with a compound of this scenario, if it has one.
  void (async () => {
    try {
      const substances = (await api.timeseries(shown.id, { table: "exposure", by: "substance,unit", points: 2 }, life.signal)).series;
      const compound = substances.find(one => /M$|g\/L$/.test(one.key["unit"] ?? ""))?.key["substance"];
      if (editor.text !== first) return;
      if (cell) editor.text = aimed(half, cell, compound ?? null);
      else editor.text = compound ? drugged(half, compound) : beginning(half).split("\n").slice(0, 3).join("\n") + "\n";
    } catch { /* the first example stays */ }
  })();
};
