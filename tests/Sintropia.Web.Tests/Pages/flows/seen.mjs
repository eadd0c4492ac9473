/** Waits for a chart with lines, by its words. */
export const hasLines = async (page, words) => page.waitForFunction(w => [...document.querySelectorAll(".chart")].some(c => c.getAttribute("aria-label").includes(w) && c.querySelectorAll("svg path").length > 2), words);

/** Everything of a page fits beside the reader's thumb. */
export async function fits(page, assert, label) {
  const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= inner + 1, `${label} is ${wide} wide in a window of ${inner}`);
}
