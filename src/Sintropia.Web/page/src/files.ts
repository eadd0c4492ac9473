import { api, hasToken, type ResultFile } from "./api";
import { busy, empty, h, table } from "./dom";
import { bytes } from "./format";
import type { Part } from "./run";
import { isOver } from "./status";
import { refusal } from "./view";

const about: Record<string, string> = {
  "report.html": "one self-contained page", "run.json": "what was run, where, and what came out", "timeseries.csv": "cells by type and phase over time", "events.csv": "what has happened since the start", "exposure.csv": "levels of what acts", "circulation.csv": "what blood carries, in plasma and organs",
  "lineage.csv": "every cell that ever lived", "lineage.nwk": "trees of some clones, in Newick form", "cells.csv": "living cells at the end", "cells.h5ad": "what cells express, for scanpy", "founders.h5ad": "measured cells that founders were drawn from",
  "clones.csv": "cells by groups of clones", "paired.csv": "differences between conditions", "response.csv": "how far a trained model moves expression", "fingerprints.csv": "the fingerprint of each record", "scenario.yaml": "the scenario as it was run", "branch.yaml": "the branches as they were run",
};

export const files: Part = (place, life, shown) => {
  const body = h("div", {}, busy("Reading the list of files …"));
  const trouble = h("div", {});
  place.append(trouble, body);

  const read = (): Promise<boolean> => life.try(body, async () => {
    const list = await api.files(shown.id, life.signal);
    if (list.length === 0) { body.replaceChildren(empty("The run has written nothing yet.")); return; }
    const report = list.find(file => file.name === "report.html");
    body.replaceChildren(...(report ? [h("p", { class: "actions" }, open(report), h("span", { class: "note" }, "Opens in a tab of its own."))] : []),
      table("Files of this run", [
        { name: "File", of: file => fetched(file, file.name) }, { name: "What it is", of: file => h("span", { class: "note" }, about[file.name] ?? (file.name.includes("/") || !isOver(shown.detail().run.status) ? "" : "came with the scenario")) },
        { name: "Size", of: file => bytes(file.bytes), number: true }, { name: "SHA-256", of: file => file.sha256 ? h("code", { title: file.sha256 }, file.sha256.slice(0, 12)) : "", mono: true },
      ], list.sort((a, b) => Number(b.name === "report.html") - Number(a.name === "report.html") || a.name.localeCompare(b.name))),
      h("p", { class: "note" }, "All of them, also a download that broke off: ", h("code", {}, `sintropia watch ${shown.id} --server ${location.origin} --out ${shown.id}`)));
  }, () => void read());

  const open = (file: ResultFile): HTMLElement => reached(file, "Open the report", { target: "_blank", rel: "noopener" }, "button primary");
  const fetched = (file: ResultFile, text: string): HTMLElement => reached(file, text, { download: file.name.split("/").at(-1)! });

  /** A link; where a token is needed, which a link does not send, one that is asked for when it is followed. */
  function reached(file: ResultFile, text: string, how: Record<string, string>, kind = ""): HTMLElement {
    if (!hasToken()) return h("a", { href: api.fileAddress(shown.id, file.name), class: kind || null, ...how }, text);
    return h("button", {
      type: "button", class: kind || "linkish", click: event => void (async () => {
        const button = event.target as HTMLButtonElement;
        button.disabled = true;
        trouble.replaceChildren();
        try { h("a", { href: (await api.link(shown.id, file.name, life.signal)).address, ...how }).click(); } catch (failed) { trouble.replaceChildren(refusal(failed)); }
        button.disabled = false;
      })(),
    }, text);
  }

  void read();
  shown.onProgress(progress => { if (isOver(progress.status)) void read(); });
};
