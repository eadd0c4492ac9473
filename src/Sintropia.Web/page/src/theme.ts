export type Mode = "auto" | "light" | "dark";

/** What charts are drawn with. Everything else takes its colours from styles.css. */
export interface Ink { dark: boolean; text: string; muted: string; line: string; paper: string; accent: string; phase: (name: string) => string; series: (index: number) => string; ramp: string[] }

const seriesColours = {
  light: ["#3a3a3a", "#c2410c", "#0e7490", "#6d4bc2", "#a16207", "#be185d", "#15803d", "#1d4ed8"],
  dark: ["#d9d6cf", "#fb923c", "#4cc9e0", "#b5a1f7", "#e3b341", "#f472b6", "#5fd38a", "#7aa7ff"],
};
// Hues that stay apart with red-green and blue-yellow blindness, of unlike lightness; the dead are grey. Those of the report.
const phaseColours: Record<string, [light: string, dark: string]> = {
  G0: ["#a8c6e3", "#a8c6e3"], G1: ["#2b6cb0", "#3b82c9"], S: ["#eaa221", "#eaa221"], G2: ["#158f6b", "#1faa80"], M: ["#a8326f", "#d6559a"],
  senescent: ["#7d5f45", "#a3805f"], apoptotic: ["#595959", "#a8a8a8"], necrotic: ["#8c8c8c", "#7d7d7d"], mitotic_death: ["#bfbfbf", "#595959"],
};
const ramps = { light: ["#e7e1c4", "#c9a227", "#b3541e", "#6b1d3c"], dark: ["#3a3a2a", "#a8871f", "#e07b3a", "#ffd9c9"] };

let mode: Mode = stored();
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function stored(): Mode {
  try { return (localStorage.getItem("sintropia-theme") as Mode | null) ?? "auto"; } catch { return "auto"; }
}

const isDark = () => mode === "dark" || (mode === "auto" && system.matches);

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
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
system.addEventListener("change", apply);
apply();

export function ink(): Ink {
  const dark = isDark();
  const palette = dark ? seriesColours.dark : seriesColours.light;
  return {
    dark, text: dark ? "#e9e6e0" : "#1c1c1a", muted: dark ? "#aaa69e" : "#5d5b56", line: dark ? "#34363b" : "#e4e2dc", paper: dark ? "#1b1e22" : "#ffffff", accent: dark ? "#84b9ec" : "#1f5f99",
    phase: name => phaseColours[name]?.[dark ? 1 : 0] ?? (dark ? "#cfcfcf" : "#303030"),
    series: index => palette[((index % palette.length) + palette.length) % palette.length]!,
    ramp: dark ? ramps.dark : ramps.light,
  };
}

/** Eight colours serve more lines when the dash changes with each round. */
export const dash = (index: number): "solid" | "dashed" | "dotted" => (["solid", "dashed", "dotted"] as const)[Math.floor(index / seriesColours.light.length) % 3]!;
