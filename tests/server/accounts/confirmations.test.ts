import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import type { MeResponse } from '../../../src/protocol/accounts/join.ts';
import { createEngine, describeAboveStorage } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

const meOf = async (phone: TestPhone): Promise<MeResponse> => (await phone.send('GET', 'me')).json<MeResponse>();
const linkFrom = async (maker: TestPhone, area: Uuid, role: Role, account?: Uuid): Promise<string> =>
  (
    await maker.send('POST', 'invitations', { payload: { role, area, ...(account !== undefined && { account }) } })
  ).json<{ token: string }>().token;
const confirm = (phone: TestPhone, id: Uuid, belongs = true) =>
  phone.send('POST', 'confirm', { payload: { id, belongs } });
const pull = async (phone: TestPhone, village: Uuid): Promise<number> =>
  (await phone.send('GET', `pull?village=${village}&version=0&id=&held=0&protocol=${PROTOCOL_VERSION}`)).statusCode;
const waitingFor = async (phone: TestPhone) => (await meOf(phone)).unconfirmed ?? [];
const actions = async (world: ServerWorld) =>
  (await world.deps.db.selectFrom('audit_log').select('action').orderBy('id').execute()).map(({ action }) => action);

describeAboveStorage('somebody invited from outside of the village', (engine) => {
  it.each(['member', 'lead', 'head'] as const)(
    'as %s gets no row until one of its people has confirmed them',
    async (role) => {
      const world = await ServerWorld.open(engine);
      const { village, commune } = world.areas;
      const [officer, member] = [await world.phoneOf('officer', commune), await world.phoneOf('member', village)];
      const invited = await world.newPhone().join(await linkFrom(officer, village, role));
      expect(await meOf(invited)).toMatchObject({ grants: [], waiting: true });
      expect(await pull(invited, village)).toBe(404);
      const [one, ...more] = await waitingFor(member);
      expect(more).toEqual([]);
      expect(one).toMatchObject({ kind: 'person', name: 'Mẫu Thị Na', role, area: village, by: 'Mẫu Thị Na' });
      for (const other of [
        invited,
        officer,
        await world.phoneOf('head', world.areas.sister),
        await world.phoneOf('admin', undefined),
      ]) {
        expect((await confirm(other, one!.id)).statusCode).toBe(404);
      }
      const answers = [await confirm(member, one!.id), await confirm(member, one!.id)];
      expect(answers.map((answer) => answer.json<object>())).toEqual([{ settled: one!.id }, { settled: one!.id }]);
      expect((await meOf(invited)).grants).toMatchObject([{ role, area: village }]);
      expect(await pull(invited, village)).toBe(200);
      expect(await actions(world)).toContain('confirmed');
    },
  );

  it('is never in force when its people refuse', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune } = world.areas;
    const [officer, head] = [await world.phoneOf('officer', commune), await world.phoneOf('head', village)];
    const invited = await world.newPhone().join(await linkFrom(officer, village, 'member'));
    const [one] = await waitingFor(head);
    expect((await confirm(head, one!.id, false)).statusCode).toBe(200);
    expect((await confirm(head, one!.id, true)).json(), 'a later yes changes nothing').toEqual({ settled: one!.id });
    expect(await meOf(invited)).toMatchObject({ grants: [] });
    expect(await waitingFor(head)).toEqual([]);
  });

  it('is in at once as the first of a village, and logged; the second waits, even at the same moment', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune } = world.areas;
    const officer = await world.phoneOf('officer', commune);
    const links = [await linkFrom(officer, village, 'lead'), await linkFrom(officer, village, 'lead')];
    const phones = await Promise.all(links.map((link) => world.newPhone().join(link)));
    const grants = await Promise.all(phones.map(async (phone) => (await meOf(phone)).grants.length));
    expect(grants.sort()).toEqual([0, 1]);
    expect((await actions(world)).filter((action) => action.startsWith('joined')).sort()).toEqual([
      'joined',
      'joinedFirst',
      'joinedUnconfirmed',
    ]);
  });

  it('waits for somebody above the village other than the inviter, when all of its people have left', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune } = world.areas;
    const [officer, other, admin] = [
      await world.phoneOf('officer', commune),
      await world.phoneOf('officer', commune),
      await world.phoneOf('admin', undefined),
    ];
    const head = await world.phoneOf('head', village);
    await officer.send('POST', 'grants/withdraw', { payload: { id: (await meOf(head)).grants[0]!.id } });
    const invited = await world.newPhone().join(await linkFrom(officer, village, 'lead'));
    expect((await meOf(invited)).grants).toEqual([]);
    const [one] = await waitingFor(admin);
    expect((await confirm(officer, one!.id)).statusCode, 'nobody lets in whom they invited').toBe(404);
    expect((await confirm(other, one!.id)).statusCode).toBe(200);
    expect((await meOf(invited)).grants).toHaveLength(1);
  });

  it('does not wait when the village’s own people, or the server’s operator, have invited them', async () => {
    const world = await ServerWorld.open(engine);
    const head = await world.phoneOf('head', world.areas.village);
    const invited = await world.newPhone().join(await linkFrom(head, world.areas.village, 'member'));
    expect((await meOf(invited)).grants).toHaveLength(1);
    expect(await meOf(invited)).not.toHaveProperty('waiting');
  });

  it('again: their account opens on a new phone only when the village confirms it; the old one goes on', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune } = world.areas;
    const [officer, head, member] = [
      await world.phoneOf('officer', commune),
      await world.phoneOf('head', village),
      await world.phoneOf('member', village),
    ];
    const { account } = await meOf(head);
    const [phone, second] = [
      await world.newPhone().join(await linkFrom(officer, village, 'head', account)),
      await world.newPhone().join(await linkFrom(officer, village, 'head', account)),
    ];
    expect(await meOf(phone)).toMatchObject({ grants: [], waiting: true });
    expect(await pull(phone, village)).toBe(429);
    expect((await phone.send('GET', 'team')).statusCode).toBe(429);
    expect((await meOf(head)).grants).toHaveLength(1);
    expect((await waitingFor(member)).map(({ id, kind }) => [id, kind]).sort()).toEqual(
      [
        [phone.enrolment, 'phone'],
        [second.enrolment, 'phone'],
      ].sort(),
    );
    expect((await confirm(phone, phone.enrolment)).statusCode, 'a phone cannot confirm itself').toBe(429);
    expect((await confirm(officer, phone.enrolment)).statusCode).toBe(404);
    expect((await confirm(head, phone.enrolment)).statusCode, 'their own phone may').toBe(200);
    expect((await meOf(phone)).grants).toHaveLength(1);
    expect((await confirm(member, second.enrolment, false)).statusCode).toBe(200);
    expect((await second.send('GET', 'me')).json()).toEqual({ error: 'revoked' });
    expect((await confirm(member, randomUUID())).statusCode).toBe(404);
  });

  it('again by the village’s own people opens at once; the other phones and the lead get a notice', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const [lead, member] = [await world.phoneOf('lead', village), await world.phoneOf('member', village)];
    const phone = await world.newPhone().join(await linkFrom(lead, village, 'member', (await meOf(member)).account));
    expect((await meOf(phone)).grants).toHaveLength(1);
    const told = async (on: TestPhone) =>
      ((await meOf(on)).notices ?? []).map(({ action, person }) => [action, person]);
    expect(await told(member)).toEqual([['joinedAgain', undefined]]);
    expect(await told(lead)).toEqual([['joinedAgain', 'Mẫu Thị Na']]);
    expect(await told(phone), 'what was done on it is no news to it').toEqual([]);
    expect(await told(await world.phoneOf('member', village))).toEqual([]);
    world.clock.time += 1000; // the newest comes first
    await lead.send('POST', 'devices/withdraw', { payload: { id: phone.enrolment } });
    expect(await told(member)).toEqual([
      ['phoneWithdrawn', undefined],
      ['joinedAgain', undefined],
    ]);
  });
});

describe('two concurrent confirmations of the same', () => {
  const engine = createEngine('postgres');

  it('count once: confirmation and refusal never both take effect', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune } = world.areas;
    const officer = await world.phoneOf('officer', commune);
    const [head, lead] = [await world.phoneOf('head', village), await world.phoneOf('lead', village)];
    for (let round = 0; round < 6; round++) {
      const invited = await world.newPhone().join(await linkFrom(officer, village, 'member'));
      const [one] = await waitingFor(head);
      await Promise.all([confirm(head, one!.id, true), confirm(lead, one!.id, false)]);
      const settled = await world.deps.db
        .selectFrom('audit_log')
        .select('action')
        .where('subject', '=', one!.id)
        .execute();
      expect(settled).toHaveLength(1);
      expect((await meOf(invited)).grants).toHaveLength(settled[0]!.action === 'confirmed' ? 1 : 0);
    }
  });
});
