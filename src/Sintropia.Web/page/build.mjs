// Builds the page into a folder: node build.mjs <folder>
// Several builds of the solution may run at once and share node_modules, so one works and the others wait.
// Exit codes: 0 built, 1 the page has an error, 3 the packages could not be fetched (the caller goes on without the page).
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, "dist"));
const modules = join(here, "node_modules");
const lock = join(here, ".build-lock");

const newest = (...paths) => Math.max(...paths.map(path => statSync(path).isDirectory()
  ? newest(...readdirSync(path).map(name => join(path, name)))
  : statSync(path).mtimeMs));

const index = join(output, "index.html");
const sources = ["src", "index.html", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json", "build.mjs", "../../../examples"].map(name => join(here, name));
const current = () => existsSync(index) && statSync(index).mtimeMs >= newest(...sources);

const run = (command, args) => spawnSync(command, args, { cwd: here, stdio: ["ignore", "inherit", "inherit"], shell: process.platform === "win32" }).status;
const tool = (name, ...args) => run(process.execPath, [join(modules, name), ...args]);

const alive = pid => { try { process.kill(pid, 0); return true; } catch (error) { return error.code === "EPERM"; } };
async function locked(work) {
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

function build() {
  if (current()) return 0;
  const installed = join(modules, ".package-lock.json");
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(here, "package-lock.json")).mtimeMs)
    if (run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]) !== 0) return 3;
  if (tool("typescript/bin/tsc", "--noEmit") !== 0) return 1;
  const scratch = `${output}.${process.pid}.tmp`;
  try {
    if (tool("vite/bin/vite.js", "build", "--logLevel", "warn", "--outDir", scratch, "--emptyOutDir") !== 0) return 1;
    rmSync(output, { recursive: true, force: true });
    renameSync(scratch, output);
    return 0;
  } finally { rmSync(scratch, { recursive: true, force: true }); }
}

mkdirSync(dirname(output), { recursive: true });
process.exitCode = await locked(build);
