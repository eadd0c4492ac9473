type Child = Node | string | number | null | undefined | false;

/** Builds an element. Text always becomes a text node, so a name from a scenario can never become markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string | boolean | ((event: Event) => void)> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  for (const child of children)
    if (child !== null && child !== undefined && child !== false) element.append(typeof child === "number" ? String(child) : child);
  return element;
}

export interface Column<T> { name: string; of: (row: T) => Child; number?: boolean; mono?: boolean; wide?: boolean; group?: boolean }

let tables = 0;
/** A table of a journal: caption above, rules only where they separate. */
export function table<T>(caption: Child[], columns: Column<T>[], rows: T[]): HTMLElement {
  const shape = (column: Column<T>) => [column.number && "n", column.mono && "mono", column.wide && "wide"].filter(Boolean).join(" ");
  const id = `table-${++tables}`;
  return h("div", { class: "table" }, h("p", { class: "caption", id }, ...caption), h("div", { class: "scroll" }, h("table", { "aria-labelledby": id },
    h("thead", {}, h("tr", {}, ...columns.map(column => h("th", { scope: "col", class: shape(column) }, column.name)))),
    h("tbody", {}, ...grouped(rows.map(row => h("tr", {}, ...columns.map(column => h("td", { class: shape(column) }, column.of(row))))), columns.findIndex(column => column.group))))));
}

/** What repeats from row to row is written once; readers by ear and searches still find it. */
function grouped(rows: HTMLTableRowElement[], at: number): HTMLTableRowElement[] {
  if (at >= 0)
    rows.forEach((row, i) => {
      const cell = row.cells[at]!;
      if (rows[i - 1]?.cells[at]!.textContent !== cell.textContent) return;
      cell.classList.add("again");
      cell.replaceChildren(h("span", { class: "aloud" }, ...cell.childNodes));
    });
  return rows;
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

export function select(label: string, options: string[], choose: (index: number) => void): HTMLElement {
  const box = h("select", { change: event => choose((event.target as HTMLSelectElement).selectedIndex) }, ...options.map(option => h("option", {}, option)));
  return h("label", { class: "select" }, label, " ", box);
}

let sections = 0;
export function section(id: string, title: string, ...children: Child[]): HTMLElement {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, h("span", { class: "ordinal", "aria-hidden": "true" }, `${++sections}`), title), ...children);
}

export const empty = (...words: Child[]): HTMLElement => h("p", { class: "empty" }, ...words);
export const code = (text: string): HTMLElement => h("code", {}, text);
