import { commandsOf, type Commands, type Params } from './commands.ts';
import type { Transport } from './host.ts';
import { Session } from './session.ts';

/**
 * WebKitGTK as Playwright sees it: a browser that speaks WebDriver BiDi (https://w3c.github.io/webdriver-bidi/). What
 * it does not know it says so; README.md tells what that is.
 */
export class WebkitTransport implements Transport {
  onmessage?: (message: object) => void;
  onclose?: (reason?: string) => void;
  readonly #session: Session;
  readonly #commands: Commands;

  /** @param host the line to host.js */
  constructor(host: Transport) {
    this.#session = new Session(host, (method, params) => this.onmessage?.({ type: 'event', method, params }));
    this.#commands = commandsOf(this.#session);
    host.onclose = (reason) => {
      this.#session.host.forget();
      this.onclose?.(reason);
    };
  }

  send(message: object): void {
    const { id, method, params } = message as { readonly id: number; readonly method: string; readonly params: Params };
    const command = this.#commands[method] ?? unknown;
    command(params, method).then(
      (result) => this.onmessage?.({ type: 'success', id, result: result ?? {} }),
      (error: unknown) => this.onmessage?.({ type: 'error', id, error: 'unknown error', message: String(error) }),
    );
  }

  close(): void {
    this.#session.host.close();
  }

  closeAndWait(): Promise<void> {
    return this.#session.host.closeAndWait();
  }
}

const unknown = (_: Params, method: string): Promise<never> => Promise.reject(new Error(`unknown command ${method}`));
