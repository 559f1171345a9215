import { Agent, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import { defaultLimits } from '../../../src/server/http/limits.ts';
import type { TestEngine } from '../../support/engines/engines.ts';
import { ServerWorld } from '../http/server-world.ts';
import type { Asker, FuzzedRequest, Known } from './fuzzed-requests.ts';

/** Requests that are under way at the same moment. */
export const atOnce = 8;

/** Stands in the names and answers of a village that none of the askers may see. */
const secret = 'Bí-mật-buôn-xa-7f3a';
export const secretWire = /-xa-7f3a/;
/** The name of that village's people, which their administrator may know. */
const foreignName = 'Người-buôn-xa-91c2';
export const foreignNameWire = /-xa-91c2/;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

type AskersOf = (areas: ServerWorld['areas']) => readonly (readonly [Role, Uuid | undefined])[];

const inOneCommune: AskersOf = ({ village, sister, commune }) => [
  ['member', village],
  ['member', village],
  ['lead', village],
  ['head', village],
  ['officer', commune],
  ['member', sister],
];

/**
 * The server on a socket of its own, with people in one commune and a village elsewhere that is none of their business.
 */
export class FuzzWorld {
  readonly askers: { role: Role; area: Uuid | undefined; asker: Asker }[] = [];
  readonly ids: Uuid[] = [];
  readonly tokens: string[] = ['A'.repeat(43)];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: atOnce });

  private constructor(readonly world: ServerWorld) {}

  /** @param askersOf whose phones ask, by the areas of the world; absent: people of one commune */
  static async open(engine: TestEngine, askersOf: AskersOf = inOneCommune): Promise<FuzzWorld> {
    const fuzz = new FuzzWorld(
      await ServerWorld.open(engine, {
        limits: { ...defaultLimits, address: 1e9, device: 1e9, codes: { address: 1e9, network: 1e9, all: 1e9 } },
      }),
    );
    const { world } = fuzz;
    await world.app.listen({ port: 0, host: '127.0.0.1' });
    for (const [role, area] of askersOf(world.areas))
      fuzz.askers.push({ role, area, asker: await fuzz.newAsker(role, area) });
    await fuzz.fillForeign(world.areas.foreign);
    fuzz.ids.push(...Object.values(world.areas));
    return fuzz;
  }

  async newAsker(role: Role, area: Uuid | undefined): Promise<Asker> {
    const phone = await this.world.phoneOf(role, area);
    const { account, grants } = (await phone.send('GET', 'me')).json<{ account: Uuid; grants: { id: Uuid }[] }>();
    this.ids.push(phone.enrolment, account, ...grants.map(({ id }) => id));
    return { enrolment: phone.enrolment, cookie: phone.cookie ?? '', nextSeq: 1 };
  }

  /**
   * A household, a person and something quarantined in the village far away; their ids are among those that askers try.
   */
  private async fillForeign(village: Uuid): Promise<void> {
    const { world } = this;
    const phone = await world.phoneOf('member', village);
    await world.deps.db.updateTable('account').set({ name: foreignName }).execute();
    await world.deps.db.updateTable('account').set({ name: 'Mẫu' }).where('id', 'in', this.ids).execute();
    const entry = (seq: number, kind: string, set: object) => {
      const [opId, record] = [world.newId(), world.newId()];
      this.ids.push(opId, record);
      return {
        opId,
        seq,
        group: opId,
        record,
        kind,
        village,
        base: {},
        set,
        wallTime: world.clock.now(),
        clockOffset: 0,
        schemaVersion: 1,
      };
    };
    const entries = [
      entry(1, 'household', { headName: secret, address: secret }),
      entry(2, 'person', { name: secret, birthYear: 1990 }),
      entry(3, 'person', { name: secret, birthYear: 'xưa' }),
    ];
    const answer = await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: 1, entries } });
    expect(answer.json<{ outcomes: { outcome: string }[] }>().outcomes.map(({ outcome }) => outcome)).toContain(
      'applied',
    );
    const pulled = await phone.send('GET', `pull?village=${village}`);
    expect(pulled.body, 'the mark must be where the search would find it').toMatch(secretWire);
    this.ids.push(phone.enrolment);
  }

  get known(): Known {
    const { village, sister, foreign } = this.world.areas;
    return {
      ids: this.ids,
      villages: [village, village, village, sister, foreign],
      tokens: this.tokens,
      now: this.world.clock.now(),
    };
  }

  send({ method, path, headers, bytes }: FuzzedRequest): Promise<Answer> {
    const { port } = this.world.app.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const going = send(
        {
          host: '127.0.0.1',
          port,
          method,
          path,
          headers: { ...headers, ...(bytes ? { 'content-length': bytes.length } : {}) },
          agent: this.#agent,
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
        },
      );
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

  /** The rows, operations and erasures of the village far away. */
  async foreignState(): Promise<object> {
    const { db } = this.world.deps;
    const { foreign } = this.world.areas;
    const inVillage = (table: 'record' | 'op_meta' | 'erased_mark' | 'waste_basket' | 'moved_record') =>
      db.selectFrom(table).selectAll().where('village', '=', foreign).execute();
    const ops = await db.selectFrom('op_meta').select('op_id').where('village', '=', foreign).execute();
    return {
      rows: await inVillage('record'),
      ops: await inVillage('op_meta'),
      texts: await db
        .selectFrom('op_body')
        .selectAll()
        .where(
          'op_id',
          'in',
          ops.map((op) => op.op_id),
        )
        .execute(),
      erased: [await inVillage('erased_mark'), await inVillage('waste_basket'), await inVillage('moved_record')],
      village: await db.selectFrom('village').selectAll().where('id', '=', foreign).execute(),
    };
  }

  /** The people of the village far away, and what is set for it. */
  async foreignPeople(): Promise<object> {
    const { db } = this.world.deps;
    const { foreign, otherCommune } = this.world.areas;
    const grants = await db.selectFrom('account_grant').selectAll().where('area', '=', foreign).execute();
    const accounts = grants.map(({ account }) => account);
    return {
      grants,
      phones: await db.selectFrom('device').select(['id', 'revoked_at']).where('account', 'in', accounts).execute(),
      area: await db.selectFrom('area').selectAll().where('id', '=', foreign).execute(),
      retention: await db.selectFrom('retention').selectAll().where('area', '=', foreign).execute(),
      targets: await db.selectFrom('target').selectAll().where('area', '=', foreign).execute(),
      facts: await db.selectFrom('area_fact').selectAll().where('area', '=', foreign).execute(),
      announcements: await db.selectFrom('announcement').selectAll().where('area', '=', foreign).execute(),
      campaigns: await db.selectFrom('campaign').selectAll().where('area', '=', otherCommune).execute(),
      reports: await db.selectFrom('report').selectAll().where('village', '=', foreign).execute(),
    };
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.world.app.close();
  }
}

/** The request in words, to find it again. */
export const told = ({ method, path, headers, bytes }: FuzzedRequest): string => {
  const body = bytes?.subarray(0, 2000).toString('latin1') ?? '';
  return `${method} ${path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${body}`;
};
