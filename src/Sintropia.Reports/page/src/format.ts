import type { Estimate } from "./payload";

/** A number with so many significant digits, thousands separated, minus as minus. */
export function number(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  if (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e12) return value.toExponential(digits - 1).replace("e", " × 10^").replace(/-/g, "−");
  const decimals = Math.max(0, Math.min(12, digits - 1 - Math.floor(Math.log10(Math.abs(value)))));
  return new Intl.NumberFormat("en", { maximumFractionDigits: decimals, useGrouping: Math.abs(value) >= 10_000 || decimals === 0 }).format(value).replace("-", "−");
}

/** So many decimals, none dropped: numbers of a column line up. */
export const fixed = (value: number | null | undefined, decimals: number): string =>
  value === null || value === undefined || !Number.isFinite(value) ? "–" : new Intl.NumberFormat("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: Math.abs(value) >= 1000 }).format(value).replace(/^-(?=[0.]+$)/, "").replace("-", "−");

export const count = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? "–" : new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(value).replace("-", "−");

export function interval(estimate: Estimate, decimals: number): string {
  if (estimate.value === null) return "–";
  const bound = (value: number | null) => (value === null ? "∞" : fixed(value, decimals));
  return estimate.low === null && estimate.high === null ? fixed(estimate.value, decimals) : `${fixed(estimate.value, decimals)} (${bound(estimate.low)} to ${bound(estimate.high)})`;
}

export const hours = (value: number | null | undefined): string => `${number(value, 4)} h`;

export function bytes(value: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** Labels of counts on an axis: 20k rather than 20,000 keeps the axis narrow. */
export const short = (value: number): string =>
  Math.abs(value) >= 1e6 ? `${+(value / 1e6).toPrecision(3)}M` : Math.abs(value) >= 1e4 ? `${+(value / 1e3).toPrecision(3)}k` : `${+value.toPrecision(6)}`.replace("-", "−");

export const words = (key: string): string => key.replaceAll("_", " ");
