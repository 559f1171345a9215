import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { MeResponse } from '../../../src/protocol/accounts/join.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

// Which requests of an officer or administrator need a passkey. The phones here answer no question for one: `asked` is
// true when the server asked.

const asked = async (phone: TestPhone, path: string, payload: object): Promise<boolean> => {
  const answer = await phone.sendBare('POST', path, { payload });
  return answer.statusCode === 403 && answer.json<{ error: string }>().error === 'passkey';
};
const meOf = async (phone: TestPhone): Promise<MeResponse> => (await phone.sendBare('GET', 'me')).json<MeResponse>();

describeAboveStorage('a passkey is asked for', (engine) => {
  it('to invite an officer or administrator, or one of them again; not for others', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune, province } = world.areas;
    const admin = await world.phoneOf('admin', undefined);
    const officer = await meOf(await world.phoneOf('officer', commune));
    const head = await meOf(await world.phoneOf('head', village));
    expect(await asked(admin, 'invitations', { role: 'officer', area: commune })).toBe(true);
    expect(await asked(admin, 'invitations', { role: 'admin' })).toBe(true);
    expect(await asked(admin, 'invitations', { role: 'officer', area: commune, account: officer.account })).toBe(true);
    // Under another role too: the link signs in as the officer.
    expect(await asked(admin, 'invitations', { role: 'head', area: village, account: officer.account })).toBe(true);
    expect(await asked(admin, 'invitations', { role: 'head', area: village })).toBe(false);
    expect(await asked(admin, 'invitations', { role: 'viewer', area: province })).toBe(false);
    expect(await asked(admin, 'invitations', { role: 'head', area: village, account: head.account })).toBe(false);
  });

  it('to close another’s phone or end a task; not for one’s own phone, and never of a lead or head', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune } = world.areas;
    const officer = await world.phoneOf('officer', commune);
    const member = await world.phoneOf('member', village);
    const [grant] = (await meOf(member)).grants;
    expect(await asked(officer, 'devices/withdraw', { id: member.enrolment })).toBe(true);
    expect(await asked(officer, 'devices/withdraw', { id: randomUUID() }), 'tells nothing of what there is').toBe(true);
    expect(await asked(officer, 'grants/withdraw', { id: grant!.id })).toBe(true);
    for (const role of ['lead', 'head'] as const) {
      const other = await world.phoneOf('member', village);
      const theirs = await meOf(other);
      const phone = await world.phoneOf(role, village);
      expect(await asked(phone, 'devices/withdraw', { id: other.enrolment })).toBe(false);
      expect(await asked(phone, 'grants/withdraw', { id: theirs.grants[0]!.id })).toBe(false);
    }
    const own = await world.phoneOf('officer', commune);
    expect(await asked(own, 'devices/withdraw', { id: own.enrolment })).toBe(false);
  });

  it('to keep rows for a shorter time, also by leaving it to the area above; not for a longer one', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune, foreign } = world.areas;
    const officer = await world.phoneOf('officer', commune);
    const set = (area: Uuid, months: number | null) => asked(officer, 'retention', { area, months });
    expect(await set(village, 11)).toBe(true);
    expect(await set(village, 12), 'as it is').toBe(false);
    expect(await set(village, 24)).toBe(false);
    expect(await set(village, 23)).toBe(true);
    expect(await set(village, null), 'the common 12').toBe(true);
    expect(await set(commune, 36)).toBe(false);
    expect(await set(village, null), 'the commune’s 36').toBe(false);
    expect(await set(foreign, 1), 'not theirs: refused like an area that does not exist').toBe(false);
  });

  it('to erase and to judge what waits, of somebody who is an officer and a lead; not of a lead alone', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune } = world.areas;
    const both = await world.phoneOf('lead', village);
    const lead = await world.phoneOf('lead', village);
    const { account } = await meOf(both);
    await world.newPhone().join(await world.invite('officer', commune, { account }));
    for (const [path, payload] of [
      ['erase', { village, records: [randomUUID()] }],
      ['quarantine/release', { opIds: [randomUUID()] }],
      ['quarantine/set-aside', { opIds: [randomUUID()] }],
    ] as const) {
      expect([path, await asked(both, path, payload)]).toEqual([path, true]);
      expect([path, await asked(lead, path, payload)]).toEqual([path, false]);
    }
  });
});
