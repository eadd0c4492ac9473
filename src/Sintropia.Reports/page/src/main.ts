import "./styles.css";
import { h } from "./dom";
import { expression } from "./expression";
import { flush } from "./figure";
import { assumptions, contents, masthead, provenance } from "./ledger";
import { lineage } from "./lineage";
import { metrics } from "./metrics";
import type { Payload } from "./payload";
import { setConditions, setPrinting } from "./theme";
import { composition, events, exposures, growth } from "./time-courses";

const payload = JSON.parse(document.getElementById("payload")!.textContent!) as Payload;
const page = document.getElementById("report")!;
setConditions([...new Set([...payload.run.conditions, ...payload.growth.map(curve => curve.condition)])], payload.control);

const sections = [growth, composition, exposures, metrics, ...(payload.expression ? [expression] : []), lineage, events, assumptions, provenance].map(build => build(payload));
page.append(masthead(payload), contents(sections), ...sections,
  h("footer", {}, `Made by Sintropia ${payload.run.sintropia}. This file needs no network and no other file.`));
flush();

// Paper is light and narrow whatever the screen is.
addEventListener("beforeprint", () => setPrinting(true));
addEventListener("afterprint", () => setPrinting(false));
