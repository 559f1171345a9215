import { Duplex } from 'node:stream';
import type { FromEngine } from './embedded-messages.ts';

export interface EngineLink {
  open(): Promise<void>;
  send(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): void;
}

const TERMINATE = 0x58; // 'X', the protocol's Terminate message

/** The stream that `pg` uses as its TCP socket. Bytes go to the embedded database's thread and come back from it. */
export class EngineSocket extends Duplex {
  readonly #link: EngineLink;

  constructor(link: EngineLink) {
    super();
    this.#link = link;
  }

  /** Called by `pg`, which waits for the event 'connect'. */
  connect(): this {
    this.#orDestroy(this.#link.open());
    return this;
  }

  receive(message: Extract<FromEngine, { session: number }>): void {
    if (this.destroyed) return;
    if (message.kind === 'session') this.emit('connect');
    else this.push(Buffer.from(message.bytes.buffer));
  }

  override _read(): void {
    // No back pressure: a query's whole answer is in memory on both sides anyway.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#forward(chunk, done);
  }

  // pg corks the messages of one query; they are sent to the other thread in one message.
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#forward(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#link.close();
    done(error);
  }

  #forward(bytes: Buffer, done: () => void): void {
    if (bytes[0] === TERMINATE) this.push(null);
    else this.#orDestroy(this.#link.send(new Uint8Array(bytes)));
    done();
  }

  #orDestroy(sent: Promise<void>): void {
    sent.catch((error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))));
  }

  // The rest of net.Socket that pg calls; no effect between threads.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
