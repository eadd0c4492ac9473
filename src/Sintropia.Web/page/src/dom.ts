export type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

function dress(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  for (const child of children)
    if (child !== null && child !== undefined && child !== false) element.append(typeof child === "number" ? String(child) : child);
}

/** Builds an element. Text always becomes a text node, so a name from a scenario can never become markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

/** The same in SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  dress(element, attributes, children);
  return element;
}

export const empty = (...words: Child[]): HTMLElement => h("div", { class: "empty" }, ...words);
export const busy = (what: string): HTMLElement => h("p", { class: "busy", role: "status" }, what);

export interface Column<T> { name: string; of: (row: T) => Child; number?: boolean; mono?: boolean; wide?: boolean }

export function table<T>(caption: string, columns: Column<T>[], rows: T[]): HTMLElement {
  const shape = (column: Column<T>) => [column.number && "n", column.mono && "mono", column.wide && "wide"].filter(Boolean).join(" ") || null;
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", {},
    h("caption", { class: "aloud" }, caption),
    h("thead", {}, h("tr", {}, ...columns.map(column => h("th", { scope: "col", class: shape(column) }, column.name)))),
    h("tbody", {}, ...rows.map(row => h("tr", {}, ...columns.map(column => h("td", { class: shape(column) }, column.of(row))))))));
}

/** A row of buttons of which one is pressed. */
export function choice<T extends string>(label: string, options: readonly (readonly [T, string])[], chosen: T, choose: (value: T) => void): HTMLElement {
  const buttons = options.map(([value, text]) => h("button", {
    type: "button", "aria-pressed": String(value === chosen),
    click: () => {
      buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(options[i]![0] === value)));
      choose(value);
    },
  }, text));
  return h("div", { class: "choice", role: "group", "aria-label": label }, ...buttons);
}

export function select(label: string, options: readonly (readonly [string, string])[], chosen: string, choose: (value: string) => void): HTMLElement {
  const id = freshId("select");
  const box = h("select", { id, change: event => choose((event.target as HTMLSelectElement).value) }, ...options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)));
  return h("div", { class: "field" }, h("label", { for: id }, label), box);
}

let ids = 0;
export const freshId = (prefix: string): string => `${prefix}-${++ids}`;

/** A dialog that says what it asks, and what each button does. Resolves to whether the first was chosen. */
export function ask(title: string, words: string, yes: string, no: string): Promise<boolean> {
  return new Promise(resolve => {
    const id = freshId("dialog");
    const dialog = h("dialog", { "aria-labelledby": id, close: () => { resolve(dialog.returnValue === "yes"); dialog.remove(); } },
      h("h2", { id }, title), h("p", {}, words),
      h("div", { class: "actions" }, h("button", { type: "button", class: "danger", click: () => dialog.close("yes") }, yes), h("button", { type: "button", autofocus: true, click: () => dialog.close("no") }, no)));
    document.body.append(dialog);
    dialog.showModal();
  });
}
