import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from './server-world.ts';

const engine = createEngine('postgres');

/** What a push sends to PostgreSQL, from its request to its answer. */
const ofPush = [
  'select "device"', // the session
  'begin',
  'push_sender',
  'push_known',
  'push_turn',
  'push_found',
  'push_save',
  'commit',
];

/** The statements that a request sends, by their names, or by how they begin. */
async function statementsOf(request: () => Promise<{ readonly statusCode: number }>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const answer = await request();
  const texts = query.mock.calls.map(([sent]) => {
    const text = typeof sent === 'string' ? sent : (sent as { readonly text: string }).text;
    return /^\s*\/\* (\w+) \*\//.exec(text)?.[1] ?? shortened(text);
  });
  query.mockRestore();
  expect(answer.statusCode).toBe(200);
  return texts;
}

/** `select … from "device" …` as `select "device"`. */
const shortened = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(select) .*? from ("?\w+"?).*$/, '$1 $2')
    .replace(/^(insert into|update|delete from) (\S+).*$/, '$1 $2');

describe('a push on PostgreSQL', () => {
  let seq = 0;
  afterEach(() => vi.restoreAllMocks());

  const household = (world: ServerWorld, more: Partial<Operation> = {}): Operation => {
    const opId = world.newId();
    return {
      opId,
      seq: ++seq,
      group: opId,
      record: world.newId(),
      kind: 'household',
      village: world.areas.village,
      base: {},
      set: { headName: 'Mẫu Thị Na', address: 'Nhà 1' },
      wallTime: world.clock.now(),
      clockOffset: 0,
      schemaVersion: 1,
      ...more,
    };
  };
  const push = (phone: TestPhone, entries: readonly Operation[]) =>
    phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: entries[0]?.seq, entries } });

  async function enrolled(): Promise<{ world: ServerWorld; phone: TestPhone }> {
    seq = 0;
    const world = await ServerWorld.open(engine, { sharedLimits: true });
    const phone = await world.phoneOf('member', world.areas.village);
    // A village's first push counts it whole.
    await push(phone, [household(world)]);
    return { world, phone };
  }

  it.each([1, 20, 200])('of %i new households sends eight statements', async (count) => {
    const { world, phone } = await enrolled();
    const entries = Array.from({ length: count }, () => household(world));
    expect(await statementsOf(() => push(phone, entries))).toEqual(ofPush);
  });

  it('of people in a household that is there sends the same eight', async () => {
    const { world, phone } = await enrolled();
    const home = household(world);
    await push(phone, [home]);
    const people = ['Mẫu Văn Một', 'Mẫu Văn Hai'].map((name) =>
      household(world, { kind: 'person', set: { household: home.record, name, birthYear: 1970 } }),
    );
    expect(await statementsOf(() => push(phone, people))).toEqual(ofPush);
  });

  it('of edits, of which one meets another phone’s, sends the same eight', async () => {
    const { world, phone } = await enrolled();
    const [one, two] = [household(world), household(world)];
    await push(phone, [one, two]);
    const edits = (base: number | Uuid) => [
      household(world, { record: one.record, set: { address: 'Nhà 2' }, base: { address: base } }),
      household(world, { record: two.record, set: { address: 'Nhà 3' }, base: { address: base } }),
    ];
    expect(await statementsOf(() => push(phone, edits(2)))).toEqual(ofPush);
    // Based on what was there before those edits.
    expect(await statementsOf(() => push(phone, edits(2)))).toEqual(ofPush);
  });

  it('that is sent again asks what is stored and takes no turn in the village', async () => {
    const { world, phone } = await enrolled();
    const entries = [household(world)];
    await push(phone, entries);
    expect(await statementsOf(() => push(phone, entries))).toEqual(
      ofPush.filter((name) => name !== 'push_turn' && name !== 'push_found'),
    );
  });

  it('of a person before their household asks once more, for what waits', async () => {
    const { world, phone } = await enrolled();
    const home = world.newId();
    await push(phone, [household(world, { kind: 'person', set: { household: home, name: 'Mẫu Văn Ba' } })]);
    const statements = await statementsOf(() => push(phone, [household(world, { record: home })]));
    expect(statements.slice(0, 7)).toEqual([...ofPush.slice(0, 6), 'push_save']);
    expect(statements.length).toBeGreaterThan(ofPush.length);
  });
});
