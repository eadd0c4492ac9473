import { api, type CellResponse, type RunPredictor } from "./api";
import { Chart, overTime } from "./chart";
import { panel, section } from "./charts";
import { busy, empty, h, select } from "./dom";
import type { Plane } from "./expression";
import { hours, number } from "./format";
import type { Shown } from "./run";
import { refusal, type Life } from "./view";

const patience = 180;
const steps = 100;
const listed = 300;

/** Asks the run's predictor what a dose would do to a cell, and shows the way; nothing is simulated, and the page says so. */
export function virtualCell(place: HTMLElement, life: Life, shown: Shown, plane: Plane, onPick: (told: (index: number) => void) => void): void {
  const { view } = plane;
  const body = h("div", {}, busy("Reading the card of the run's predictor …"));
  place.append(section("The virtual cell", [], body));
  let predictor: RunPredictor;

  const begin = (): Promise<boolean> => life.try(body, async () => {
    predictor = await api.predictor(shown.id, life.signal);
    if (predictor.agents.length === 0) body.replaceChildren(empty(`${predictor.card.name} knows no agent of this scenario, so that there is no dose to think of. Name a compound or a gene in the scenario.`));
    else show();
  }, () => void begin());

  function show(): void {
    let agent = 0, exponent = 0.75, until = 24, duration = 48, step = 0;
    let response: CellResponse | null = null;
    let asked = new AbortController();
    life.onEnd(() => asked.abort());
    let timer = 0;
    life.onEnd(() => clearTimeout(timer));
    const outcome = h("div", {});
    const who = h("p", { class: "who", "aria-live": "polite" });

    // What was given in the run says where doses begin and end.
    const scale = () => {
      const one = predictor.agents[agent]!;
      if (one.unit === "") return { low: 0, high: Math.min(1, one.highest ?? 1), log: false };
      const seen = Object.entries(view.numbers).filter(([name]) => name === `dose_${one.key}`).flatMap(([, values]) => values).filter((value): value is number => value !== null && value > 0);
      const top = Math.min(one.highest ?? Infinity, 10 * (seen.length > 0 ? Math.max(...seen) : 1));
      return { low: top / 1e4, high: top, log: true };
    };
    const level = (): number => {
      const { low, high, log } = scale();
      return exponent === 0 ? 0 : log ? low * (high / low) ** exponent : high * exponent;
    };

    const doseWords = h("output", { for: "dose" });
    const untilWords = h("output", { for: "until" });
    const timeWords = h("output", { for: "when" });
    const slider = (id: string, label: string, value: number, max: number, words: HTMLElement, moved: (value: number) => void) => {
      const input = h("input", { id, type: "range", min: 0, max, step: 1, value, input: () => moved(Number(input.value)) });
      return { input, element: h("div", { class: "slider" }, h("label", { for: id }, label), input, words) };
    };
    const dose = slider("dose", "Dose", exponent * steps, steps, doseWords, value => { exponent = value / steps; told(); later(); });
    const lasts = slider("until", "It lasts", until, duration, untilWords, value => { until = value; told(); later(); });
    const when = slider("when", "Look at", 0, 96, timeWords, value => { step = value; told(); look(); });

    // A list for who does not click on points: cells of conditions in which nothing was done come first.
    const conditions = view.categories["condition"];
    const each = Math.ceil(listed / Math.max(1, conditions?.names.length ?? 1));
    const order = (conditions?.names ?? [""]).flatMap((_, code) => view.ids.map((_, i) => i).filter(i => conditions === undefined || conditions.codes[i] === code).slice(0, each));
    const cells = select("Cell", order.map((i): [string, string] => [String(i), `${view.ids[i]!.slice(0, 8)} · ${view.categories["phase"]?.names[view.categories["phase"].codes[i]!] ?? ""} · ${conditions?.names[conditions.codes[i]!] ?? ""}`]), String(order[0]), value => plane.pick(Number(value)));
    const box = cells.querySelector("select")!;

    const unit = () => predictor.agents[agent]!.unit;
    function told(): void {
      doseWords.textContent = `${number(level(), 3)}${unit() ? ` ${unit()}` : " of 1"}`;
      untilWords.textContent = until >= duration ? "all the time" : `${until} h, then it is gone`;
      timeWords.textContent = response ? hours(response.times_h[step]) : hours(duration * step / 96);
    }
    function later(): void {
      clearTimeout(timer);
      timer = setTimeout(() => void think(), patience) as unknown as number;
    }

    async function think(): Promise<void> {
      const index = plane.picked;
      if (index < 0) return;
      asked.abort();
      asked = new AbortController();
      const signal = asked.signal;
      try {
        const answer = await api.respond(shown.id, view.ids[index]!, {
          levels: { [predictor.agents[agent]!.key]: level() }, until_h: until >= duration ? null : until, duration_h: duration, points: 97,
          condition: conditions?.names[conditions.codes[index]!] ?? null, replicate: view.numbers["replicate"]?.[index] ?? null, time_h: view.time_h, plane_time_h: view.time_h, plane_cells: plane.view.cells < 3 ? 3 : planeCells(view.cells, view.of),
        }, signal);
        if (signal.aborted) return;
        response = answer;
        tell();
        look();
      } catch (failed) {
        if (signal.aborted) return;
        response = null;
        plane.path(null, 0);
        outcome.replaceChildren(refusal(failed));
      }
    }

    let shift: Chart | null = null;
    let features: Chart[] = [];
    function tell(): void {
      const r = response!;
      const names = r.features.slice(0, 6).map(each => each.name).join();
      if (shift === null || outcome.dataset["features"] !== names) {
        shift?.dispose();
        features.forEach(chart => chart.dispose());
        const now = () => response!.times_h[step] ?? 0;
        shift = life.chart(new Chart("How far the cell is from its unperturbed state over time", 220, overTime(() => ({ end: duration, now: now(), lines: [{ name: "distance", times: response!.times_h, values: response!.shift, colour: colours => colours.accent }] }))));
        features = r.features.slice(0, 6).map((feature, i) => life.chart(new Chart(`Course of ${feature.name}`, 140, overTime(() => ({ end: duration, now: now(), near: true, lines: [{ name: feature.name, times: response!.times_h, values: response!.features[i]?.values ?? [], colour: colours => colours.series(i + 1), dash: "solid" as const }] })))));
        outcome.dataset["features"] = names;
        outcome.replaceChildren(h("div", { class: "panels" }, panel("Distance from its unperturbed state, all dimensions", shift.element)),
          r.features.length === 0 ? h("p", { class: "note" }, "Nothing changes: the predictor says that this dose moves no dimension.") : h("div", { class: "panels small" }, ...r.features.slice(0, 6).map((feature, i) => panel(feature.name, features[i]!.element))));
      }
      who.replaceChildren(h("b", {}, r.cell.slice(0, 8)), ` in ${r.phase}, taken from ${r.condition}${r.replicate > 1 ? `, replicate ${r.replicate}` : ""} at ${hours(r.taken_h)}. Asked with ${Object.entries(r.levels).filter(([, value]) => value > 0).map(([name, value]) => `${name} ${number(value, 3)} ${predictor.agents.find(each => each.name === name || each.key === name)?.unit ?? ""}`.trim()).join(", ") || "nothing"} unbound.`);
    }
    function look(): void {
      told();
      if (response === null) return;
      plane.path(response, step);
      shift?.render();
      features.forEach(chart => chart.render());
    }

    onPick(index => {
      response = null;
      if (order.includes(index)) box.value = String(index);
      told();
      void think();
    });
    body.replaceChildren(
      h("p", { class: "note" }, `Asks ${predictor.card.name} (trained on ${predictor.card.trained_on}) where a cell would settle, and follows it there with a half-life of ${hours(predictor.half_life_h)}. A thought, not a simulation: the cell stays in its phase, and neither divides nor dies.`),
      h("div", { class: "virtual" }, h("div", { class: "controls" }, cells,
        predictor.agents.length > 1 ? select("What acts", predictor.agents.map((one, i): [string, string] => [String(i), one.kind === "gene_loss" ? `loss of ${one.name}` : one.kind === "gene_gain" ? `gain of ${one.name}` : one.name]), "0", value => { agent = Number(value); told(); later(); }) : h("p", { class: "field" }, h("span", {}, "What acts"), predictor.agents[0]!.name),
        dose.element, lasts.element, when.element, who), outcome));
    told();
    if (order.length > 0) plane.pick(order[0]!);
  }

  void begin();
}

/** The plane is made of as many cells as the embedding was asked for, so that its axes are the same. */
const planeCells = (shown: number, of: number): number => shown < of ? shown : [500, 2000, 5000].find(each => each >= shown) ?? 5000;
