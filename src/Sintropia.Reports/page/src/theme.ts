export type Mode = "auto" | "light" | "dark";

/** What charts are drawn with. Pages take theirs from styles.css. */
export interface Ink { dark: boolean; text: string; muted: string; line: string; paper: string; conditions: (name: string) => string; phase: (name: string) => string }

const control = { light: "#3a3a3a", dark: "#d9d6cf" };
const conditionColours = {
  light: ["#c2410c", "#0e7490", "#6d4bc2", "#a16207", "#be185d", "#15803d", "#1d4ed8"],
  dark: ["#fb923c", "#4cc9e0", "#b5a1f7", "#e3b341", "#f472b6", "#5fd38a", "#7aa7ff"],
};
// Hues that stay apart with red-green and blue-yellow blindness, of unlike lightness; the dead are grey.
const phaseColours: Record<string, [light: string, dark: string]> = {
  G0: ["#a8c6e3", "#a8c6e3"], G1: ["#2b6cb0", "#3b82c9"], S: ["#eaa221", "#eaa221"], G2: ["#158f6b", "#1faa80"], M: ["#a8326f", "#d6559a"],
  senescent: ["#7d5f45", "#a3805f"], apoptotic: ["#595959", "#a8a8a8"], necrotic: ["#8c8c8c", "#7d7d7d"], mitotic_death: ["#bfbfbf", "#595959"],
};

let mode: Mode = stored();
let printing = false;
let saving = false;
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners: (() => void)[] = [];

function stored(): Mode {
  // A page opened from a file may have no storage.
  try { return (localStorage.getItem("sintropia-theme") as Mode | null) ?? "auto"; } catch { return "auto"; }
}

const isDark = () => !printing && !saving && (mode === "dark" || (mode === "auto" && system.matches));

function apply(): void {
  document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
  listeners.forEach(listener => listener());
}

export const currentMode = (): Mode => mode;
export function setMode(next: Mode): void {
  mode = next;
  try { localStorage.setItem("sintropia-theme", next); } catch { /* stays for this visit */ }
  apply();
}
export function setPrinting(on: boolean): void {
  printing = on;
  document.documentElement.classList.toggle("printing", on);
  apply();
}
/** Does something while everything is drawn as on paper: a figure saved for an article is light. */
export function inLight(work: () => void): void {
  saving = true;
  apply();
  try { work(); } finally { saving = false; apply(); }
}
export const onThemeChange = (listener: () => void): void => void listeners.push(listener);
system.addEventListener("change", apply);
apply();

let names: string[] = [];
/** Conditions keep their colour through all figures; the control has none. */
export const setConditions = (conditions: string[], of: string): void => { names = [of, ...conditions.filter(name => name !== of)]; };

export function ink(): Ink {
  const dark = isDark();
  const palette = dark ? conditionColours.dark : conditionColours.light;
  return {
    dark,
    text: dark ? "#e9e6e0" : "#1c1c1a", muted: dark ? "#aaa69e" : "#5d5b56", line: dark ? "#34363b" : "#e4e2dc", paper: dark ? "#16181b" : "#ffffff",
    conditions: name => { const at = names.indexOf(name); return at <= 0 ? (dark ? control.dark : control.light) : palette[(at - 1) % palette.length]!; },
    phase: name => phaseColours[name]?.[dark ? 1 : 0] ?? (dark ? "#cfcfcf" : "#303030"),
  };
}

/** Seven colours serve more conditions when the dash changes with each round, and dashes survive a black-and-white printer. */
export function dash(name: string): "solid" | "dashed" | "dotted" {
  const round = Math.floor(Math.max(0, names.indexOf(name) - 1) / conditionColours.light.length);
  return (["solid", "dashed", "dotted"] as const)[round % 3]!;
}
