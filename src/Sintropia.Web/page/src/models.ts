import { api } from "./api";
import { busy, empty, h } from "./dom";
import { words } from "./format";
import type { View } from "./view";

export const models: View = (place, life) => {
  const body = h("div", {}, busy("Reading the cards …"));
  place.append(h("div", { class: "heading" }, h("h1", {}, "Models")), h("p", { class: "lead" }, "Predictors that a scenario can name under ", h("code", {}, "expression: predictor:"), ". A card says what one takes and gives, and what it was trained on."), body);
  const read = (): Promise<boolean> => life.try(body, async () => {
    const cards = await api.models(life.signal);
    body.replaceChildren(cards.length === 0 ? empty("This server knows no predictors.") : h("div", { class: "cards" }, ...cards.map(card => h("article", { class: "card", "aria-label": card.name }, h("h2", {}, card.name),
      h("dl", { class: "ledger" }, ...([
        ["takes", words(card.input)], ["gives", words(card.output)], ["answer means", card.time === "settled" ? "where a cell would settle" : "where a cell is after a time of its own"], ["looks at", card.sets === "rows" ? "cells one by one" : `sets of cells (${words(card.sets)})`],
        ["knows", card.agents.length === 0 ? "whatever a scenario has" : card.agents.join(", ")], ["trained on", card.trained_on], ["licence", card.licence], ["weights", card.weights_sha256],
      ] as const).flatMap(([name, value]) => [h("dt", {}, name), h("dd", { class: name === "weights" ? "mono" : null }, value)]))))));
  }, () => void read());
  void read();
};
