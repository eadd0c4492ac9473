/** The API as this page uses it; GET /api/v1/openapi.json describes all of it. */
const base = "/api/v1";

export type RunStatus = "queued" | "running" | "paused" | "completed" | "cancelled" | "failed";
export interface RunPosition {
  status: RunStatus; part: number; parts: number; condition: string; replicate: number; time_h: number; duration_h: number; living: number; divisions: number; deaths: number;
  done: number; wall_seconds: number; updates_per_second: number; note: string | null;
}
export interface RunSummary { id: string; name: string; status: RunStatus; submitted: string | null; ahead: number | null; progress: RunPosition | null; failure: string | null }
export interface RunPage { items: RunSummary[]; total: number; next: string | null }
export interface PartSummary { condition: string; replicate: number; founders: number; final_living: number; divisions: number; deaths: number; fingerprint: string }
export interface RunDetail {
  run: RunSummary; conditions: string[]; replicates: number; duration_h: number | null; branch_of: { run: string; condition: string; at_h: number } | null;
  fingerprint: string | null; parts: PartSummary[]; predictor: { name: string; dimensions: number; trained_on: string; licence: string; weights_sha256: string } | null;
}
export interface ScenarioProblem { severity: "error" | "warning"; file: string; line: number; column: number; path: string; value: string; what: string; nearest: string | null }
export interface ScenarioCheck { valid: boolean; name: string | null; problems: ScenarioProblem[] }
export interface ScenarioExplanation { name: string; description: string; duration_h: number; tick_h: number; record_every_h: number; conditions: string[]; replicates: number; founders: number; lineage: boolean; warnings: ScenarioProblem[]; explanation: string }
export interface ScenarioRequest { scenario: string; file_name: string; files: Record<string, string>; binary_files: Record<string, string> }
export interface Series { key: Record<string, string>; time_h: number[]; value: number[] }
export interface Timeseries { table: string; by: string[]; rows: number; series: Series[] }
export interface ResultFile { name: string; bytes: number | null; content_type: string; sha256: string | null }
export interface CellLife {
  id: string; parent: string | null; condition: string; replicate: number; generation: number; founder: number; cell_type: string; tissue: string; birth_h: number; end_h: number; fate: string; phases_h: number[];
}
export interface CellState { id: string; parent: string | null; cell_type: string; organ: string; tissue: string; phase: string; time_h: number; birth_h: number; entered_h: number; generation: number; founder: number; held: boolean }
export interface CellKin { condition: string; replicate: number; cells: CellLife[]; truncated: boolean }
export interface CellAnswer { state: CellState | null; lives: CellLife[]; daughters: string[] }
export interface CellEnd { why: string; condition: string; replicate: number; last_seen_h: number; daughters: string[] }
export interface FileLink { address: string; seconds: number }
export interface ModelCard { name: string; input: string; output: string; dimensions: number; features: string[]; agents: string[]; time: string; sets: string; trained_on: string; licence: string; weights_sha256: string }
export interface Embedding {
  layout: string; space: string; dimensions: number; explained: number[]; time_h: number; times_h: number[]; cells: number; of: number; ids: string[]; x: number[]; y: number[];
  categories: Record<string, { names: string[]; codes: number[] }>; numbers: Record<string, (number | null)[]>; units: Record<string, string>;
}
export interface RunPredictor { card: ModelCard; agents: { key: string; name: string; kind: string; unit: string; highest: number | null }[]; half_life_h: number }
export interface CellResponse {
  cell: string; condition: string; replicate: number; taken_h: number; phase: string; levels: Record<string, number>; times_h: number[]; shift: number[]; x: number[]; y: number[];
  features: { name: string; settled: number; values: number[] }[];
}
export interface ServerCard { name: string; version: string; max_body_bytes: number; max_waiting: number | null; most_founders: number }
export interface Load { since_seconds: number; batches: number; cells: number; busy_seconds: number }

/** What the server refuses, in its own words: each says what to do. */
export class Problem extends Error {
  constructor(readonly kind: string, detail: string, readonly status: number, readonly problems: ScenarioProblem[] = []) { super(detail); }
}

const tokenKey = "sintropia-token";
let token: string | null = null;
try { token = sessionStorage.getItem(tokenKey); } catch { /* kept for this visit of the page alone */ }
export const hasToken = (): boolean => token !== null;
export function setToken(next: string | null): void {
  token = next;
  try { if (next === null) sessionStorage.removeItem(tokenKey); else sessionStorage.setItem(tokenKey, next); } catch { /* as above */ }
}

let askForToken: (why: string) => Promise<void> = () => Promise.resolve();
export const whenTokenIsAsked = (how: (why: string) => Promise<void>): void => { askForToken = how; };

export function headers(more: Record<string, string> = {}): Record<string, string> {
  return token === null ? more : { ...more, Authorization: `Bearer ${token}` };
}

/** Asks; where a token is wanted the reader is asked for it, and then the question goes out again. */
export async function send(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
  for (;;) {
    let response: Response;
    try {
      response = await fetch(base + path, { ...init, headers: headers(init.headers) });
    } catch (unsent) {
      if (init.signal?.aborted) throw unsent;
      throw new Problem("unreachable", "The server does not answer. Look whether it still runs, and whether this machine reaches it.", 0);
    }
    if (response.ok || response.status === 304) return response;
    const problem = await problemOf(response);
    if (response.status !== 401) throw problem;
    await askForToken(problem.kind === "token-wrong" ? problem.message : "");
  }
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = await response.json() as { type?: string; detail?: string; problems?: ScenarioProblem[] };
    return new Problem(body.type?.split(":").at(-1) ?? "refused", body.detail ?? `The server answered ${response.status}.`, response.status, body.problems ?? []);
  } catch {
    return new Problem("refused", `The server answered ${response.status} without saying why.`, response.status);
  }
}

const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => await (await send(path, { signal })).json() as T;
const post = async <T>(path: string, body: unknown, signal?: AbortSignal, more: Record<string, string> = {}): Promise<T> =>
  await (await send(path, { method: "POST", signal, headers: { "Content-Type": "application/json", ...more }, body: JSON.stringify(body) })).json() as T;
const query = (parts: Record<string, string | number | null | undefined>): string => {
  const given = Object.entries(parts).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
};
const of = (id: string): string => `/runs/${encodeURIComponent(id)}`;
const fresh = (): Record<string, string> => ({ "Idempotency-Key": Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("") });

export const api = {
  server: (signal?: AbortSignal) => get<ServerCard>("", signal),
  load: (signal?: AbortSignal) => get<Load>("/load", signal),
  runs: (after: string | null, status: string, signal?: AbortSignal) => get<RunPage>(`/runs${query({ after, status, limit: 50 })}`, signal),
  run: (id: string, signal?: AbortSignal) => get<RunDetail>(of(id), signal),
  validate: (request: ScenarioRequest, signal?: AbortSignal) => post<ScenarioCheck>("/scenarios/validate", request, signal),
  explain: (request: ScenarioRequest, signal?: AbortSignal) => post<ScenarioExplanation>("/scenarios/explain", request, signal),
  submit: (request: ScenarioRequest, signal?: AbortSignal) => post<RunSummary>("/runs", request, signal, fresh()),
  branch: (id: string, request: { at: string; branches: string; condition: string | null }, signal?: AbortSignal) => post<RunSummary>(`${of(id)}/branches`, request, signal, fresh()),
  wish: (id: string, verb: "pause" | "resume" | "cancel") => post<RunSummary>(`${of(id)}/${verb}`, {}),
  timeseries: (id: string, parts: Record<string, string | number>, signal?: AbortSignal) => get<Timeseries>(`${of(id)}/timeseries${query(parts)}`, signal),
  files: (id: string, signal?: AbortSignal) => get<ResultFile[]>(`${of(id)}/files`, signal),
  fileAddress: (id: string, name: string) => `${base}${of(id)}/files/${name.split("/").map(encodeURIComponent).join("/")}`,
  file: (id: string, name: string, signal?: AbortSignal) => send(`${of(id)}/files/${name.split("/").map(encodeURIComponent).join("/")}`, { signal }),
  link: (id: string, name: string, signal?: AbortSignal) => post<FileLink>(`${of(id)}/links/${name.split("/").map(encodeURIComponent).join("/")}`, {}, signal),
  cells: (id: string, parts: Record<string, string | number>, signal?: AbortSignal) => get<CellKin>(`${of(id)}/cells${query(parts)}`, signal),
  cell: (id: string, cell: string, signal?: AbortSignal) => get<CellAnswer>(`${of(id)}/cells/${encodeURIComponent(cell)}`, signal),
  ancestors: (id: string, cell: string, parts: Record<string, string | number>, signal?: AbortSignal) => get<CellKin>(`${of(id)}/cells/${encodeURIComponent(cell)}/ancestors${query(parts)}`, signal),
  descendants: (id: string, cell: string, parts: Record<string, string | number>, signal?: AbortSignal) => get<CellKin>(`${of(id)}/cells/${encodeURIComponent(cell)}/descendants${query(parts)}`, signal),
  models: (signal?: AbortSignal) => get<ModelCard[]>("/models", signal),
  embedding: (id: string, parts: Record<string, string | number | null>, signal?: AbortSignal) => get<Embedding>(`${of(id)}/embedding${query(parts)}`, signal),
  predictor: (id: string, signal?: AbortSignal) => get<RunPredictor>(`${of(id)}/predictor`, signal),
  respond: (id: string, cell: string, request: Record<string, unknown>, signal?: AbortSignal) => post<CellResponse>(`${of(id)}/cells/${encodeURIComponent(cell)}/response`, request, signal),
};
