// What a reader does on the page to have runs carried out, flow by flow. Each is told an address and what the server holds.
import { hasLines } from "./seen.mjs";
import { Wire } from "./wire.mjs";

const running = page => page.locator(".run-top .badge.running");

export async function nothingYet({ page, at, says, shot }) {
  await at("/");
  await says("No runs yet.");
  await shot("runs-empty");
  await page.getByRole("link", { name: "Submit a scenario" }).click();
  await page.getByRole("heading", { name: "Submit a scenario" }).waitFor();
  await at("/compare");
  await says("There are no runs to compare yet.");
}

export async function submitted({ page, at, says, assert, told, shot }) {
  await at("/submit");
  const area = page.getByLabel("Scenario (YAML)");
  await says(/can be run/);
  await page.getByLabel("Example", { exact: true }).selectOption({ label: "palbociclib" });
  assert.match(await area.inputValue(), /palbociclib/);
  await says(/can be run/);

  // A mistake is told at its line, and its line is a click away.
  const lines = told.scenario.split("\n");
  const wrong = lines.findIndex(line => line.includes("duration")) + 1;
  await area.fill(told.scenario.replace("duration: 12 h", "duration: 12 parsecs"));
  const problem = page.locator(".problems li.error").first();
  await problem.waitFor();
  await page.getByRole("button", { name: `line ${wrong}` }).first().click();
  assert.equal(await page.locator(".gutter .error").first().textContent(), String(wrong));
  const selected = await area.evaluate(a => a.value.slice(0, a.selectionStart).split("\n").length);
  assert.equal(selected, wrong);
  assert.equal(await area.getAttribute("aria-invalid"), "true");
  await shot("submit-problem");

  await area.fill(told.scenario);
  await says(/can be run/);
  await page.getByRole("button", { name: "Explain" }).click();
  await page.getByRole("heading", { name: "What it will simulate" }).waitFor();
  await says("founders");
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.getByRole("heading", { name: "A small culture", level: 1 }).waitFor();
  await page.locator(".run-top .badge.completed").waitFor();
  await hasLines(page, "Living cells");
  await says("What each part came to");
}

export async function accompanied({ page, at, says, assert, told, provoke, shot }) {
  provoke(); // the run keeps no lineage, which a browser tells of
  await at(`/runs/${told.run}/lineage`);
  await page.getByLabel("Find a cell").fill(told.cell);
  await page.getByRole("button", { name: "Resume" }).click();
  await running(page).waitFor();
  await page.getByRole("button", { name: "Find", exact: true }).click();
  const cell = page.getByRole("region", { name: "Living cell" });
  await cell.locator(".connection.live").waitFor();
  const now = () => cell.locator("dd").first().textContent();
  const before = await now();
  await page.waitForFunction(text => document.querySelector(".strip ~ dl dd")?.textContent !== text, before);
  assert.ok(parseFloat(await now()) > parseFloat(before));
  await shot("living-cell");
  await says("It divided.", cell);
  await page.getByRole("button", { name: `Follow ${told.daughter}` }).click();
  await cell.getByText(/generation 1, lives in/).waitFor();
  await cell.getByRole("link", { name: "Intervene on this cell" }).waitFor();
}

export async function aimed({ page, at, assert, told, shot }) {
  await at(`/runs/${told.run}/lineage?condition=control&founder=${told.founder}&cell=${told.cell}`);
  await page.getByRole("link", { name: "Intervene on this cell" }).click();
  const editor = page.getByLabel("Branches (YAML)");
  await page.waitForFunction(cell => document.querySelector("textarea")?.value.includes("palbociclib") && document.querySelector("textarea").value.includes(`target: { cell: ${cell} }`), told.cell);
  assert.match(await editor.inputValue(), new RegExp(`cell ${told.cell.slice(0, 8)}:`));
  await shot("branch-of-a-cell");
  await page.getByRole("button", { name: "Fork the run" }).click();
  await page.locator(".run-top .badge.completed").waitFor();
  await page.getByText(`control, cell ${told.cell.slice(0, 8)}`).first().waitFor();
}

export async function refusedAtTheDoor({ page, at, assert, told, provoke }) {
  provoke(); // a browser tells of every refusal
  await at("/submit");
  await page.getByLabel("Scenario (YAML)").fill(told.scenario.replace("30 cells", "30000000 cells"));
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  const refusal = page.locator(".refusal");
  await refusal.waitFor();
  assert.match(await refusal.textContent(), /Web:MostFounders/);
}

export async function steered({ page, address, says, assert, told, provoke, shot }) {
  const wire = await Wire.to(new URL(address));
  await page.goto(`${wire.address}/runs/${told.run}`);
  await running(page).waitFor();
  await page.locator(".connection.live").waitFor();
  await hasLines(page, "Living cells");
  const before = await page.locator(".run-top .progress").getAttribute("aria-valuenow");
  assert.ok(before !== null);
  await shot("run-live");

  // A broken stream goes on behind the last event that was heard.
  provoke();
  const again = page.waitForRequest(request => request.url().endsWith("/events") && request.headers()["last-event-id"] !== undefined);
  again.catch(() => undefined); // awaited below
  wire.cut();
  await page.locator(".connection.connecting").waitFor();
  wire.mend();
  assert.match((await again).headers()["last-event-id"], /^[0-9a-f]{8}-\d+$/);
  await page.locator(".connection.live").waitFor();

  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator(".run-top .badge.paused").waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await running(page).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Let it go on" }).click();
  await running(page).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await page.locator(".run-top .badge.cancelled").waitFor();
  await says("took");
  await page.goto("about:blank");
  wire.cut();
}

export async function queued({ page, at, says, assert, told, shot }) {
  await at("/");
  await page.locator(".runs .badge.running").first().waitFor();
  await says("next in the queue");
  await says("place 2 in the queue");
  // It goes on under the reader's eyes, without being loaded again.
  const far = page.locator(".runs li", { hasText: told.running }).locator(".far");
  const first = await far.textContent();
  await page.waitForFunction(([id, text]) => [...document.querySelectorAll(".runs li")].some(li => li.textContent.includes(id) && li.querySelector(".far").textContent !== text), [told.running, first]);
  await shot("runs-queued");
  await page.getByRole("button", { name: "waiting" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".runs li").length === 2);
  await page.getByRole("button", { name: "failed" }).click();
  await says("No runs in this state.");
  await page.getByRole("button", { name: "Show all" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".runs li").length === 3);
  assert.equal(await page.locator(".runs .badge.queued").count(), 2);
}
