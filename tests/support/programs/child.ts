import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A running program that is told what to do by its arguments and says what it did, a line each. */
export class Child {
  readonly process: ChildProcess;
  /** Everything it has said, in order. */
  readonly lines: string[] = [];
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>;
  readonly #waiting: {
    matches: (line: string) => boolean;
    resolve: (line: string) => void;
    reject: (error: Error) => void;
  }[] = [];

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.process = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let errors = '';
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
    if (this.process.stdout) createInterface({ input: this.process.stdout }).on('line', (line) => this.#hear(line));
    // 'close', not 'exit': a killed program's last lines may still be in the pipe.
    this.ended = new Promise((resolve) =>
      this.process.once('close', (code, signal) => {
        for (const { reject } of this.#waiting)
          reject(new Error(`The program ended (${code ?? signal}) before saying it. ${errors}`));
        resolve({ code, signal, errors });
      }),
    );
  }

  /** The first line, said or yet to be said, that starts with `start`. */
  line(start: string): Promise<string> {
    return this.lineThat((line) => line.startsWith(start));
  }

  lineThat(matches: (line: string) => boolean): Promise<string> {
    const said = this.lines.find(matches);
    if (said !== undefined) return Promise.resolve(said);
    return new Promise((resolve, reject) => this.#waiting.push({ matches, resolve, reject }));
  }

  /** kill -9, and waits for its last words. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  #hear(line: string): void {
    this.lines.push(line);
    const due = this.#waiting.filter(({ matches }) => matches(line));
    for (const waiter of due) {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      waiter.resolve(line);
    }
  }
}
