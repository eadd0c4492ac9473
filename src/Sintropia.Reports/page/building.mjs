// Builds a page of the house. Several builds of the solution may run at once and share node_modules, so one works and the others wait.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const newest = (...paths) => Math.max(...paths.map(path => statSync(path).isDirectory()
  ? newest(...readdirSync(path).map(name => join(path, name)))
  : statSync(path).mtimeMs));

const alive = pid => { try { process.kill(pid, 0); return true; } catch (error) { return error.code === "EPERM"; } };
async function locked(lock, work) {
  for (;;) {
    try { mkdirSync(lock); break; } catch (error) { if (error.code !== "EEXIST") throw error; }
    // A builder that was killed leaves its lock behind; its number tells.
    const owner = existsSync(join(lock, "pid")) ? Number(readFileSync(join(lock, "pid"), "utf8")) : NaN;
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
    if (Number.isNaN(owner) ? age > 10_000 : !alive(owner)) rmSync(lock, { recursive: true, force: true });
    else await new Promise(done => setTimeout(done, 200));
  }
  try { writeFileSync(join(lock, "pid"), String(process.pid)); return work(); } finally { rmSync(lock, { recursive: true, force: true }); }
}

/**
 * Builds what is older than its sources.
 * here: the page's folder; output: the file or folder that is wanted; result: the file in it whose age counts; also: sources beside the usual ones; place: brings what vite made to the output.
 * Resolves to the exit code: 0 built, 1 the page has an error, 3 the packages could not be fetched (the caller goes on without the page).
 */
export async function build({ here, output, result, also = [], place }) {
  const modules = join(here, "node_modules");
  const own = fileURLToPath(import.meta.url);
  const sources = ["src", "index.html", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json", "build.mjs", ...also].map(name => join(here, name));
  const current = () => existsSync(result) && statSync(result).mtimeMs >= newest(own, ...sources);
  const run = (command, args) => spawnSync(command, args, { cwd: here, stdio: ["ignore", "inherit", "inherit"], shell: process.platform === "win32" }).status;
  const tool = (name, ...args) => run(process.execPath, [join(modules, name), ...args]);

  mkdirSync(dirname(output), { recursive: true });
  return locked(join(here, ".build-lock"), () => {
    if (current()) return 0;
    const installed = join(modules, ".package-lock.json");
    if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(here, "package-lock.json")).mtimeMs)
      if (run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]) !== 0) return 3;
    if (tool("typescript/bin/tsc", "--noEmit") !== 0) return 1;
    const scratch = `${output}.${process.pid}.tmp`;
    try {
      if (tool("vite/bin/vite.js", "build", "--logLevel", "warn", "--outDir", scratch, "--emptyOutDir") !== 0) return 1;
      place(scratch);
      return 0;
    } finally { rmSync(scratch, { recursive: true, force: true }); }
  });
}
