import type { PageMessage } from './page-runtime.ts';

/** A line to and from a program: Playwright's own, over a WebSocket. */
export interface Transport<Sent = object, Heard = object> {
  send(message: Sent): void;
  close(): void;
  closeAndWait(): Promise<void>;
  onmessage?: (message: Heard) => void;
  onclose?: (reason?: string) => void;
}

/** What the host tells unasked (host.js). */
export type HostEvent =
  | { readonly event: 'started'; readonly view: string; readonly url: string }
  | { readonly event: 'failed'; readonly view: string; readonly url: string; readonly message: string }
  | { readonly event: 'page'; readonly view: string; readonly message: PageMessage }
  | { readonly event: 'closed' | 'crashed'; readonly view: string }
  | {
      readonly event: 'download';
      readonly view: string;
      readonly id: string;
      readonly url: string;
      readonly name: string;
    }
  | {
      readonly event: 'downloadEnd';
      readonly view: string;
      readonly id: string;
      readonly url: string;
      readonly failed: boolean;
    }
  | ({ readonly event: 'request' } & HostRequest)
  | ({ readonly event: 'response' | 'responseEnd'; readonly status: number } & HostRequest)
  | ({ readonly event: 'requestFailed'; readonly message: string } & HostRequest);

export interface HostRequest {
  readonly view: string;
  readonly id: string;
  readonly url: string;
  readonly method: string;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** WebKitGTK in its process, by commands (host.js names them) and what it tells. */
export class Host {
  #lastId = 0;
  readonly #asked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  constructor(
    private readonly line: Transport,
    tell: (event: HostEvent) => void,
  ) {
    line.onmessage = (message) => {
      if ('event' in message) return tell(message as HostEvent);
      const { id, value, error } = message as Answer;
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(new Error(error));
    };
  }

  /** @throws what the host says, when it could not */
  ask<T = unknown>(name: string, given: object = {}): Promise<T> {
    const id = ++this.#lastId;
    this.line.send({ id, do: name, ...given });
    return new Promise<unknown>((resolve, reject) => this.#asked.set(id, { resolve, reject })) as Promise<T>;
  }

  close(): void {
    this.line.close();
  }

  closeAndWait(): Promise<void> {
    return this.line.closeAndWait();
  }

  /** Nobody answers any more. */
  forget(): void {
    for (const asked of this.#asked.values()) asked.reject(new Error('the browser has ended'));
    this.#asked.clear();
  }
}
