import { send, Problem, type CellEnd, type CellState, type RunPosition } from "./api";

export type Connection = "live" | "connecting" | "ended";
const wait = (milliseconds: number, signal: AbortSignal) => new Promise<void>(done => {
  const timer = setTimeout(finish, milliseconds);
  function finish() { clearTimeout(timer); signal.removeEventListener("abort", finish); done(); }
  signal.addEventListener("abort", finish);
});

/** Follows a run by server-sent events, through breaks: after each it goes on behind the last event that was heard. */
export const follow = (id: string, told: (position: RunPosition) => void, connection: (state: Connection) => void, signal: AbortSignal): Promise<void> =>
  listen(`/runs/${encodeURIComponent(id)}/events`, event => {
    if (event.kind !== "gap") told(JSON.parse(event.data) as RunPosition); // each event holds the whole state
    return event.kind === "end";
  }, connection, signal);

/** Follows a living cell; says why it does so no longer, or null if it was told to leave. */
export async function followCell(id: string, cell: string, told: (state: CellState) => void, connection: (state: Connection) => void, signal: AbortSignal): Promise<CellEnd | null> {
  let end: CellEnd | null = null;
  await listen(`/runs/${encodeURIComponent(id)}/cells/${cell}/events`, event => {
    if (event.kind === "cell") told(JSON.parse(event.data) as CellState);
    else if (event.kind === "end") end = JSON.parse(event.data) as CellEnd;
    return event.kind === "end";
  }, connection, signal);
  return end;
}

/** Hears events until one is the last. Read with fetch, since an EventSource sends no token. */
async function listen(path: string, heard: (event: ServerEvent) => boolean, connection: (state: Connection) => void, signal: AbortSignal): Promise<void> {
  let last: string | null = null;
  let patience = 500;
  while (!signal.aborted) {
    try {
      const response = await send(path, { signal, headers: { Accept: "text/event-stream", ...(last === null ? {} : { "Last-Event-ID": last }) } });
      if (response.status === 204 || response.body === null) break;
      connection("live");
      patience = 500;
      const parser = new EventParser();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        for (const event of parser.push(value)) {
          if (event.id !== null) last = event.id;
          if (heard(event)) { connection("ended"); void reader.cancel(); return; }
        }
      }
    } catch (broken) {
      if (signal.aborted) return;
      if (broken instanceof Problem && broken.status >= 400 && broken.status < 500) throw broken;
    }
    if (signal.aborted) return;
    connection("connecting");
    await wait(patience, signal);
    patience = Math.min(patience * 2, 10_000);
  }
  connection("ended");
}

export interface ServerEvent { id: string | null; kind: string; data: string }

/** Cuts a stream of text into events. */
export class EventParser {
  private rest = "";

  push(text: string): ServerEvent[] {
    this.rest += text;
    const blocks = this.rest.split("\n\n");
    this.rest = blocks.pop() ?? "";
    return blocks.flatMap(block => {
      const event: ServerEvent = { id: null, kind: "message", data: "" };
      for (const line of block.split("\n")) {
        const at = line.indexOf(":");
        if (at <= 0) continue;
        const value = line.slice(at + 1).replace(/^ /, "");
        if (line.startsWith("id:")) event.id = value;
        else if (line.startsWith("event:")) event.kind = value;
        else if (line.startsWith("data:")) event.data += value;
      }
      return event.data === "" ? [] : [event];
    });
  }
}
