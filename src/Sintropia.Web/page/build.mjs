// Builds the page into a folder: node build.mjs <folder>
// Exit codes are those of building.mjs.
import { renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../Sintropia.Reports/page/building.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, "dist"));

process.exitCode = await build({
  here, output, result: join(output, "index.html"), also: ["../../../examples"],
  place: scratch => {
    rmSync(output, { recursive: true, force: true });
    renameSync(scratch, output);
  },
});
