// Runs one flow in a real browser: node flow.mjs ADDRESS FLOW [JSON of what it is told]
// SINTROPIA_PAGE names the folder of the page, whose packages hold the driver; SINTROPIA_CHROMIUM the browser; SINTROPIA_SHOTS, if it is set, a folder for pictures.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [address, name, told] = process.argv.slice(2);
const { chromium } = createRequire(pathToFileURL(join(process.env.SINTROPIA_PAGE, "package.json")))("playwright-core");
const flows = { ...await import("./steering.mjs"), ...await import("./reading.mjs") };
const browser = await chromium.launch({ executablePath: process.env.SINTROPIA_CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, reducedMotion: "reduce" });
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  // What a browser complains of is a defect, but where a flow provokes it: a script that the policy stopped, above all.
  const complaints = [];
  let provoked = false;
  page.on("console", message => { if (message.type() === "error" && !provoked) complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(String(error)));
  const tools = {
    address, context, page, assert, told: told ? JSON.parse(told) : {},
    provoke: () => { provoked = true; },
    at: path => page.goto(address + path),
    says: (text, place = page) => place.getByText(text).first().waitFor(),
    shot: async label => { if (process.env.SINTROPIA_SHOTS) await page.screenshot({ path: join(process.env.SINTROPIA_SHOTS, `${label}.png`), fullPage: true }); },
  };
  await flows[name](tools);
  assert.deepEqual(complaints, [], "the browser complained");
} catch (failed) {
  console.error(failed.stack ?? String(failed));
  process.exitCode = 1;
} finally {
  await browser.close();
}
