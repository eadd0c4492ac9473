import { api, type RunDetail, type RunSummary, type Timeseries } from "./api";
import { Chart, legend, overTime, type Line } from "./chart";
import { counts, isLiving, panel, phases, section, summed } from "./charts";
import { busy, choice, empty, h, table } from "./dom";
import { count, number, words } from "./format";
import { Life, link, note, type View } from "./view";

interface Side { run: string; condition: string }
interface Loaded { side: Side; detail: RunDetail; counts: Timeseries; events: Timeseries; exposure: Timeseries }

/** Two conditions beside each other: of one run, of a run and its fork, or of any two. */
export const compare: View = (place, life, _, query) => {
  const sides: [Side, Side] = [{ run: query.get("a") ?? "", condition: query.get("ac") ?? "" }, { run: query.get("b") ?? "", condition: query.get("bc") ?? "" }];
  const known = new Map<string, RunDetail>();
  const pickers = h("div", { class: "pickers" });
  const body = h("div", {});
  let scale: "linear" | "log" = "linear";
  place.append(h("div", { class: "heading" }, h("h1", {}, "Compare")), pickers, body);
  let inner = new Life();
  life.onEnd(() => inner.end());

  async function begin(): Promise<void> {
    pickers.replaceChildren(busy("Reading the list of runs …"));
    await life.try(pickers, async () => {
      const list = (await api.runs(null, "", life.signal)).items;
      if (list.length === 0) { pickers.replaceChildren(empty("There are no runs to compare yet. ", link("/submit", "Submit a scenario"), ".")); return; }
      sides[0].run ||= list[0]!.id;
      sides[1].run ||= sides[0].run;
      await Promise.all([...new Set(sides.map(side => side.run))].map(detailOf));
      const first = known.get(sides[0].run), second = known.get(sides[1].run);
      sides[0].condition ||= first?.conditions[0] ?? "";
      sides[1].condition ||= second?.conditions.find(name => sides[0].run !== sides[1].run || name !== sides[0].condition) ?? second?.conditions[0] ?? "";
      pick(list);
      await read();
    }, () => void begin());
  }

  async function detailOf(id: string): Promise<RunDetail> {
    const detail = known.get(id) ?? await api.run(id, life.signal);
    known.set(id, detail);
    return detail;
  }

  function pick(list: RunSummary[]): void {
    pickers.replaceChildren(...sides.map((side, i) => {
      const name = i === 0 ? "A" : "B";
      const others = list.some(run => run.id === side.run) ? list : [{ id: side.run, name: known.get(side.run)?.run.name ?? side.run } as RunSummary, ...list];
      const conditions = h("select", { "aria-label": `Condition of ${name}`, change: event => { side.condition = (event.target as HTMLSelectElement).value; void read(); } });
      const fill = () => conditions.replaceChildren(...(known.get(side.run)?.conditions ?? []).map(each => h("option", { value: each, selected: each === side.condition }, each)));
      const runs = h("select", {
        "aria-label": `Run of ${name}`, change: event => void (async () => {
          side.run = (event.target as HTMLSelectElement).value;
          await life.try(body, async () => {
            const detail = await detailOf(side.run);
            if (!detail.conditions.includes(side.condition)) side.condition = detail.conditions[0] ?? "";
            fill();
            await read();
          });
        })(),
      }, ...others.map(run => h("option", { value: run.id, selected: run.id === side.run }, `${run.name} (${run.id})`)));
      fill();
      return h("fieldset", { class: `side side-${name}` }, h("legend", {}, name), runs, conditions);
    }));
  }

  async function load(side: Side, signal: AbortSignal): Promise<Loaded> {
    const detail = await detailOf(side.run);
    const [all, events, exposure] = [await counts(side.run, signal), await api.timeseries(side.run, { table: "events", by: "condition,event", points: 240 }, signal), await api.timeseries(side.run, { table: "exposure", by: "condition,tissue,substance,unit", points: 240 }, signal)];
    const of = (series: Timeseries): Timeseries => ({ ...series, series: series.series.filter(one => one.key["condition"] === side.condition) });
    return { side, detail, counts: of(all), events: of(events), exposure: of(exposure) };
  }

  const read = (): Promise<boolean> => {
    inner.end();
    inner = new Life();
    note(`/compare?a=${encodeURIComponent(sides[0].run)}&ac=${encodeURIComponent(sides[0].condition)}&b=${encodeURIComponent(sides[1].run)}&bc=${encodeURIComponent(sides[1].condition)}`);
    if (body.childElementCount === 0) body.replaceChildren(busy("Reading both …"));
    const signal = inner.signal;
    return life.try(body, async () => {
      const both = [await load(sides[0], signal), await load(sides[1], signal)] as const;
      if (!signal.aborted) show(both);
    }, () => void read());
  };

  function show(both: readonly [Loaded, Loaded]): void {
    const same = both[0].side.run === both[1].side.run && both[0].side.condition === both[1].side.condition;
    const names = both.map((each, i) => `${"AB"[i]}: ${each.side.condition}${both[0].side.run === both[1].side.run ? "" : ` (${each.side.run})`}`);
    const empties = both.filter(each => each.counts.series.length === 0);
    const said = empties.map(each => empty(`${each.detail.run.name}, ${each.side.condition}: nothing is recorded yet.`));
    const end = Math.max(...both.flatMap(each => [...each.counts.series, ...each.exposure.series].flatMap(one => one.time_h.slice(-1))), 1);
    const start = Math.min(...both.map(each => Math.min(...each.counts.series.flatMap(one => one.time_h.slice(0, 1)), end)));
    const lines = (course: (each: Loaded) => { times: number[]; values: number[]; step?: boolean } | undefined): Line[] => both.flatMap((each, i): Line[] => {
      const found = course(each);
      return found ? [{ name: names[i]!, times: found.times, values: found.values, colour: colours => colours.series(i === 0 ? 2 : 1), dash: i === 0 ? "solid" : "dashed", step: found.step ?? false }] : [];
    });
    const drawn = (title: string, height: number, of: () => Parameters<typeof overTime>[0] extends () => infer R ? R : never): Chart => inner.chart(new Chart(title, height, overTime(of)));
    const living = drawn("Living cells of both over time", 300, () => ({ end, start, log: scale === "log", lines: lines(each => summed(each.counts.series, [], isLiving)[0]) }));
    const ratio = drawn("Living cells of B for each of A", 300, () => {
      const [a, b] = both.map(each => summed(each.counts.series, [], isLiving)[0]);
      const at = new Map(a?.times.map((time, i) => [time, a.values[i]!] as const));
      const times = b?.times.filter(time => (at.get(time) ?? 0) > 0) ?? [];
      return { end, start, lines: [{ name: "B / A", times, values: times.map(time => b!.values[b!.times.indexOf(time)]! / at.get(time)!), colour: colours => colours.series(0) }] };
    });
    const share = (each: Loaded, title: string): HTMLElement => panel(title, drawn(`Share of phases over time in ${title}`, 240, () => {
      const groups = summed(each.counts.series, ["phase"]);
      const total = new Map<number, number>();
      groups.forEach(group => group.times.forEach((time, i) => total.set(time, (total.get(time) ?? 0) + group.values[i]!)));
      return { end, start, stack: true, unit: "%", max: 100, lines: phases.flatMap((phase): Line[] => {
        const group = groups.find(one => one.key["phase"] === phase);
        return group ? [{ name: words(phase), times: group.times, values: group.times.map((time, i) => total.get(time)! > 0 ? 100 * group.values[i]! / total.get(time)! : 0), colour: colours => colours.phase(phase) }] : [];
      }) };
    }).element);
    const found = phases.filter(phase => both.some(each => each.counts.series.some(one => one.key["phase"] === phase && one.value.some(value => value > 0))));
    const kinds = [...new Set(both.flatMap(each => each.events.series.filter(one => one.value.some(value => value > 0)).map(one => one.key["event"]!)))];
    const substances = [...new Set(both.flatMap(each => each.exposure.series.map(one => `${one.key["substance"]} in ${one.key["tissue"]}${one.key["unit"] ? `, ${one.key["unit"]}` : ""}`)))];

    const parts = (each: Loaded) => each.detail.parts.filter(part => part.condition === each.side.condition);
    const rows = [...new Set(both.flatMap(each => parts(each).map(part => part.replicate)))].sort((a, b) => a - b).map(replicate => ({ replicate, a: parts(both[0]).find(part => part.replicate === replicate), b: parts(both[1]).find(part => part.replicate === replicate) }));
    body.replaceChildren(...said, ...(same ? [empty("A and B are the same. Choose another condition or run for one of them.")] : []),
      legend(names.map((name, i) => ({ name, colour: colours => colours.series(i === 0 ? 2 : 1), line: true }))),
      section("Living cells", [choice("Vertical axis", [["linear", "linear"], ["log", "logarithmic"]], scale, value => { scale = value; living.render(); })], h("div", { class: "panels" }, panel("cells", living.element), panel("B for each of A", ratio.element))),
      section("Phases", [], legend(found.map(phase => ({ name: words(phase), colour: colours => colours.phase(phase) }))), h("div", { class: "panels" }, ...both.map((each, i) => share(each, names[i]!)))),
      ...(kinds.length > 0 ? [section("Divisions and deaths, since the start", [], h("div", { class: "panels" }, ...kinds.map(kind => panel(words(kind), drawn(`${words(kind)} of both`, 190, () => ({ end, start, lines: lines(each => summed(each.events.series, [], key => key["event"] === kind)[0]) })).element))))] : []),
      ...(substances.length > 0 ? [section("Exposures", [], h("div", { class: "panels" }, ...substances.map(name => panel(name, drawn(`Level of ${name} in both`, 180, () => ({ end, start, lines: lines(each => { const one = each.exposure.series.find(s => name.startsWith(`${s.key["substance"]} in ${s.key["tissue"]}`)); return one && { times: one.time_h, values: one.value, step: new Set(one.value).size <= 6 }; }) })).element))))] : []),
      ...(rows.length > 0 ? [section("At the end", [], table("Both at the end", [
        { name: "Replicate", of: row => count(row.replicate), number: true }, { name: "Living, A", of: row => count(row.a?.final_living), number: true }, { name: "Living, B", of: row => count(row.b?.final_living), number: true },
        { name: "B / A", of: row => row.a && row.b && row.a.final_living > 0 ? number(row.b.final_living / row.a.final_living, 3) : "–", number: true }, { name: "Deaths, A", of: row => count(row.a?.deaths), number: true }, { name: "Deaths, B", of: row => count(row.b?.deaths), number: true },
        { name: "To the last bit", of: row => !row.a || !row.b ? "–" : row.a.fingerprint === row.b.fingerprint ? "the same" : "differ" },
      ], rows), h("p", { class: "note" }, "Conditions and forks of one run share their draws, so that their difference is due to what was done. Two runs agree to the last bit if and only if their fingerprints do."))] : []));
  }

  void begin();
};
