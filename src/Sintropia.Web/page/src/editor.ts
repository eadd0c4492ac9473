import type { ScenarioProblem } from "./api";
import { freshId, h } from "./dom";
import { go } from "./view";

/** A text area with the numbers of its lines, and what the server says of them. */
export class Editor {
  readonly element: HTMLElement;
  readonly area: HTMLTextAreaElement;
  readonly problems: HTMLElement;
  private readonly gutter = h("div", { class: "gutter", "aria-hidden": "true" });
  private marks = new Map<number, "error" | "warning">();

  constructor(label: string, text: string, rows: number, private readonly changed: () => void) {
    const id = freshId("editor");
    this.problems = h("div", { class: "problems", id: `${id}-problems`, "aria-live": "polite" });
    this.area = h("textarea", { id, rows, spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", "aria-describedby": `${id}-problems`, input: () => { this.number(); this.changed(); } });
    this.area.value = text;
    this.area.addEventListener("scroll", () => { this.gutter.scrollTop = this.area.scrollTop; });
    this.element = h("div", { class: "editor" }, h("label", { for: id }, label), h("div", { class: "paper" }, this.gutter, this.area), this.problems);
    this.number();
  }

  get text(): string { return this.area.value; }
  set text(value: string) {
    this.area.value = value;
    this.marks.clear();
    this.number();
    this.changed();
  }

  /** Shows problems at their lines; an empty list says nothing. */
  tell(problems: ScenarioProblem[], good?: string): void {
    this.marks = new Map();
    for (const problem of problems) if (this.marks.get(problem.line) !== "error") this.marks.set(problem.line, problem.severity);
    this.area.setAttribute("aria-invalid", String(problems.some(problem => problem.severity === "error")));
    this.number();
    this.problems.replaceChildren(...(problems.length === 0 ? (good ? [h("p", { class: "good" }, good)] : []) : [h("ol", {}, ...problems.map(problem => h("li", { class: problem.severity },
      h("button", { type: "button", class: "place", click: () => this.goTo(problem) }, `line ${problem.line}`),
      h("div", {}, h("p", {}, problem.what), problem.nearest ? h("p", { class: "note" }, "Nearest: ", h("code", {}, problem.nearest)) : null))))]));
  }

  private goTo(problem: ScenarioProblem): void {
    const lines = this.text.split("\n");
    const begin = lines.slice(0, problem.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + Math.max(0, problem.column - 1);
    this.area.focus();
    this.area.setSelectionRange(begin, begin + Math.max(problem.value.length, 0));
    const height = this.area.scrollHeight / Math.max(1, lines.length);
    this.area.scrollTop = Math.max(0, (problem.line - 4) * height);
  }

  private number(): void {
    const lines = this.area.value.split("\n").length;
    this.gutter.replaceChildren(...Array.from({ length: lines }, (_, i) => h("div", { class: this.marks.get(i + 1) ?? null }, i + 1)));
    this.gutter.scrollTop = this.area.scrollTop;
  }
}

/** Text that another part of the page wants to see in the form of submissions. */
const draftKey = "sintropia-draft";
export function edit(text: string): void {
  keep(text);
  go("/submit");
}
export function keep(text: string): void { try { sessionStorage.setItem(draftKey, text); } catch { /* lost with the page */ } }
export function kept(): string | null { try { return sessionStorage.getItem(draftKey); } catch { return null; } }
