import type { WorkerPort } from "../src/engine/connection";
import type { FromWorker, ToWorker } from "../src/engine/messages";

/** A worker played by the test: it records what it is sent and says what the test makes it say. */
export class FakeWorker implements WorkerPort {
  readonly sent: ToWorker[] = [];
  terminated = false;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }

  ready(): void {
    this.say({ type: "ready", version: "test", sha256: null });
  }

  done(id: number, text = "{}"): void {
    this.say({ type: "done", id, bytes: new TextEncoder().encode(text) });
  }

  /** The ids of the runs it was sent, in order. */
  runs(): number[] {
    return this.sent.flatMap((message) => (message.type === "run" ? [message.id] : []));
  }

  types(): string[] {
    return this.sent.map((message) => message.type);
  }
}
