import { api, Problem, type ScenarioRequest } from "./api";
import { busy, h, select } from "./dom";
import { Editor, keep, kept } from "./editor";
import { bytes, count, hours } from "./format";
import { go, refusal, type View } from "./view";

const patience = 600;
const sources = import.meta.glob<string>(["../../../../examples/*.yaml", "!../../../../examples/measured-*.yaml"], { query: "?raw", import: "default", eager: true });
const order = ["first-culture", "listening-culture", "palbociclib"];

/** Examples without the line that is for editors. */
const examples: [string, string][] = Object.entries(sources).map(([path, text]): [string, string] => [path.split("/").at(-1)!.replace(".yaml", ""), text.replace(/^# yaml-language-server:.*\n(#\n)?/, "")])
  .sort(([a], [b]) => (order.indexOf(a) + 99) % 99 - (order.indexOf(b) + 99) % 99 || a.localeCompare(b));

export const submit: View = (place, life) => {
  const files = new Map<string, { text: string } | { base64: string; size: number }>();
  const attached = h("ul", { class: "attached" });
  const outcome = h("div", { class: "outcome", "aria-live": "polite" });
  let checking: AbortController | null = null;
  let timer = 0;

  const editor = new Editor("Scenario (YAML)", kept() ?? examples[0]![1], 24, () => { keep(editor.text); outcome.replaceChildren(); schedule(); });
  const request = (): ScenarioRequest => ({
    scenario: editor.text, file_name: "scenario.yaml",
    files: Object.fromEntries([...files].flatMap(([name, file]) => "text" in file ? [[name, file.text]] : [])),
    binary_files: Object.fromEntries([...files].flatMap(([name, file]) => "base64" in file ? [[name, file.base64]] : [])),
  });

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), patience) as unknown as number;
  }
  life.onEnd(() => clearTimeout(timer));

  async function check(): Promise<boolean> {
    clearTimeout(timer);
    checking?.abort();
    checking = new AbortController();
    life.onEnd(() => checking?.abort());
    const own = checking;
    if (editor.text.trim() === "") { editor.tell([]); return false; }
    try {
      const answer = await api.validate(request(), own.signal);
      if (own.signal.aborted) return false;
      editor.tell(answer.problems, answer.valid ? `“${answer.name}” can be run.` : undefined);
      return answer.valid;
    } catch (failed) {
      if (!own.signal.aborted) outcome.replaceChildren(refusal(failed));
      return false;
    }
  }

  const refused = (failed: unknown) => {
    if (failed instanceof Problem && failed.problems.length > 0) editor.tell(failed.problems);
    outcome.replaceChildren(refusal(failed));
  };

  async function explain(): Promise<void> {
    outcome.replaceChildren(busy("Working out what it will simulate …"));
    try {
      const e = await api.explain(request(), life.signal);
      editor.tell(e.warnings, `“${e.name}” can be run.`);
      outcome.replaceChildren(h("section", { "aria-label": "What it will simulate" }, h("h2", {}, "What it will simulate"),
        h("dl", { class: "facts" }, ...([["duration", hours(e.duration_h)], ["tick", hours(e.tick_h)], ["record", `every ${hours(e.record_every_h)}`], ["conditions", e.conditions.join(", ")], ["replicates", count(e.replicates)], ["founders", count(e.founders)], ["lineage", e.lineage ? "kept" : "not kept"]] as const)
          .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
        h("pre", { tabindex: "0" }, e.explanation)));
    } catch (failed) { if (!life.signal.aborted) refused(failed); }
  }

  const button = h("button", { type: "button", class: "primary", click: () => void send() }, "Submit");
  async function send(): Promise<void> {
    button.disabled = true;
    outcome.replaceChildren(busy("Submitting …"));
    try {
      const run = await api.submit(request(), life.signal);
      go(`/runs/${run.id}`);
    } catch (failed) {
      if (life.signal.aborted) return;
      refused(failed);
      button.disabled = false;
    }
  }

  async function attach(input: HTMLInputElement): Promise<void> {
    for (const file of input.files ?? []) {
      const name = (file.webkitRelativePath || file.name).replace(/^\/+/, "");
      if (/\.(csv|tsv|txt|ya?ml)$/i.test(name)) files.set(name, { text: await file.text() });
      else files.set(name, { base64: encode(new Uint8Array(await file.arrayBuffer())), size: file.size });
    }
    input.value = "";
    list();
  }
  function list(): void {
    attached.replaceChildren(...[...files].map(([name, file]) => h("li", {}, h("code", {}, name), " ", bytes("text" in file ? file.text.length : file.size), " ",
      h("button", { type: "button", class: "quiet", "aria-label": `Leave ${name} out`, click: () => { files.delete(name); list(); } }, "leave out"))));
    schedule();
  }

  const chooser = h("input", { type: "file", multiple: true, class: "aloud", id: "attach", change: event => void attach(event.target as HTMLInputElement) });
  place.append(h("div", { class: "heading" }, h("h1", {}, "Submit a scenario")),
    h("div", { class: "bar" },
      select("Example", [["", "Begin with an example …"], ...examples.map(([name]): [string, string] => [name, name.replace(/-/g, " ")])], "", name => { const found = examples.find(([each]) => each === name); if (found) editor.text = found[1]; }),
      chooser, h("label", { for: "attach", class: "button" }, "Attach files"), h("span", { class: "note" }, "for what a scenario names, such as data/lineages.csv")),
    attached, editor.element,
    h("div", { class: "actions sticky" }, button, h("button", { type: "button", click: () => void explain() }, "Explain"), h("button", { type: "button", click: () => void check() }, "Validate"), h("span", { class: "note" }, "Problems are shown while you write.")),
    outcome);
  editor.area.addEventListener("keydown", event => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void send(); } });
  void check();
};

function encode(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
