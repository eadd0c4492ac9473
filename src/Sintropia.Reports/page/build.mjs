// Builds the report page into one file: node build.mjs <output.html>
// Exit codes are those of building.mjs.
import { copyFileSync, renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./building.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, "dist", "report-page.html"));

process.exitCode = await build({
  here, output, result: output,
  place: scratch => {
    copyFileSync(join(scratch, "index.html"), `${output}.tmp`);
    renameSync(`${output}.tmp`, output);
  },
});
