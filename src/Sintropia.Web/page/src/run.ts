import { api, type RunDetail, type RunPosition } from "./api";
import { ask, busy, h } from "./dom";
import { edit } from "./editor";
import { follow, type Connection } from "./events";
import { count, hours, moment, number, span } from "./format";
import { badge, bar, isOver, left, position } from "./status";
import { Life, link, refusal, type View } from "./view";
import { charts } from "./charts";
import { lineage } from "./lineage";
import { expression } from "./expression";
import { files } from "./files";
import { branch } from "./branch";

/** What the parts of a run's page know of it, and are told while it goes on. */
export interface Shown { id: string; detail: () => RunDetail; onProgress: (told: (position: RunPosition) => void) => void; query: URLSearchParams }
export type Part = (place: HTMLElement, life: Life, shown: Shown) => void;

const parts: [string, string, Part][] = [["", "Charts", charts], ["lineage", "Lineage", lineage], ["expression", "Expression", expression], ["files", "Files", files], ["branch", "Branch", branch]];

export const run: View = (place, life, [id = "", chosen = ""], query) => {
  const head = h("div", { class: "run-head" }, busy("Reading the run …"));
  const part = h("div", { class: "part" });
  place.append(head, part);
  let detail: RunDetail | null = null;
  const heard: ((position: RunPosition) => void)[] = [];

  const begin = (): Promise<boolean> => life.try(head, async () => {
    detail = await api.run(id, life.signal);
    const top = header(detail, life, () => void again());
    head.replaceChildren(top.element);
    const shown: Shown = { id, detail: () => detail!, onProgress: told => heard.push(told), query };
    const tabs = h("nav", { class: "tabs", "aria-label": "Parts of this run" }, ...parts.map(([path, name]) => link(`/runs/${id}${path ? `/${path}` : ""}`, name, path === chosen ? { "aria-current": "page" } : {})));
    const [, title, show] = parts.find(([path]) => path === chosen) ?? parts[0]!;
    document.title = `${title}: ${detail.run.name} · Sintropia`;
    head.append(tabs);
    show(part, life.child(), shown);
    if (isOver(detail.run.status)) return;
    void follow(id, progress => {
      const ended = isOver(progress.status) && !isOver(detail!.run.status);
      detail = { ...detail!, run: { ...detail!.run, status: progress.status, progress, ahead: null } };
      top.tell(detail);
      heard.forEach(told => told(progress));
      if (ended) void again();
    }, top.connection, life.signal).catch(failed => { if (!life.signal.aborted) head.append(refusal(failed)); });
    // One that has only just begun is not described yet: on a cluster it never waits for its turn.
    life.every(4000, () => { if (detail!.run.status === "queued" || (detail!.conditions.length === 0 && !isOver(detail!.run.status))) void again(); });
  }, () => void begin());

  async function again(): Promise<void> {
    try {
      detail = await api.run(id, life.signal);
      const top = head.querySelector(".run-top") as HTMLElement & { tell?: (detail: RunDetail) => void } | null;
      top?.tell?.(detail);
      if (isOver(detail.run.status) && detail.run.progress) heard.forEach(told => told(detail!.run.progress!));
    } catch { /* the stream of events says so, too */ }
  }
  void begin();
};

function header(first: RunDetail, life: Life, changed: () => void) {
  const id = first.run.id;
  const state = h("div", { class: "state" });
  const far = h("div", { class: "far", "aria-live": "polite" });
  const line = h("span", { class: "connection" });
  const facts = h("dl", { class: "facts" });
  const actions = h("div", { class: "actions" });
  const trouble = h("div", {});
  const top = h("div", { class: "run-top" }, h("div", { class: "heading" }, h("h1", {}, first.run.name), state, line), far, actions, trouble, facts) as HTMLElement & { tell?: (detail: RunDetail) => void };

  const wish = (verb: "pause" | "resume" | "cancel", text: string, kind = "") => h("button", {
    type: "button", class: kind || null, click: event => void (async () => {
      if (verb === "cancel" && !await ask("Cancel this run?", "It ends for good. What it has written so far is kept.", "Cancel the run", "Let it go on")) return;
      const button = event.target as HTMLButtonElement;
      button.disabled = true;
      trouble.replaceChildren();
      try { await api.wish(id, verb); changed(); } catch (failed) { if (!life.signal.aborted) trouble.replaceChildren(refusal(failed)); }
      button.disabled = false;
    })(),
  }, text);

  let shownStatus = "";
  const tell = (detail: RunDetail): void => {
    const { run } = detail;
    const p = run.progress;
    if (run.status === "queued") far.replaceChildren(h("span", {}, run.ahead ? `Place ${run.ahead + 1} in the queue.` : "Its turn comes next."));
    else if (p && run.status === "completed") far.replaceChildren(h("span", {}, position(p)));
    else if (p) far.replaceChildren(bar(p.done, "Progress of the run"), h("span", {}, [position(p), run.status === "running" && p.updates_per_second > 0 ? `${number(p.updates_per_second / 1e6, 3)} M updates/s` : "", left(p)].filter(Boolean).join(" · ")), ...(p.note && !isOver(run.status) ? [h("span", { class: "note" }, p.note)] : []));
    else far.replaceChildren();
    const key = [run.status, detail.fingerprint, detail.conditions.length, run.failure].join();
    if (key === shownStatus) return;
    shownStatus = key;
    state.replaceChildren(badge(run.status));
    const open = !isOver(run.status);
    actions.replaceChildren(...[
      run.status === "running" || run.status === "queued" ? wish("pause", "Pause") : null,
      run.status === "paused" || run.status === "failed" ? wish("resume", "Resume", "primary") : null,
      open ? wish("cancel", "Cancel", "danger") : null,
      run.status === "completed" ? h("a", { class: "button primary", href: `/runs/${id}/files` }, "Report and files") : null,
      h("a", { class: "button", href: `/compare?a=${encodeURIComponent(id)}${detail.conditions[0] ? `&ac=${encodeURIComponent(detail.conditions[0])}` : ""}&b=${encodeURIComponent(id)}${detail.conditions[1] ? `&bc=${encodeURIComponent(detail.conditions[1])}` : ""}` }, "Compare"),
      h("button", { type: "button", click: () => void again() }, "Edit as new"),
    ].filter(each => each !== null));
    const branchOf = detail.branch_of;
    facts.replaceChildren(...([
      ["run", id], ["submitted", moment(run.submitted)], ["conditions", detail.conditions.join(", ") || "–"], ["replicates", detail.replicates ? count(detail.replicates) : "–"], ["duration", hours(detail.duration_h)],
      ...(detail.predictor ? [["predictor", detail.predictor.name] as const] : []),
      ...(branchOf ? [["forked off", link(`/runs/${branchOf.run.split("/").at(-1)!}`, `${branchOf.run.split("/").at(-1)!}, ${branchOf.condition}, at ${hours(branchOf.at_h)}`)] as const] : []),
      ...(p && isOver(run.status) && run.status !== "completed" ? [["took", span(p.wall_seconds)] as const] : []),
      ...(detail.fingerprint ? [["fingerprint", h("code", { title: "Two runs agree to the last bit if and only if these agree." }, detail.fingerprint)] as const] : []),
    ] as const).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
    trouble.replaceChildren(...(run.failure ? [h("div", { class: "refusal", role: "alert" }, h("p", {}, run.failure))] : []));
  };
  async function again(): Promise<void> {
    try { edit(await (await api.file(id, "scenario.yaml", life.signal)).text()); } catch (failed) { trouble.replaceChildren(refusal(failed)); }
  }
  top.tell = tell;
  tell(first);
  return {
    element: top, tell,
    connection: (now: Connection) => { line.textContent = now === "live" ? "live" : now === "connecting" ? "connecting …" : ""; line.className = `connection ${now}`; },
  };
}
