import { connect, createServer } from "node:net";

/** What lies between browser and server, and can be cut. */
export class Wire {
  static async to({ hostname, port }) {
    const wire = new Wire();
    wire.ends = new Set();
    wire.server = createServer(near => {
      if (wire.isCut) { near.destroy(); return; }
      const far = connect(Number(port), hostname);
      for (const [one, other] of [[near, far], [far, near]]) {
        wire.ends.add(one);
        one.on("error", () => other.destroy()).on("close", () => { wire.ends.delete(one); other.destroy(); }).pipe(other);
      }
    });
    wire.server.unref();
    await new Promise(listening => wire.server.listen(0, "127.0.0.1", listening));
    wire.address = `http://127.0.0.1:${wire.server.address().port}`;
    return wire;
  }

  cut() { this.isCut = true; for (const end of this.ends) end.destroy(); }
  mend() { this.isCut = false; }
}
