import { Problem } from "./api";
import type { Chart } from "./chart";
import { h } from "./dom";

/** What a view owns: requests that end when it goes, charts that are given back, times that are stopped. */
export class Life {
  private readonly controller = new AbortController();
  private readonly ends: (() => void)[] = [];
  readonly signal = this.controller.signal;

  chart<T extends Chart>(chart: T): T { this.onEnd(() => chart.dispose()); return chart; }
  onEnd(end: () => void): void { this.ends.push(end); }
  every(milliseconds: number, work: () => void): void {
    const timer = setInterval(() => { if (!document.hidden) work(); }, milliseconds);
    this.onEnd(() => clearInterval(timer));
  }
  child(): Life {
    const child = new Life();
    this.onEnd(() => child.end());
    return child;
  }
  end(): void {
    this.controller.abort();
    this.ends.splice(0).forEach(end => end());
  }

  /** Does something that may be refused; says so in a place. */
  async try(place: HTMLElement, work: () => Promise<void>, again?: () => void): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (failed) {
      if (!this.signal.aborted) place.replaceChildren(refusal(failed, again));
      return false;
    }
  }
}

/** Says what went wrong, in the server's words. */
export function refusal(failed: unknown, again?: () => void): HTMLElement {
  const said = failed instanceof Problem ? failed.message : failed instanceof Error ? `The page failed: ${failed.message}. Load it again; if it fails again it is a defect of sintropia.` : String(failed);
  if (!(failed instanceof Problem)) console.error(failed);
  return h("div", { class: "refusal", role: "alert" }, h("p", {}, said), again ? h("button", { type: "button", click: again }, "Try again") : null);
}

export type View = (place: HTMLElement, life: Life, path: string[], query: URLSearchParams) => void;

let listener: () => void = () => undefined;
export const onNavigate = (navigated: () => void): void => { listener = navigated; };

/** Goes to another address of the page. */
export function go(address: string, replace = false): void {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  listener();
}
/** The address says what is shown, without going anywhere. */
export const note = (address: string): void => history.replaceState(null, "", address);

export const link = (address: string, text: string, attributes: Record<string, string> = {}): HTMLAnchorElement => h("a", { href: address, ...attributes }, text);
