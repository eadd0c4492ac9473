const none = "–";
const proper = (value: number | null | undefined): value is number => value !== null && value !== undefined && Number.isFinite(value);

/** So many significant digits, minus as minus. */
export function number(value: number | null | undefined, digits = 4): string {
  if (!proper(value)) return none;
  if (value === 0) return "0";
  if (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e12) return value.toExponential(digits - 1).replace("e", " × 10^").replace(/-/g, "−");
  const decimals = Math.max(0, Math.min(12, digits - 1 - Math.floor(Math.log10(Math.abs(value)))));
  return new Intl.NumberFormat("en", { maximumFractionDigits: decimals, useGrouping: Math.abs(value) >= 10_000 || decimals === 0 }).format(value).replace("-", "−");
}

export const count = (value: number | null | undefined): string => proper(value) ? new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(value).replace("-", "−") : none;

/** Numbers on axes. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${number(value / 1e9, 3)}G`;
  if (size >= 1e6) return `${number(value / 1e6, 3)}M`;
  if (size >= 1e4) return `${number(value / 1e3, 3)}k`;
  return String(+value.toPrecision(4)).replace("-", "−");
}

export const hours = (value: number | null | undefined): string => proper(value) ? `${String(+value.toFixed(2)).replace("-", "−")} h` : none;
export const percent = (share: number, decimals = 0): string => `${(100 * share).toFixed(decimals)}\u00a0%`;

export function bytes(value: number | null | undefined): string {
  if (!proper(value)) return none;
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${number(value / 1000 ** power, 3)} ${units[power]}`;
}

export function span(seconds: number | null | undefined): string {
  if (!proper(seconds)) return none;
  if (seconds < 0.1) return "under 0.1 s";
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const moment = (when: string | null): string => when === null ? none : new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(new Date(when));

const spoken: Record<string, string> = { mitotic_death: "mitotic death" };
export const words = (name: string): string => spoken[name] ?? name.replace(/_/g, " ");
