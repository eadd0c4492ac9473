import "./styles.css";
import { api, setToken, whenTokenIsAsked } from "./api";
import { choice, h } from "./dom";
import { currentMode, setMode } from "./theme";
import { Life, onNavigate, go, link, type View } from "./view";
import { runs } from "./runs";
import { submit } from "./submit";
import { run } from "./run";
import { compare } from "./compare";
import { models } from "./models";

const views: Record<string, [View, string]> = { "": [runs, "Runs"], submit: [submit, "Submit"], compare: [compare, "Compare"], models: [models, "Models"], runs: [run, "Run"] };

const version = h("span", { class: "version" });
const main = h("main", { id: "main", tabindex: "-1" });
const nav = h("nav", { "aria-label": "Pages" }, link("/", "Runs"), link("/submit", "Submit"), link("/compare", "Compare"), link("/models", "Models"));

document.getElementById("app")!.append(
  h("a", { class: "skip", href: "#main" }, "Skip to content"),
  h("header", { class: "top" }, h("a", { class: "brand", href: "/" }, "Sintropia"), nav, choice("Theme", [["auto", "auto"], ["light", "light"], ["dark", "dark"]], currentMode(), setMode)),
  main,
  h("footer", {}, version, h("a", { href: "/api/v1/openapi.json", "data-plain": "" }, "API")));

let life = new Life();
let shown = "";
function show(): void {
  life.end();
  life = new Life();
  const path = location.pathname.split("/").filter(part => part !== "").map(decodeURIComponent);
  const [view, title] = views[path[0] ?? ""] ?? [lost, "Not found"];
  document.title = `${path[0] === "runs" ? path[1] ?? title : title} · Sintropia`;
  for (const a of nav.querySelectorAll("a"))
    if (a.getAttribute("href") === `/${path[0] === "runs" ? "" : path[0] ?? ""}`) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  const place = h("div", { class: "view" });
  main.replaceChildren(place);
  view(place, life, path.slice(1), new URLSearchParams(location.search));
  // Who reads by ear or keyboard begins at the new view, unless it is the same with another part shown.
  const begins = path.slice(0, 2).join("/");
  if (shown !== "" && shown !== begins) { main.focus({ preventScroll: true }); scrollTo(0, 0); }
  shown = begins || "/";
}

const lost: View = place => place.append(h("h1", {}, "Nothing is here"), h("p", {}, "There is no such page. ", link("/", "See the runs"), "."));

onNavigate(show);
addEventListener("popstate", show);
document.addEventListener("click", event => {
  const a = (event.target as Element).closest?.("a");
  if (!a || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || a.target || a.hasAttribute("download") || a.hasAttribute("data-plain") || a.origin !== location.origin || a.pathname.startsWith("/api/") || a.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  go(a.pathname + a.search);
});

/** One question at a time, however many requests were refused. */
let asking: Promise<void> | null = null;
whenTokenIsAsked(why => asking ??= new Promise<void>(resolve => {
  const field = h("input", { id: "token", type: "password", autocomplete: "off", spellcheck: "false", required: true });
  const dialog = h("dialog", { class: "token", "aria-labelledby": "token-title", cancel: event => event.preventDefault() },
    h("form", {
      submit: event => {
        event.preventDefault();
        setToken(field.value.trim());
        dialog.remove();
        asking = null;
        resolve();
      },
    }, h("h2", { id: "token-title" }, "This server asks for a token"),
    h("p", {}, "Whoever started the server knows it. It is kept until this tab is closed, and sent to this server alone."),
    why ? h("p", { class: "refusal", role: "alert" }, why) : null,
    h("label", { for: "token" }, "Token"), field, h("div", { class: "actions" }, h("button", { class: "primary" }, "Enter"))));
  document.body.append(dialog);
  dialog.showModal();
}));

show();
void api.server().then(card => { version.textContent = `${card.name} ${card.version}`; }, () => undefined);
