import "./styles.css";
import { h } from "./dom";
import { expression } from "./expression";
import { combinations, doseResponse, type CombinationPayload, type DosePayload } from "./effects";
import { flush } from "./figure";
import { assumptions, contents, masthead, provenance } from "./ledger";
import { lineage } from "./lineage";
import { metrics } from "./metrics";
import type { Payload } from "./payload";
import { organs } from "./organs";
import { setConditions, setPrinting } from "./theme";
import { composition, events, exposures, growth } from "./time-courses";

const payload = JSON.parse(document.getElementById("payload")!.textContent!) as Payload | DosePayload | CombinationPayload;
const page = document.getElementById("report")!;

function run(of: Payload): HTMLElement[] {
  setConditions([...new Set([...of.run.conditions, ...of.growth.map(curve => curve.condition)])], of.control);
  const sections = [growth, composition, exposures, metrics, ...(of.organs.length > 0 ? [organs] : []), ...(of.expression ? [expression] : []), lineage, events, assumptions, provenance].map(build => build(of));
  return [masthead(of), contents(sections), ...sections, h("footer", {}, `Made by Sintropia ${of.run.sintropia}. This file needs no network and no other file.`)];
}

page.append(...(!("kind" in payload) ? run(payload) : payload.kind === "dose-response" ? doseResponse(payload) : combinations(payload)));
flush();

// Paper is light and narrow whatever the screen is.
addEventListener("beforeprint", () => setPrinting(true));
addEventListener("afterprint", () => setPrinting(false));
