// What a reader does on the page to understand what came out, flow by flow. Each is told an address and what the server holds.
import { fits, hasLines } from "./seen.mjs";

export async function charted({ page, at, says, assert, told, shot }) {
  const asked = [];
  page.on("request", request => asked.push(new URL(request.url()).pathname));
  await at(`/runs/${told.run}`);
  await hasLines(page, "Living cells");
  await hasLines(page, "Share of phases over time in control");
  await hasLines(page, "Level of palbociclib in dish");
  await hasLines(page, "divisions since the start");
  await says(told.fingerprint);
  await page.getByRole("button", { name: "cells", exact: true }).click();
  await page.getByRole("button", { name: "logarithmic" }).click();
  await hasLines(page, "Living cells");
  assert.deepEqual(asked.filter(path => path.includes("/files/")), [], "charts come from sums that the server makes, not from tables");
  await shot("run-charts");
}

export async function circulated({ page, at, says, told, shot }) {
  await at(`/runs/${told.run}`);
  await hasLines(page, "Concentrations of drug · treated");
  await hasLines(page, "Amounts of drug · treated");
  await says("metabolised");
  await shot("run-blood");
}

export async function burdened({ page, at, says, told, shot }) {
  await at(`/runs/${told.run}`);
  const predictor = page.getByRole("region", { name: "Predictor" });
  await hasLines(page, "Cells that predictors of this server are asked about in a second");
  await says(/^[\d\s,.]*[1-9][\d\s,.]* cells a second, \d+\.\d\d threads at work/, predictor);
  await shot("run-load");
}

export async function weighed({ page, at, says, assert, told }) {
  let bytes = 0;
  const bodies = [];
  page.on("response", response => { if (response.url().includes("/api/") && !response.url().endsWith("/events")) bodies.push(response.body().then(body => { bytes += body.length; })); });
  await at(`/runs/${told.run}`);
  await hasLines(page, "Living cells");
  await says("What each part came to");
  await at(`/runs/${told.run}/files`);
  await page.locator(".part table").waitFor();
  await Promise.all(bodies);
  console.log(`${bytes} bytes of answers`);
  assert.ok(bytes > 0 && bytes < told.most, `${bytes} bytes of answers`);
}

export async function downloaded({ page, at, assert, told, context, shot }) {
  await at(`/runs/${told.run}/files`);
  const arrived = page.waitForEvent("download");
  await page.getByRole("link", { name: "timeseries.csv" }).click();
  const stream = await (await arrived).createReadStream();
  let bytes = 0;
  for await (const piece of stream) bytes += piece.length;
  assert.equal(bytes, told.bytes);
  await shot("run-files");
  const [report] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "Open the report" }).click()]);
  await report.getByText(told.report).first().waitFor();
}

export async function compared({ page, at, says, assert, told, shot }) {
  await at(`/runs/${told.run}`);
  await page.getByRole("link", { name: "Compare" }).last().click();
  await page.getByRole("heading", { name: "Compare" }).waitFor();
  await hasLines(page, "Living cells of both");
  await says("A: control");
  await says("B: treated");
  assert.equal(await page.getByRole("region", { name: "Both at the end" }).locator("tbody tr").count(), 2);
  await shot("compare");
  await page.getByLabel("Condition of B").selectOption("control");
  await says("A and B are the same.");
  await page.getByRole("region", { name: "Both at the end" }).getByText("the same").first().waitFor();
  assert.match(page.url(), /bc=control/);
  await page.reload();
  await says("A and B are the same.");
}

export async function forked({ page, at, says, assert, told, provoke, shot }) {
  await at(`/runs/${told.run}/branch`);
  const area = page.getByLabel("Branches (YAML)");
  await page.waitForFunction(() => document.querySelector("textarea")?.value.includes("palbociclib"));
  await page.getByLabel("Fork at").fill("12 h");
  await area.fill("conditions:\n  more: [ { compound: palbociclob, dose: 2 uM, from: 12 h } ]\n");
  provoke();
  await page.getByRole("button", { name: "Fork the run" }).click();
  await page.locator(".problems li.error").first().waitFor();
  await says(/palbociclib/, page.locator(".problems"));
  await shot("branch-problem");
  await area.fill("conditions:\n  more: [ { compound: palbociclib, dose: 2 uM, from: 12 h } ]\n");
  await page.getByRole("button", { name: "Fork the run" }).click();
  await says("forked off");
  await page.locator(".run-top .badge.completed").waitFor();
  await hasLines(page, "Living cells");
  await page.getByRole("link", { name: "Branch", exact: true }).click();
  await says("This run is itself a fork.");
  assert.equal(await page.locator("textarea").count(), 0);
}

export async function walked({ page, at, says, assert, told, provoke, shot }) {
  await at(`/runs/${told.run}/lineage?condition=control&replicate=1&founder=${told.founder}`);
  await page.locator(".tree [role=treeitem]").first().waitFor();
  assert.equal(await page.locator(".tree [role=treeitem]").count(), told.cells);
  const chosen = () => page.locator(".tree [aria-selected]").getAttribute("data-cell");
  const founder = await chosen();
  await says("A founder: no ancestors");
  await page.locator(".tree [aria-selected]").focus();
  await page.keyboard.press("ArrowRight");
  const daughter = await chosen();
  assert.notEqual(daughter, founder);
  await says("1 ancestor", page.locator(".kin"));
  await shot("lineage");
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await chosen(), daughter);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await chosen(), founder);

  await page.getByLabel("Find a cell").fill(told.leaf);
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.waitForFunction(id => document.querySelector(".tree [aria-selected]")?.getAttribute("data-cell") === id, told.leaf);
  await says(new RegExp(`^${told.ancestors} ancestors?$`), page.locator(".kin"));
  await page.reload();
  await page.waitForFunction(id => document.querySelector(".tree [aria-selected]")?.getAttribute("data-cell") === id, told.leaf);
  provoke();
  await page.getByLabel("Find a cell").fill("f".repeat(32));
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.locator(".refusal").waitFor();
}

export async function thought({ page, at, says, assert, told, provoke, shot }) {
  await at(`/runs/${told.run}/expression`);
  await page.locator(".chart canvas").first().waitFor();
  await says(/cells of this snapshot/);
  await page.getByLabel("Colour by").selectOption("dose_palbociclib");
  await page.locator(".ramp").waitFor();
  await page.getByLabel("Colour by").selectOption("clone");
  await page.getByLabel("Colour by").selectOption("phase");

  // The virtual cell: a dose moves it, and the slider walks along its way.
  await hasLines(page, "How far the cell is");
  await says(/means? nothing/);
  const far = async () => (await page.evaluate(() => [...document.querySelectorAll(".chart")].find(c => c.getAttribute("aria-label").includes("How far")).querySelector("svg").textContent));
  const before = await far();
  const answered = page.waitForResponse(response => response.url().endsWith("/response") && response.ok());
  await page.getByLabel("Dose", { exact: true }).fill("100");
  const answer = await (await answered).json();
  assert.ok(answer.shift.at(-1) >= 0 && answer.shift[0] === 0 && answer.x.length === answer.times_h.length);
  await page.waitForFunction(text => [...document.querySelectorAll(".chart")].find(c => c.getAttribute("aria-label").includes("How far")).querySelector("svg").textContent !== text, before);
  await page.getByLabel("Look at").fill("48");
  await says("24 h", page.locator("output[for=when]"));
  await shot("expression");

  // What was treated has no unperturbed state in the file, and the page says so.
  provoke();
  const treated = await page.getByLabel("Cell", { exact: true }).locator("option", { hasText: "treated" }).first().getAttribute("value");
  await page.getByLabel("Cell", { exact: true }).selectOption(treated);
  await page.locator(".refusal").waitFor();
  assert.match(await page.locator(".refusal").textContent(), /under an intervention since 12 h/);

  await page.getByRole("button", { name: "neighbours" }).click();
  await says("Neighbours stay together");
  await page.locator(".chart canvas").first().waitFor();
}

export async function silent({ page, at, says, told }) {
  await at(`/runs/${told.run}/expression`);
  await says("The cells of this run express nothing.");
}

export async function carded({ page, at, says, assert, shot }) {
  await at("/models");
  await page.getByRole("article", { name: "stand-in" }).waitFor();
  await says(/responses mean nothing/);
  assert.ok(await page.getByRole("article").count() >= 2);
  await shot("models");
}

export async function tokened({ page, at, says, assert, told, provoke, shot, context }) {
  provoke();
  await at("/");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await shot("token");
  await page.getByLabel("Token", { exact: true }).fill("not the token of this server at all");
  await page.getByRole("button", { name: "Enter" }).click();
  await says("The token is not this server's.", dialog);
  await page.getByLabel("Token", { exact: true }).fill(told.token);
  await page.getByRole("button", { name: "Enter" }).click();
  await page.locator(".runs li").first().waitFor();
  await page.locator(".runs a").first().click();
  await page.locator(".run-top .badge.completed").waitFor();
  await page.getByRole("link", { name: "Files", exact: true }).click();
  const arrived = page.waitForEvent("download");
  await page.getByRole("button", { name: "timeseries.csv" }).click();
  assert.equal((await arrived).suggestedFilename(), "timeseries.csv");
  const [report] = await Promise.all([context.waitForEvent("page"), page.getByRole("button", { name: "Open the report" }).click()]);
  await report.getByText("A report of the test").waitFor();
  assert.equal(await report.evaluate(() => { try { return sessionStorage.length; } catch { return "none of this server's rights"; } }), "none of this server's rights");
  await report.close();
  await page.reload();
  await page.getByRole("button", { name: "timeseries.csv" }).waitFor(); // kept while the tab is open
}

export async function coloured({ page, at, assert }) {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "dark" });
  await at("/models");
  const dark = await paper();
  await page.emulateMedia({ colorScheme: "light" });
  await page.waitForFunction(before => getComputedStyle(document.body).backgroundColor !== before, dark);
  const light = await paper();
  await page.getByRole("button", { name: "dark" }).click();
  assert.equal(await paper(), dark);
  await page.reload();
  assert.equal(await paper(), dark);
  await page.getByRole("button", { name: "auto" }).click();
  assert.equal(await paper(), light);
}

export async function narrow({ page, at, assert, told }) {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [path, ready] of told.pages) {
    await at(path);
    await page.locator(ready).first().waitFor({ state: "attached" });
    await fits(page, assert, path);
  }
}

export async function typed({ page, at, assert }) {
  await at("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to content");
  for (let i = 0; i < 12 && await page.evaluate(() => document.activeElement.getAttribute("href")) !== "/models"; i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Models" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "main"); // who reads by ear begins at what is new
  await page.goBack();
  await page.getByRole("heading", { name: "Runs" }).waitFor();
}

export async function lost({ page, at, says, assert, provoke, shot }) {
  provoke();
  await at("/runs/run-999999");
  await page.locator(".refusal").waitFor();
  assert.match(await page.locator(".refusal").textContent(), /There is no run run-999999/);
  await shot("error");
  await at("/nowhere");
  await says("Nothing is here");
  await page.route("**/api/v1/models", route => route.abort());
  await at("/models");
  await says("The server does not answer.");
  await page.unroute("**/api/v1/models");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("article").first().waitFor();
}

/** Not a test: pictures of every view, in both themes, narrow and wide, for somebody to look at. */
export async function pictures({ page, at, shot, told, provoke }) {
  provoke();
  for (const theme of ["light", "dark"]) for (const width of [1280, 390]) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    for (const [path, ready, label] of told.pages) {
      await at(path);
      await page.locator(ready).first().waitFor({ state: "attached" }).catch(() => undefined);
      await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await shot(`${label}-${theme}-${width}`);
    }
  }
}
