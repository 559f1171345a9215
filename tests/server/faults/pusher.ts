import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { uuidv7, type Uuid } from '../../../src/lib/ids.ts';
import type { PullPage } from '../../../src/protocol/pull.ts';
import type { PushResponse } from '../../../src/protocol/push.ts';
import type { SeededMember } from './seed-member.ts';

const operationsAPush = 5;

/** A phone that only pushes, and remembers what was acknowledged. */
export class Pusher {
  readonly acknowledged: Uuid[] = [];
  /** Statuses other than 200, and 0 for a connection that broke. */
  readonly refusals: number[] = [];
  /** Why connections broke: ECONNREFUSED, ECONNRESET. */
  readonly breaks: string[] = [];
  #seq = 0;
  #awaited: { times: number; readonly resolve: () => void } | undefined;
  readonly #unsent: object[] = [];

  /** @param ports of the servers it asks in turn; all of one database */
  constructor(
    readonly ports: readonly number[],
    readonly member: SeededMember,
  ) {}

  /** Resolves after so many more acknowledged pushes. */
  pushed(times: number): Promise<void> {
    return new Promise((resolve) => (this.#awaited = { times, resolve }));
  }

  /** Pushes one batch after the other until the connection breaks. */
  async pushUntilCut(): Promise<void> {
    while ((await this.push()) === 200);
    const [last] = this.refusals.slice(-1);
    if (last !== 0) throw new Error(`push: ${last}`);
  }

  /** Pushes, a batch every `every` ms, whatever the answer, until it `isOver`. */
  async pushUntil(isOver: () => boolean, every: number): Promise<void> {
    while (!isOver()) {
      await this.push();
      await new Promise((resolve) => setTimeout(resolve, every));
    }
  }

  /**
   * Pushes what is unsent, or is new. @returns the status; 0 when the connection broke: nothing may be concluded,
   * everything is sent again
   */
  async push(): Promise<number> {
    while (this.#unsent.length < operationsAPush) this.#unsent.push(this.#operation());
    const entries = [...this.#unsent];
    const { status, body } = await this.#post(entries);
    if (status !== 200 || !body) {
      this.refusals.push(status);
      return status;
    }
    if (body.outcomes.length !== entries.length)
      throw new Error(`${body.outcomes.length} outcomes for ${entries.length} operations`);
    this.acknowledged.push(...body.outcomes.map(({ opId }) => opId));
    this.#unsent.splice(0, entries.length);
    if (this.#awaited && --this.#awaited.times === 0) this.#awaited.resolve();
    return status;
  }

  #operation(): object {
    const opId = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
    return {
      opId,
      seq: ++this.#seq,
      group: opId,
      record: randomUUID(),
      kind: 'household',
      village: this.member.village,
      base: {},
      set: { headName: `Hộ ${this.#seq}` },
      wallTime: Date.now(),
      clockOffset: 0,
      schemaVersion: 1,
    };
  }

  /** Requests go from one server to the next. */
  get #port(): number {
    return this.ports[(this.acknowledged.length / operationsAPush + this.refusals.length) % this.ports.length]!;
  }

  async #post(entries: readonly object[]): Promise<{ status: number; body?: PushResponse }> {
    const body = gzipSync(JSON.stringify({ protocol: 1, firstSeq: (entries[0] as { seq: number }).seq, entries }));
    try {
      const { status, text } = await ask(this.#port, `/api/p/${this.member.enrolment}/push`, this.member.cookie, body);
      return status === 200 ? { status, body: JSON.parse(text) as PushResponse } : { status };
    } catch (error) {
      this.breaks.push((error as NodeJS.ErrnoException).code ?? String(error));
      return { status: 0 };
    }
  }

  /** All ids of records that the server gives, page by page, each as often as it does. */
  async pulledRecords(): Promise<Uuid[]> {
    return (await pullFrom('', this.ports[0]!, this.member)).ids;
  }
}

/** Pulls what lies behind a cursor, to its end. @returns the ids, and the cursor to go on from */
export async function pullFrom(
  cursor: string,
  port: number,
  { enrolment, village, cookie }: SeededMember,
): Promise<{ ids: Uuid[]; cursor: string }> {
  const ids: Uuid[] = [];
  for (let at = cursor; ;) {
    const { status, text } = await ask(port, `/api/p/${enrolment}/pull?village=${village}${at}`, cookie);
    if (status !== 200) throw new Error(`pull: ${status} ${text}`);
    const page = JSON.parse(text) as PullPage;
    ids.push(...page.rows.map(({ id }) => id));
    at = Object.entries(page.cursor)
      .map(([name, value]) => `&${name}=${value}`)
      .join('');
    if (!page.more) return { ids, cursor: at };
  }
}

/** One request on a connection of its own: when it breaks, nothing but this request is to blame. */
function ask(port: number, path: string, cookie: string, gzipped?: Buffer): Promise<{ status: number; text: string }> {
  const headers = {
    cookie,
    ...(gzipped
      ? { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': gzipped.length }
      : {}),
  };
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, method: gzipped ? 'POST' : 'GET', headers, agent: false },
      (answer) => {
        let text = '';
        answer
          .setEncoding('utf8')
          .on('data', (part: string) => (text += part))
          .on('error', reject)
          .on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    asked.on('error', reject).end(gzipped);
  });
}
