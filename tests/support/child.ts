import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

/** Programs built as the production server is: plain JavaScript, with `pglite-worker.js` beside it. */
export interface BuiltPrograms {
  /** Path of a built program by its source's name without `.ts`. */
  path(name: string): string;
  remove(): void;
}

/** Builds TypeScript programs for `node`, so that a test may start (and kill) them often: tsx would cost each a second. */
export async function buildPrograms(sources: readonly string[]): Promise<BuiltPrograms> {
  // Inside the repository, where Node finds node_modules.
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const folder = mkdtempSync(join(root, '.tmp/programs-'));
  const entries = [...sources, join(root, 'src/server/database/pglite/pglite-worker.ts')];
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: Object.fromEntries(entries.map((path) => [basename(path, '.ts'), path])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return { path: (name) => join(folder, `${name}.js`), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A running program that is told what to do by its arguments and says what it did, a line each. */
export class Child {
  readonly process: ChildProcess;
  /** Everything it has said, in order. */
  readonly lines: string[] = [];
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>;
  readonly #waiting: { matches: (line: string) => boolean; resolve: (line: string) => void; reject: (error: Error) => void }[] = [];

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.process = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let errors = '';
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
    if (this.process.stdout) createInterface({ input: this.process.stdout }).on('line', (line) => this.#hear(line));
    // 'close', not 'exit': a killed program's last lines may still be in the pipe.
    this.ended = new Promise((resolve) =>
      this.process.once('close', (code, signal) => {
        for (const { reject } of this.#waiting) reject(new Error(`The program ended (${code ?? signal}) before saying it. ${errors}`));
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
