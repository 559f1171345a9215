import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uuidv7, type Uuid } from '../../../src/lib/ids.ts';
import { createAccountFor } from './seed-member.ts';
import { buildPrograms, Child, type BuiltPrograms } from '../../support/child.ts';
import { freePort } from '../../support/free-port.ts';
import { describeEachEngine, type DatabasePlace } from '../../support/engines.ts';
import { seeded } from '../../support/seeded.ts';

const rounds = process.env['LONG_ROUNDS'] ? 50 : 20;
const source = join(import.meta.dirname, '../../../src/server/main.ts');

let programs: BuiltPrograms;
beforeAll(async () => {
  programs = await buildPrograms([source]);
});
afterAll(() => programs.remove());

/** A phone that only pushes, and remembers what was acknowledged. */
class Pusher {
  readonly acknowledged: Uuid[] = [];
  #seq = 0;
  #awaited: { times: number; readonly resolve: () => void } | undefined;
  readonly #unsent: object[] = [];

  constructor(
    readonly port: number,
    readonly member: { readonly enrolment: Uuid; readonly cookie: string; readonly village: Uuid },
  ) {}

  get #url(): string {
    return `http://localhost:${this.port}/api/p/${this.member.enrolment}`;
  }

  /** Resolves after so many more acknowledged pushes. */
  pushed(times: number): Promise<void> {
    return new Promise((resolve) => (this.#awaited = { times, resolve }));
  }

  /** Pushes one batch after the other until the connection breaks. */
  async pushUntilCut(): Promise<void> {
    for (;;) {
      while (this.#unsent.length < 5) this.#unsent.push(this.#operation());
      const entries = [...this.#unsent];
      const answer = await this.#post(entries).catch(() => undefined);
      if (!answer) return; // cut off: nothing may be concluded, everything is sent again
      expect(answer.outcomes).toHaveLength(entries.length);
      this.acknowledged.push(...answer.outcomes.map(({ opId }) => opId));
      this.#unsent.splice(0, entries.length);
      if (this.#awaited && --this.#awaited.times === 0) this.#awaited.resolve();
    }
  }

  #operation(): object {
    const opId = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
    return {
      opId, seq: ++this.#seq, group: opId, record: randomUUID(), kind: 'household', village: this.member.village,
      base: {}, set: { headName: `Hộ ${this.#seq}` }, wallTime: Date.now(), clockOffset: 0, schemaVersion: 1,
    };
  }

  async #post(entries: readonly object[]): Promise<{ outcomes: { opId: Uuid; outcome: string }[] }> {
    const body = gzipSync(JSON.stringify({ protocol: 1, firstSeq: (entries[0] as { seq: number }).seq, entries }));
    const answer = await fetch(`${this.#url}/push`, {
      method: 'POST',
      headers: { cookie: this.member.cookie, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body,
    });
    if (answer.status !== 200) throw new Error(`push: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { outcomes: { opId: Uuid; outcome: string }[] };
  }

  async pulledRecords(): Promise<number> {
    let cursor = '';
    for (let rows = 0; ; ) {
      const answer = await fetch(`${this.#url}/pull?village=${this.member.village}${cursor}`, { headers: { cookie: this.member.cookie } });
      const page = (await answer.json()) as { rows: object[]; more: boolean; cursor: Record<string, string | number> };
      rows += page.rows.length;
      cursor = Object.entries(page.cursor).map(([name, value]) => `&${name}=${value}`).join('');
      if (!page.more) return rows;
    }
  }
}

describeEachEngine('the server killed in the middle of pushes', (engine) => {
  it(`${rounds} times loses nothing it acknowledged`, { timeout: 300_000 }, async () => {
    const place: DatabasePlace = await engine.place();
    const port = await freePort();
    const chance = seeded(20);
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const database = await engine.open(place);
    const member = await createAccountFor(database, key.publicKey);
    await database.close();
    const pusher = new Pusher(port, member);
    const start = async (): Promise<Child> => {
      const child = new Child(process.execPath, [programs.path('main')], {
        PORT: String(port), DATA_DIR: place.dataDir, DATABASE_URL: place.databaseUrl ?? '', LOG_LEVEL: 'silent',
      });
      await child.line('Thôn Số runs at');
      return child;
    };

    for (let round = 0; round < rounds; round++) {
      const server = await start();
      const pushing = pusher.pushUntilCut();
      // Somewhere within the second to fourth push: at least one was acknowledged, and one is under way.
      await pusher.pushed(1 + chance.below(3));
      await new Promise((resolve) => setTimeout(resolve, chance.below(30)));
      await server.kill();
      await pushing;
    }
    const server = await start();
    const stored = await pusher.pulledRecords();
    await server.kill();
    const after = await engine.open(place);
    const rows = (await after.db.withTables<{ op_meta: { op_id: string } }>().selectFrom('op_meta').select('op_id').execute()).map((row) => row.op_id);
    const known = new Set(rows);
    expect(pusher.acknowledged.length, 'the rounds must really have pushed something').toBeGreaterThanOrEqual(5 * rounds);
    expect(pusher.acknowledged.filter((id) => !known.has(id))).toEqual([]);
    expect(rows, 'stored once, and each as one record').toHaveLength(stored);
  });
});

