import { choice, code, empty, h, section, table } from "./dom";
import { bytes, count, hours, number } from "./format";
import { doi, named } from "./metrics";
import type { Assumption, Payload } from "./payload";
import { currentMode, setMode } from "./theme";

/** What the run was, and its result in words. */
export function masthead(payload: Payload): HTMLElement {
  const { run } = payload;
  const facts: [string, Node | string][] = [
    ["length", hours(run.duration_h)], ["conditions", run.replicates > 1 ? `${run.conditions.length} × ${run.replicates} replicates` : String(run.conditions.length)],
    ["tick", hours(run.tick_h)], ["seed", code(run.seed || "–")], ["fingerprint", code(run.fingerprint || "–")]];
  if (run.branch_of) facts.splice(2, 0, ["branch of", `${run.branch_of.run} at ${hours(run.branch_of.at_h)}`]);
  return h("header", { class: "masthead" },
    h("div", { class: "top" }, h("span", { class: "brand" }, "Sintropia run report"),
      choice("Colours", [["auto", "auto"], ["light", "light"], ["dark", "dark"]], currentMode(), setMode)),
    h("h1", {}, run.name || "Unnamed run", " ", h("span", { class: `status ${run.status === "completed" ? "good" : "open"}` }, run.status)),
    run.description ? h("p", { class: "description" }, run.description) : null,
    h("div", { class: "abstract" }, h("p", {}, payload.summary.join(" "))),
    payload.notices.length > 0 ? h("ul", { class: "notices", role: "note" }, ...payload.notices.map(notice => h("li", {}, notice))) : null,
    h("dl", { class: "facts" }, ...facts.flatMap(([term, what]) => [h("div", {}, h("dt", {}, term), h("dd", {}, what))])));
}

export function contents(sections: HTMLElement[]): HTMLElement {
  return h("nav", { "aria-label": "Sections" }, ...sections.map(each => h("a", { href: `#${each.id}` }, each.querySelector("h2")!.lastChild!.textContent)));
}

export function assumptions(payload: Payload): HTMLElement {
  const all = payload.run.assumptions;
  if (all.length === 0) return section("assumptions", "Assumptions", empty("run.json lists none."));
  const tally = (status: string) => all.filter(entry => entry.status === status).length;
  const place = h("div", {});
  const show = (which: string) => place.replaceChildren(table<Assumption>(
    [h("b", {}, "Table 5. Numbers this run rests on. "), `${tally("sourced")} sourced, ${tally("given")} given in the scenario, ${tally("assumed")} assumed.`],
    [
      { name: "Subject", of: entry => entry.subject, wide: true }, { name: "Number", of: entry => entry.what, wide: true },
      { name: "Value", of: entry => h("span", { class: "value" }, [entry.value, entry.unit].filter(Boolean).join(" "), entry.spread ? h("span", { class: "note" }, ` ± ${entry.spread}`) : null), number: true },
      { name: "Status", of: entry => h("span", { class: `badge ${["sourced", "given", "assumed"].includes(entry.status ?? "") ? entry.status : "assumed"}` }, entry.status || "no status") },
      { name: "Source", of: entry => h("span", {}, entry.source, entry.source && entry.doi ? ", " : "", entry.doi ? doi(entry.doi) : null, entry.note ? h("span", { class: "note" }, ` ${entry.note}`) : null), wide: true },
    ],
    which === "all" ? all : all.filter(entry => entry.status === which)));
  show("all");
  const present = (["sourced", "given", "assumed"] as const).filter(status => tally(status) > 0);
  return section("assumptions", "Assumptions", h("div", { class: "controls" }, choice("Show", [["all", `all ${all.length}`], ...present.map(status => [status, `${status} ${tally(status)}`] as const)], "all", show)), place);
}

export function provenance(payload: Payload): HTMLElement {
  const { run } = payload;
  const facts: [string, Node | string][] = [
    ["Sintropia", run.sintropia || "–"], ["Seed", code(run.seed || "–")], ["Run fingerprint", code(run.fingerprint || "–")], ["Scenario sha256", code(run.scenario_sha256 || "–")],
    ["Machine", [run.machine.processor, run.machine.cores > 0 ? `${run.machine.cores} cores` : "", run.machine.os, run.machine.runtime].filter(Boolean).join(", ") || "–"],
    ["Started", run.started || "–"], ["Finished", run.finished || "not yet"],
    ["Wall time", run.wall_seconds === null ? "–" : `${number(run.wall_seconds, 3)} s${run.performance?.threads ? ` on ${run.performance.threads} threads` : ""}`],
    ["Recorded", `every ${hours(run.record_every_h)}, tick ${hours(run.tick_h)}`]];
  if (run.performance?.events) facts.push(["Cell events", count(run.performance.events)]);
  if (run.performance?.equivalent_cell_updates_per_second) facts.push(["Speed", `${number(run.performance.equivalent_cell_updates_per_second / 1e6, 3)} million equivalent cell updates per second`]);
  return section("provenance", "Provenance",
    h("p", {}, "The result depends on the scenario, the seed and the version alone. The same command on any machine, with any number of threads, ends with the same fingerprint:"),
    h("pre", {}, payload.reproduce, "\n", h("span", { class: "note" }, `# expect ${run.fingerprint || "the fingerprint above"}`)),
    h("dl", { class: "ledger" }, ...facts.flatMap(([term, what]) => [h("dt", {}, term), h("dd", {}, what)])),
    run.runs.length > 0 ? table([h("b", {}, "Table 6. Replicates.")], [
      { name: "Condition", of: each => named(each.condition) }, { name: "Replicate", of: each => each.replicate, number: true }, { name: "Seed", of: each => each.seed, mono: true },
      { name: "Founders", of: each => count(each.founders), number: true }, { name: "Living", of: each => count(each.final_living), number: true }, { name: "Divisions", of: each => count(each.divisions), number: true },
      { name: "Deaths", of: each => count(each.deaths), number: true }, { name: "Fingerprint", of: each => each.fingerprint, mono: true }], run.runs) : null,
    Object.keys(run.files).length > 0 ? table([h("b", {}, "Table 7. Files.")], [
      { name: "File", of: ([name]) => name }, { name: "Size", of: ([, file]) => bytes(file.bytes), number: true }, { name: "sha256", of: ([, file]) => file.sha256, mono: true, wide: true }], Object.entries(run.files)) : null);
}
