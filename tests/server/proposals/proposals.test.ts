import { beforeEach, expect, it } from 'vitest';
import { dayOf } from '../../../src/lib/day.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { ProposalsResponse } from '../../../src/protocol/proposal.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from '../http/server-world.ts';

const engine = createEngine('pglite');
let world: ServerWorld;
let member: TestPhone;
let officer: TestPhone;
let seq = 0;

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  member = await world.phoneOf('member', world.areas.village);
  officer = await world.phoneOf('officer', world.areas.commune);
  seq = 0;
});

async function push(record: Uuid, kind: string, set: object, base: object = {}): Promise<string> {
  const op = { opId: world.newId(), seq: ++seq, group: world.newId(), record, kind, village: world.areas.village };
  const entry = { ...op, base, set, wallTime: world.clock.now(), clockOffset: 0, schemaVersion: 4 };
  const answer = await member.send('POST', 'push', { payload: { protocol: 8, firstSeq: seq, entries: [entry] } });
  return answer.json<{ outcomes: { outcome: string }[] }>().outcomes[0]!.outcome;
}

/** A household, and a proposal of it. */
async function raise(more: object = {}): Promise<{ household: Uuid; proposal: Uuid }> {
  const [household, proposal] = [world.newId(), world.newId()];
  expect(await push(household, 'household', { headName: 'Hộ mẫu' })).toBe('applied');
  const on = dayOf(world.clock.now());
  const set = { household, category: 'signal', place: 'Cuối thôn', text: 'Sóng yếu', raisedOn: on, by: household };
  expect(await push(proposal, 'proposal', { ...set, ...more })).toBe('applied');
  return { household, proposal };
}

interface Row {
  readonly id: Uuid;
  readonly kind?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}
const rowOf = async (id: Uuid): Promise<Row | undefined> =>
  (await member.send('GET', `pull?village=${world.areas.village}&protocol=8`))
    .json<{ rows: Row[] }>()
    .rows.find((row) => row.id === id);
const listed = async (): Promise<ProposalsResponse> =>
  (await officer.send('GET', 'proposals')).json<ProposalsResponse>();
const answerIt = (proposal: Uuid, answer = 'Tháng sau sửa trạm.', village = world.areas.village) =>
  officer.send('POST', 'proposals/answer', { payload: { village, proposal, answer } });

it('goes to the commune without household and author, and its answer comes to every phone of the village', async () => {
  const { proposal } = await raise({ sentOn: dayOf(world.clock.now()) });
  const { proposals } = await listed();
  expect(proposals).toEqual([
    {
      id: proposal,
      version: 0,
      village: world.areas.village,
      category: 'signal',
      place: 'Cuối thôn',
      text: 'Sóng yếu',
      sentOn: dayOf(world.clock.now()),
      answer: null,
      answeredOn: null,
    },
  ]);
  world.clock.time += day;
  const answered = (await answerIt(proposal)).json<ProposalsResponse>();
  expect(answered.proposals[0]).toMatchObject({ answer: 'Tháng sau sửa trạm.', answeredOn: dayOf(world.clock.now()) });
  expect((await rowOf(proposal))?.fields).toMatchObject({
    answer: 'Tháng sau sửa trạm.',
    answeredBy: 'commune',
    place: 'Cuối thôn',
  });
});

it('a better answer is told to the household again', async () => {
  const on = dayOf(world.clock.now());
  const { proposal } = await raise({ sentOn: on });
  await answerIt(proposal);
  expect(await push(proposal, 'proposal', { toldOn: on, toldBy: proposal }, { toldOn: 0, toldBy: 0 })).toBe('applied');
  await answerIt(proposal, 'Đã sửa xong.');
  expect((await rowOf(proposal))?.fields).toMatchObject({ answer: 'Đã sửa xong.', toldOn: null });
});

it('is none of the commune’s business before it is sent, and after it is deleted', async () => {
  const { proposal } = await raise();
  expect((await listed()).proposals).toEqual([]);
  expect((await answerIt(proposal)).json()).toEqual({ error: 'notFound' });
  const sent = await raise({ sentOn: dayOf(world.clock.now()), $deleted: true });
  expect((await listed()).proposals).toEqual([]);
  expect((await answerIt(sent.proposal)).json()).toEqual({ error: 'notFound' });
  expect((await answerIt(sent.household)).json()).toEqual({ error: 'notFound' });
  expect((await answerIt(proposal, 'x', world.areas.foreign)).json()).toEqual({ error: 'notFound' });
});

it('no phone speaks for the commune, and no number of a person gets in', async () => {
  const { proposal } = await raise({ answer: 'Xã hứa rồi', answeredOn: '2026-11-22', answeredBy: 'commune' });
  expect((await rowOf(proposal))?.fields).toMatchObject({ answeredBy: 'village' });
  expect(await push(proposal, 'proposal', { text: 'gọi 0905 123 456' }, { text: 99 })).toBe('quarantined');
  expect((await answerIt(proposal, 'gọi 0905 123 456')).statusCode).toBe(400);
});

it('is erased with its household', async () => {
  const { household, proposal } = await raise({ sentOn: dayOf(world.clock.now()) });
  const lead = await world.phoneOf('lead', world.areas.village);
  const payload = { village: world.areas.village, records: [household], reason: 'ownWish' };
  expect((await lead.send('POST', 'erase', { payload })).statusCode).toBe(200);
  expect((await listed()).proposals).toEqual([]);
  expect(await rowOf(proposal)).toMatchObject({ kind: 'erased' });
  const kept = await world.deps.db.selectFrom('op_body').select('body').execute();
  expect(JSON.stringify(kept)).not.toContain('Sóng yếu');
});

it('a phone that knows no proposals is told to update, and may go on pushing', async () => {
  const answer = await member.send('GET', `pull?village=${world.areas.village}&protocol=7`);
  expect(answer.json()).toEqual({ error: 'update' });
  expect(await push(world.newId(), 'household', { headName: 'Mẫu' })).toBe('applied');
});
