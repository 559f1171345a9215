import { Agent, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { Role } from '../../../src/domain/roles.ts';
import { defaultLimits } from '../../../src/server/http/deps.ts';
import { describeEachEngine, type TestEngine } from '../../support/engines.ts';
import { seeded } from '../../support/seeded.ts';
import { ServerWorld } from '../http/server-world.ts';
import { fuzzedRequest, type Asker, type FuzzedRequest, type Known } from './fuzzed-requests.ts';

const requests = process.env['LONG_ROUNDS'] ? 10_000 : 1_000;
const atOnce = 8;
const seed = Number(process.env['FUZZ_SEED'] ?? 2026);

/** Stands in the names and answers of a village that none of the askers may see. */
const secret = 'Bí-mật-buôn-xa-7f3a';
const secretWire = /-xa-7f3a/;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The server on a socket of its own, with people in one commune and a village elsewhere that is none of their business. */
class FuzzWorld {
  readonly askers: { role: Role; area: Uuid; asker: Asker }[] = [];
  readonly ids: Uuid[] = [];
  readonly tokens: string[] = ['A'.repeat(43)];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: atOnce });

  private constructor(readonly world: ServerWorld) {}

  static async open(engine: TestEngine): Promise<FuzzWorld> {
    const fuzz = new FuzzWorld(await ServerWorld.open(engine, { limits: { ...defaultLimits, address: 1e9, device: 1e9, join: 1e9, wrongInvitations: 1e9 } }));
    const { world } = fuzz;
    await world.app.listen({ port: 0, host: '127.0.0.1' });
    const { village, sister, commune, foreign } = world.areas;
    for (const [role, area] of [['member', village], ['member', village], ['lead', village], ['head', village], ['officer', commune], ['member', sister]] as const) {
      fuzz.askers.push({ role, area, asker: await fuzz.newAsker(role, area) });
    }
    await fuzz.fillForeign(foreign);
    fuzz.ids.push(...Object.values(world.areas));
    return fuzz;
  }

  async newAsker(role: Role, area: Uuid): Promise<Asker> {
    const phone = await this.world.phoneOf(role, area);
    const { account, grants } = (await phone.send('GET', 'me')).json<{ account: Uuid; grants: { id: Uuid }[] }>();
    this.ids.push(phone.enrolment, account, ...grants.map(({ id }) => id));
    return { enrolment: phone.enrolment, cookie: phone.cookie ?? '', nextSeq: 1 };
  }

  /** A home, a person and something quarantined in the village far away; their ids are among those that askers try. */
  private async fillForeign(village: Uuid): Promise<void> {
    const { world } = this;
    const phone = await world.phoneOf('member', village);
    await world.deps.db.updateTable('account').set({ name: secret }).execute();
    await world.deps.db.updateTable('account').set({ name: 'Mẫu' }).where('id', 'in', this.ids).execute();
    const entry = (seq: number, kind: string, set: object) => {
      const [opId, record] = [world.newId(), world.newId()];
      this.ids.push(opId, record);
      return { opId, seq, group: opId, record, kind, village, base: {}, set, wallTime: world.clock.now(), clockOffset: 0, schemaVersion: 1 };
    };
    const entries = [entry(1, 'household', { headName: secret, address: secret }), entry(2, 'person', { name: secret, birthYear: 1990 }), entry(3, 'person', { name: secret, birthYear: 'xưa' })];
    const answer = await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: 1, entries } });
    expect(answer.json<{ outcomes: { outcome: string }[] }>().outcomes.map(({ outcome }) => outcome)).toContain('applied');
    const pulled = await phone.send('GET', `pull?village=${village}`);
    expect(pulled.body, 'the mark must be where the search would find it').toMatch(secretWire);
    this.ids.push(phone.enrolment);
  }

  get known(): Known {
    const { village, sister, foreign } = this.world.areas;
    return { ids: this.ids, villages: [village, village, village, sister, foreign], tokens: this.tokens, now: this.world.clock.now() };
  }

  send({ method, path, headers, bytes }: FuzzedRequest): Promise<Answer> {
    const { port } = this.world.app.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const going = send({ host: '127.0.0.1', port, method, path, headers: { ...headers, ...(bytes ? { 'content-length': bytes.length } : {}) }, agent: this.#agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      });
      going.on('error', reject);
      going.end(bytes);
    });
  }

  /** What a phone would take from the answer, so that the next push of this asker gets further. */
  async learn(who: FuzzWorld['askers'][number], { body }: Answer): Promise<void> {
    const lastSeq = /"lastSeq":(\d+)/.exec(body)?.[1];
    const expected = /"error":"expect","seq":(\d+)/.exec(body)?.[1];
    if (lastSeq !== undefined) who.asker.nextSeq = Math.max(who.asker.nextSeq, Number(lastSeq) + 1);
    else if (expected !== undefined) who.asker.nextSeq = Number(expected);
    else if (body.includes('"forked"')) who.asker.nextSeq += 1;
    // Withdrawn, by another or by itself: somebody new takes over.
    else if (body.includes('"revoked"')) who.asker = await this.newAsker(who.role, who.area);
    for (const [opId] of body.matchAll(/(?<="opId":")[0-9a-f-]{36}/g)) if (this.ids.length < 400) this.ids.push(opId);
    const token = /"token":"([^"]+)"/.exec(body)?.[1];
    if (token !== undefined && this.tokens.length < 50) this.tokens.push(token);
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.world.app.close();
  }
}

const told = ({ method, path, headers, bytes }: FuzzedRequest): string => `${method} ${path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${bytes?.subarray(0, 2000).toString('latin1') ?? ''}`;

describeEachEngine('requests nobody means', (engine) => {
  let fuzz: FuzzWorld | undefined;
  afterEach(() => fuzz?.close());

  it(`${requests} of them, over every endpoint: no 5xx, no crash, nothing of a foreign village`, { timeout: 600_000 }, async () => {
    const at = await FuzzWorld.open(engine);
    fuzz = at;
    const chance = seeded(seed);
    const statuses = new Map<number, number>();
    for (let done = 0; done < requests; done += atOnce) {
      const batch = Array.from({ length: atOnce }, (_, i) => {
        const who = at.askers[(done + i) % at.askers.length]!;
        return { who, request: fuzzedRequest(chance, at.known, who.asker) };
      });
      const answers = await Promise.all(
        batch.map(async ({ request }) => at.send(request).catch((error: unknown) => Promise.reject(new Error(`no answer (seed ${seed}, after ${done}): ${told(request)}`, { cause: error })))),
      );
      for (const [i, answer] of answers.entries()) {
        const { who, request } = batch[i]!;
        const place = `seed ${seed}, request ${done + i}: ${told(request)}\n${answer.body.slice(0, 500)}`;
        expect(answer.status, place).toBeLessThan(500);
        expect(answer.body, place).not.toMatch(secretWire);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        await at.learn(who, answer);
      }
    }
    // Neither did everything bounce at the door, nor did everything pass.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(requests / 10);
    for (const refused of [400, 401, 403, 404]) expect(statuses.get(refused) ?? 0, `${refused}`).toBeGreaterThan(requests / 200);
    const applied = await at.world.deps.db.selectFrom('op_meta').select('op_id').where('outcome', '=', 'applied').execute();
    expect(applied.length, 'some pushes must reach the records').toBeGreaterThan(requests / 50);
    expect((await at.send({ method: 'GET', path: '/readyz', headers: {}, bytes: undefined })).status).toBe(200);
    const { asker } = at.askers[0]!;
    expect((await at.send({ method: 'GET', path: `/api/p/${asker.enrolment}/me`, headers: { cookie: asker.cookie }, bytes: undefined })).status).toBe(200);
  });
});
