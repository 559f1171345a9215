import { expect, it } from 'vitest';
import type { MeResponse } from '../../../src/protocol/accounts/join.ts';
import type { PhonesResponse } from '../../../src/protocol/accounts/phones.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from '../http/server-world.ts';

const me = async (phone: TestPhone) => (await phone.send('GET', 'me')).json<MeResponse>();

/** What a phone says with its next push; the entry itself nobody can read, and it is stored all the same. */
const say = (phone: TestPhone, firstSeq: number, ledger: object) =>
  phone.send('POST', 'push', { payload: { protocol: PROTOCOL_VERSION, firstSeq, entries: ['?'], ledger } });

describeAboveStorage('the village’s team', (engine) => {
  it('is sent with names and phones only to those who write in the village', async () => {
    const world = await ServerWorld.open(engine);
    const { village, sister, commune } = world.areas;
    const lan = await world.newPhone().join(await world.invite('member', village, { name: 'Mẫu Thị Lan' }));
    const former = await world.newPhone().join(await world.invite('member', village, { name: 'Y Mẫu Niê' }));
    await world.deps.db
      .updateTable('account_grant')
      .set({ revoked_at: 1 })
      .where('account', '=', (await me(former)).account)
      .execute();
    const head = await world.newPhone().join(await world.invite('head', village, { name: 'Mẫu Văn Trưởng' }));
    const { team = [] } = await me(head);
    expect(team.map(({ name }) => name).sort()).toEqual(['Mẫu Thị Lan', 'Mẫu Văn Trưởng', 'Y Mẫu Niê']);
    // Only phones that have written are named: the id of a silent one would help whoever asks for its recovery key.
    expect(team.find(({ name }) => name === 'Mẫu Thị Lan')?.devices).toEqual([]);
    await world.deps.db.updateTable('device').set({ last_seq: 1 }).where('id', '=', lan.enrolment).execute();
    const written = (await me(head)).team ?? [];
    expect(written.find(({ name }) => name === 'Mẫu Thị Lan')?.devices).toEqual([lan.enrolment]);
    expect((await me(await world.phoneOf('member', sister))).team).toHaveLength(1);
    expect((await me(await world.phoneOf('officer', commune))).team).toEqual([]);
    expect((await me(former)).team).toEqual([]);
  });

  it('changes the tag when somebody joins, so that phones ask for the names again', async () => {
    const world = await ServerWorld.open(engine);
    const lan = await world.phoneOf('member', world.areas.village);
    const before = (await me(lan)).tag;
    await world.phoneOf('member', world.areas.village);
    expect((await me(lan)).tag).not.toBe(before);
  });

  it('shows phones with unsent forms, as of their last contact, to lead and head only', async () => {
    const world = await ServerWorld.open(engine);
    const { village, sister, commune } = world.areas;
    const member = await world.newPhone().join(await world.invite('member', village, { name: 'Mẫu Thị Lan' }));
    const oldest = world.clock.now() - 3 * day;
    await say(member, 1, { unsent: 9, forms: 2, drafts: 1, oldest });
    const lead = await world.phoneOf('lead', village);
    const answer = (await lead.send('GET', `phones?village=${village}`)).json<PhonesResponse>();
    expect(answer.phones.find(({ device }) => device === member.enrolment)).toEqual({
      device: member.enrolment,
      account: (await me(member)).account,
      name: 'Mẫu Thị Lan',
      held: { unsent: 9, forms: 2, drafts: 1, oldest },
      lastContact: world.clock.now(),
    });
    expect(answer.phones.find(({ device }) => device === lead.enrolment)?.held).toEqual({ unsent: 0, drafts: 0 });
    const status = async (phone: TestPhone, of: string) => (await phone.send('GET', `phones?village=${of}`)).statusCode;
    expect(await status(await world.phoneOf('head', village), village)).toBe(200);
    expect(await status(lead, sister)).toBe(403);
    expect(await status(member, village)).toBe(403);
    expect(await status(await world.phoneOf('officer', commune), village)).toBe(403);
    expect(await status(lead, 'x')).toBe(400);
  });

  it('names a phone that was taken out of the team only while it held something', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const [full, empty] = [await world.phoneOf('member', village), await world.phoneOf('member', village)];
    await say(full, 1, { unsent: 1, forms: 1, drafts: 0 });
    await world.deps.db
      .updateTable('device')
      .set({ revoked_at: 1 })
      .where('id', 'in', [full.enrolment, empty.enrolment])
      .execute();
    const head = await world.phoneOf('head', village);
    const { phones } = (await head.send('GET', `phones?village=${village}`)).json<PhonesResponse>();
    expect(phones.map(({ device }) => device).sort()).toEqual([full.enrolment, head.enrolment].sort());
  });
});
