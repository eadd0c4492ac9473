import { api, Problem, type Series, type Timeseries } from "./api";
import { Chart, legend, overTime, type Line } from "./chart";
import { busy, choice, empty, h, table } from "./dom";
import { count, words } from "./format";
import type { Part, Shown } from "./run";
import { isOver } from "./status";
import { dash, type Ink } from "./theme";
import { Life } from "./view";

export const phases = ["G0", "G1", "S", "G2", "M", "senescent", "apoptotic", "necrotic", "mitotic_death"];
const dead = new Set(["apoptotic", "necrotic", "mitotic_death"]);
const leastWait = 1500;
const points = 240;

/** Adds up series that agree in some columns. */
export function summed(series: Series[], by: string[], keep: (key: Record<string, string>) => boolean = () => true): { key: Record<string, string>; times: number[]; values: number[] }[] {
  const groups = new Map<string, { key: Record<string, string>; at: Map<number, number> }>();
  for (const one of series) {
    if (!keep(one.key)) continue;
    const name = by.map(column => one.key[column]).join("\u001f");
    const group = groups.get(name) ?? { key: Object.fromEntries(by.map(column => [column, one.key[column] ?? ""])), at: new Map<number, number>() };
    one.time_h.forEach((time, i) => group.at.set(time, (group.at.get(time) ?? 0) + one.value[i]!));
    groups.set(name, group);
  }
  return [...groups.values()].map(({ key, at }) => {
    const times = [...at.keys()].sort((a, b) => a - b);
    return { key, times, values: times.map(time => at.get(time)!) };
  });
}
export const isLiving = (key: Record<string, string>): boolean => !dead.has(key["phase"] ?? "");

/** Counts by condition, tissue and phase; by condition and phase where that would be too many. */
export async function counts(id: string, signal: AbortSignal): Promise<Timeseries> {
  try {
    return await api.timeseries(id, { by: "condition,organ,tissue,phase", points }, signal);
  } catch (failed) {
    if (failed instanceof Problem && failed.status === 400) return await api.timeseries(id, { by: "condition,phase", points }, signal);
    throw failed;
  }
}

export const charts: Part = (place, life, shown) => {
  const body = h("div", {}, busy("Reading the tables …"));
  place.append(body);
  let unit: "share" | "cells" = "share";
  let scale: "linear" | "log" = "linear";
  let data: Record<"counts" | "exposure" | "events" | "circulation", Timeseries> | null = null;
  let drawn = "";
  let inner = new Life();
  life.onEnd(() => inner.end());
  let updates: (() => void)[] = [];
  let reading = false, wanted = false;
  let cost = 0;

  const read = async (): Promise<void> => {
    if (reading) { wanted = true; return; }
    reading = true;
    const began = performance.now();
    try {
      const [first, exposure, events, circulation] = [await counts(shown.id, life.signal), await api.timeseries(shown.id, { table: "exposure", by: "condition,tissue,substance,unit", points }, life.signal), await api.timeseries(shown.id, { table: "events", by: "condition,event", points }, life.signal),
        await api.timeseries(shown.id, { table: "circulation", by: "condition,substance,place,quantity,unit", points }, life.signal)];
      data = { counts: first, exposure, events, circulation };
      show();
    } finally {
      cost = performance.now() - began;
      reading = false;
      // A table that takes long to sum up is asked for less often.
      if (wanted && !life.signal.aborted) { wanted = false; setTimeout(() => { if (!life.signal.aborted) void read().catch(() => undefined); }, Math.max(leastWait, 10 * cost)); }
    }
  };

  function show(): void {
    const now = data!;
    const detail = shown.detail();
    if (now.counts.series.length === 0) {
      body.replaceChildren(detail.run.status === "queued" ? empty("The run waits for its turn. Charts appear as soon as it has recorded something.") : isOver(detail.run.status) ? empty("The run ended before it recorded anything.") : empty("Nothing is recorded yet. Charts appear with the first records."));
      drawn = "";
      return;
    }
    const shape = [now.counts, now.exposure, now.events, now.circulation].map(each => each.series.map(one => Object.values(one.key).join()).join(";")).join("|") + (detail.predictor?.name ?? "");
    if (shape === drawn) { updates.forEach(update => update()); return; }
    drawn = shape;
    inner.end();
    inner = new Life();
    updates = [];
    body.replaceChildren(...build());
  }

  const end = () => shown.detail().duration_h ?? Math.max(1, ...(data?.counts.series.flatMap(one => one.time_h.slice(-1)) ?? []));
  const start = () => shown.detail().branch_of?.at_h ?? 0;
  const chart = (words: string, height: number, lines: () => Parameters<typeof overTime>[0] extends () => infer R ? R : never): HTMLElement => {
    const made = inner.chart(new Chart(words, height, overTime(lines)));
    updates.push(() => made.render());
    return made.element;
  };
  const conditionsOf = (): string[] => [...new Set([...shown.detail().conditions, ...data!.counts.series.map(one => one.key["condition"]!)])].filter(name => data!.counts.series.some(one => one.key["condition"] === name));
  const colourOf = (condition: string) => (colours: Ink) => colours.series(Math.max(0, conditionsOf().indexOf(condition)));

  function build(): HTMLElement[] {
    const sections: HTMLElement[] = [];
    const conditions = conditionsOf();
    const hasTissues = data!.counts.by.includes("tissue");
    const tissues = [...new Set(data!.counts.series.map(one => tissueOf(one.key, data!.counts.series)))];

    // Living cells, of each tissue.
    const living = h("div", { class: "panels" }, ...tissues.map(tissue => panel(hasTissues ? tissue : "all tissues", chart(`Living cells over time in ${tissue}`, 260, () => ({
      end: end(), start: start(), log: scale === "log",
      lines: summed(data!.counts.series, ["condition"], key => isLiving(key) && tissueOf(key, data!.counts.series) === tissue).map(group => ({ name: group.key["condition"]!, times: group.times, values: group.values, colour: colourOf(group.key["condition"]!) })),
    })))));
    sections.push(section("Living cells", [choice("Vertical axis", [["linear", "linear"], ["log", "logarithmic"]], scale, value => { scale = value; updates.forEach(update => update()); })],
      legend(conditions.map(name => ({ name, colour: colourOf(name), line: true }))), living));

    // Phases, of each condition.
    const found = phases.filter(phase => data!.counts.series.some(one => one.key["phase"] === phase && one.value.some(value => value > 0)));
    sections.push(section("Phases", [choice("Unit", [["share", "share"], ["cells", "cells"]], unit, value => { unit = value; updates.forEach(update => update()); })],
      legend(found.map(phase => ({ name: words(phase), colour: colours => colours.phase(phase) }))),
      h("div", { class: "panels" }, ...conditions.slice(0, 12).map(condition => panel(condition, chart(`Share of phases over time in ${condition}`, 230, () => {
        const groups = summed(data!.counts.series, ["phase"], key => key["condition"] === condition);
        const total = new Map<number, number>();
        groups.forEach(group => group.times.forEach((time, i) => total.set(time, (total.get(time) ?? 0) + group.values[i]!)));
        return {
          end: end(), start: start(), stack: true, unit: unit === "share" ? "%" : "", max: unit === "share" ? 100 : undefined,
          lines: found.flatMap((phase): Line[] => {
            const group = groups.find(each => each.key["phase"] === phase);
            return group ? [{ name: words(phase), times: group.times, values: group.times.map((time, i) => unit === "share" ? (total.get(time)! > 0 ? 100 * group.values[i]! / total.get(time)! : 0) : group.values[i]!), colour: colours => colours.phase(phase) }] : [];
          }),
        };
      }))))));

    const substances = [...new Set(data!.exposure.series.map(one => `${one.key["substance"]} in ${one.key["tissue"]}`))].slice(0, 24);
    if (substances.length > 0)
      sections.push(section("Exposures", [], legend([...new Set(data!.exposure.series.map(one => one.key["condition"]!))].map(name => ({ name, colour: colourOf(name), line: true }))), h("div", { class: "panels" }, ...substances.map(name => {
        const of = () => data!.exposure.series.filter(one => `${one.key["substance"]} in ${one.key["tissue"]}` === name);
        const inUnit = of()[0]!.key["unit"] ?? "";
        return panel(`${name}${inUnit ? `, ${inUnit}` : ""}`, chart(`Level of ${name} over time`, 200, () => ({
          end: end(), start: start(), unit: inUnit, lines: of().map(one => ({ name: one.key["condition"]!, times: one.time_h, values: one.value, colour: colourOf(one.key["condition"]!), step: new Set(one.value).size <= 6 })),
        })));
      }))));

    sections.push(...blood());

    const kinds = [...new Set(data!.events.series.filter(one => one.value.some(value => value > 0)).map(one => one.key["event"]!))];
    if (kinds.length > 0)
      sections.push(section("Divisions and deaths, since the start", [], null, h("div", { class: "panels" }, ...kinds.map(kind => panel(words(kind), chart(`${words(kind)} since the start`, 190, () => ({
        end: end(), start: start(), lines: data!.events.series.filter(one => one.key["event"] === kind).map(one => ({ name: one.key["condition"]!, times: one.time_h, values: one.value, colour: colourOf(one.key["condition"]!) })),
      })))))));

    if (shown.detail().predictor) sections.push(load(inner, shown));
    const parts = shown.detail().parts;
    if (parts.length > 0)
      sections.push(section("What each part came to", [], null, table("What each condition and replicate came to", [
        { name: "Condition", of: row => row.condition }, { name: "Replicate", of: row => count(row.replicate), number: true }, { name: "Founders", of: row => count(row.founders), number: true }, { name: "Living at the end", of: row => count(row.final_living), number: true },
        { name: "Divisions", of: row => count(row.divisions), number: true }, { name: "Deaths", of: row => count(row.deaths), number: true }, { name: "Fingerprint", of: row => row.fingerprint, mono: true },
      ], parts)));
    return sections;
  }

  /** Courses in plasma and organs, and where all of a substance is; for organisms. */
  function blood(): HTMLElement[] {
    const of = (condition: string, substance: string, quantity: string) => data!.circulation.series.filter(one => one.key["condition"] === condition && one.key["substance"] === substance && one.key["quantity"] === quantity);
    const pairs = [...new Map(data!.circulation.series.map(one => [`${one.key["substance"]} · ${one.key["condition"]}`, one.key])).entries()].slice(0, 12);
    if (pairs.length === 0) return [];
    const places = [...new Set(data!.circulation.series.filter(one => one.key["quantity"] === "concentration").map(one => one.key["place"]!))];
    const whereabouts = [...new Set(data!.circulation.series.filter(one => one.key["quantity"] === "amount").map(one => one.key["place"]!))];
    const course = (condition: string, substance: string, quantity: string, all: string[]) => () => ({
      end: end(), start: start(), unit: of(condition, substance, quantity)[0]?.key["unit"] ?? "",
      lines: of(condition, substance, quantity).map(one => ({ name: one.key["place"]!, times: one.time_h, values: one.value, colour: (colours: Ink) => colours.series(all.indexOf(one.key["place"]!)), dash: dash(all.indexOf(one.key["place"]!)) })),
    });
    const plates = (quantity: string, all: string[], words: string) => h("div", { class: "panels" }, ...pairs.map(([name, key]) => panel(`${name}${of(key["condition"]!, key["substance"]!, quantity)[0]?.key["unit"] ? `, ${of(key["condition"]!, key["substance"]!, quantity)[0]!.key["unit"]}` : ""}`, chart(`${words} of ${name} over time`, 220, course(key["condition"]!, key["substance"]!, quantity, all)))));
    return [
      section("Plasma and organs", [], legend(places.map((name, i) => ({ name, colour: colours => colours.series(i), line: true }))), plates("concentration", places, "Concentrations")),
      section("Where all of it is", [], legend(whereabouts.map((name, i) => ({ name, colour: colours => colours.series(i), line: true }))), plates("amount", whereabouts, "Amounts")),
    ];
  }

  const begin = (): Promise<boolean> => life.try(body, read, () => void begin());
  void begin();
  shown.onProgress(progress => {
    if (isOver(progress.status)) drawn = ""; // what each part came to is known now
    if (reading) wanted = true;
    else void later();
  });
  let waiting = false;
  async function later(): Promise<void> {
    if (waiting) return;
    waiting = true;
    await new Promise(done => setTimeout(done, Math.max(leastWait, 10 * cost)));
    if (document.hidden) await new Promise(seen => document.addEventListener("visibilitychange", seen, { once: true })); // nobody looks
    waiting = false;
    if (!life.signal.aborted) await read().catch(() => undefined);
  }
};

const tissueOf = (key: Record<string, string>, series: Series[]): string => {
  const several = new Set(series.map(one => one.key["organ"])).size > 1;
  return key["tissue"] === undefined ? "" : several && key["organ"] ? `${key["organ"]} · ${key["tissue"]}` : key["tissue"]!;
};

export const section = (title: string, controls: Node[], ...children: (Node | null)[]): HTMLElement =>
  h("section", { "aria-label": title }, h("div", { class: "section-head" }, h("h2", {}, title), ...controls), ...children);
export const panel = (title: string, ...children: Node[]): HTMLElement => h("div", { class: "panel" }, h("h3", {}, title), ...children);

/** What predictors of the server are asked while this is looked at: all runs together, since their calls are not counted apart. */
function load(life: Life, shown: Shown): HTMLElement {
  const most = 150;
  const seen: { time: number; cells: number; busy: number }[] = [];
  let before: { since_seconds: number; cells: number; busy_seconds: number } | null = null;
  const began = performance.now();
  const chart = life.chart(new Chart("Cells that predictors of this server are asked about in a second", 190, overTime(() => ({
    end: Math.max(60, seen.at(-1)?.time ?? 0), start: Math.max(0, (seen.at(-1)?.time ?? 0) - 300),
    lines: [{ name: "cells asked about, per second", times: seen.map(each => each.time), values: seen.map(each => each.cells), colour: colours => colours.series(1) }],
  }))));
  const words = h("p", { class: "note", "aria-live": "off" });
  const read = async () => {
    try {
      const now = await api.load(life.signal);
      // Where a machine left the cluster in between, its counts left with it.
      if (before && now.since_seconds > before.since_seconds && now.cells >= before.cells && now.busy_seconds >= before.busy_seconds) {
        const seconds = now.since_seconds - before.since_seconds;
        seen.push({ time: (performance.now() - began) / 1000, cells: (now.cells - before.cells) / seconds, busy: (now.busy_seconds - before.busy_seconds) / seconds });
        if (seen.length > most) seen.shift();
        words.textContent = `${count(seen.at(-1)!.cells)} cells a second, ${seen.at(-1)!.busy.toFixed(2)} threads at work in predictors. All runs of this server together; seconds since this was opened.`;
        chart.render();
      }
      before = now;
    } catch { /* the next one may be answered */ }
  };
  if (!isOver(shown.detail().run.status)) {
    life.every(2000, () => { if (!isOver(shown.detail().run.status)) void read(); });
    void read();
  } else words.textContent = `${shown.detail().predictor!.name} was asked, in ${shown.detail().predictor!.dimensions} dimensions. Its load is shown while the run is under way.`;
  const predictor = shown.detail().predictor!;
  return section("Predictor", [], h("p", { class: "note" }, `${predictor.name}, trained on ${predictor.trained_on}.`), ...(isOver(shown.detail().run.status) ? [words] : [panel("Load: cells asked about, per second", chart.element, words)]));
}
