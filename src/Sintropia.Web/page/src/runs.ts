import { api, type RunPosition, type RunSummary } from "./api";
import { busy, choice, empty, h } from "./dom";
import { follow } from "./events";
import { moment } from "./format";
import { badge, bar, isOver, left, position } from "./status";
import { link, type Life, type View } from "./view";

const refreshEvery = 5000;
const mostFollowed = 3; // a browser opens six connections to a server

interface Row { element: HTMLElement; tell: (run: RunSummary) => void }

export const runs: View = (place, life) => {
  let status = "";
  let pages = 1;
  const rows = new Map<string, Row>();
  const followed = new Map<string, Life>();
  const list = h("ul", { class: "runs" });
  const foot = h("div", { class: "actions" });
  const body = h("div", {}, busy("Reading the list of runs …"));
  place.append(
    h("div", { class: "heading" }, h("h1", {}, "Runs"), link("/submit", "New run", { class: "button primary" })),
    choice("Show", [["", "all"], ["running", "running"], ["queued", "waiting"], ["completed", "complete"], ["failed", "failed"]], status, value => { status = value; pages = 1; void refresh(); }), body);

  const refresh = (): Promise<boolean> => life.try(body, async () => {
    const wanted = status;
    const items: RunSummary[] = [];
    let next: string | null = null;
    let total = 0;
    for (let page = 0; page < pages; page++) {
      const got = await api.runs(next, wanted, life.signal);
      items.push(...got.items);
      [next, total] = [got.next, got.total];
      if (next === null) break;
    }
    if (wanted === status) show(items, total, next !== null);
  }, () => void refresh());

  function show(items: RunSummary[], total: number, more: boolean): void {
    if (items.length === 0) {
      rows.clear();
      body.replaceChildren(status === ""
        ? empty(h("p", {}, "No runs yet."), h("p", {}, link("/submit", "Submit a scenario"), ", or from a terminal: ", h("code", {}, `sintropia submit scenario.yaml --server ${location.origin}`)))
        : empty("No runs in this state. ", h("button", { type: "button", click: () => { (place.querySelector(".choice button") as HTMLButtonElement).click(); } }, "Show all")));
      return;
    }
    const wanted = items.map(run => {
      const row = rows.get(run.id) ?? make(run);
      rows.set(run.id, row);
      row.tell(run);
      return row.element;
    });
    for (const id of [...rows.keys()]) if (!items.some(run => run.id === id)) rows.delete(id);
    if (wanted.some((element, i) => list.children[i] !== element) || list.children.length !== wanted.length) list.replaceChildren(...wanted);
    foot.replaceChildren(h("span", { class: "note" }, total === 1 ? "1 run" : `${total} runs`), ...(more ? [h("button", { type: "button", click: () => { pages++; void refresh(); } }, "Show more")] : []));
    if (!list.isConnected) body.replaceChildren(list, foot);
    const running = items.filter(run => run.status === "running").slice(0, mostFollowed);
    for (const [id, watch] of [...followed]) if (!running.some(run => run.id === id)) { watch.end(); followed.delete(id); }
    for (const run of running) if (!followed.has(run.id)) watch(run);
  }

  function watch(run: RunSummary): void {
    const own = life.child();
    followed.set(run.id, own);
    let latest = run;
    void follow(run.id, (progress: RunPosition) => {
      latest = { ...latest, status: progress.status, progress };
      rows.get(run.id)?.tell(latest);
      if (isOver(progress.status)) void refresh();
    }, () => undefined, own.signal).catch(() => followed.delete(run.id)); // the list is read again anyway
  }

  life.every(refreshEvery, () => void refresh());
  void refresh();
};

function make(run: RunSummary): Row {
  const state = h("div", { class: "state" });
  const far = h("div", { class: "far" });
  const element = h("li", {}, h("div", { class: "what" }, link(`/runs/${run.id}`, run.name), h("span", { class: "note" }, `${run.id} · ${moment(run.submitted)}`)), state, far);
  let before = "";
  return {
    element,
    tell: now => {
      const key = JSON.stringify([now.status, now.ahead, now.progress?.done, now.progress?.living, now.failure]);
      if (key === before) return;
      before = key;
      state.replaceChildren(badge(now.status));
      if (now.status === "queued") far.replaceChildren(h("span", {}, now.ahead === null ? "waits for its turn" : now.ahead === 0 ? "next in the queue" : `place ${now.ahead + 1} in the queue`));
      else if (now.status === "failed") far.replaceChildren(h("span", { class: "bad" }, now.failure ?? "failed without a word"));
      else if (now.status === "completed" && now.progress !== null) far.replaceChildren(h("span", {}, position(now.progress)));
      else if (now.progress !== null) far.replaceChildren(bar(now.progress.done, `Progress of ${now.name}`), h("span", {}, [position(now.progress), left(now.progress)].filter(Boolean).join(" · ")));
      else far.replaceChildren();
    },
  };
}
