import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import type { MeResponse } from '../../../src/protocol/accounts/join.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

describeAboveStorage('rights', (engine) => {
  it('shows each role its own areas, the ones above by name, and those below', async () => {
    const world = await ServerWorld.open(engine);
    const { province, commune, otherCommune, village, sister, foreign } = world.areas;
    const seen = async (role: Role, area: Uuid | undefined) =>
      (await (await world.phoneOf(role, area)).send('GET', 'me'))
        .json<{ areas: { id: Uuid }[] }>()
        .areas.map(({ id }) => id)
        .sort();
    expect(await seen('member', village)).toEqual([province, commune, village].sort());
    expect(await seen('officer', commune)).toEqual([province, commune, village, sister].sort());
    const everything = [province, commune, otherCommune, village, sister, foreign].sort();
    expect(await seen('viewer', province)).toEqual(everything);
    expect(await seen('admin', undefined)).toEqual(everything);
  });

  it('changes the tag when the person may see something else, and pull says the same tag', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const tag = async () => (await phone.send('GET', 'me')).json<{ tag: string }>().tag;
    const before = await tag();
    expect((await phone.send('GET', `pull?village=${world.areas.village}`)).json()).toMatchObject({ me: before });
    await world.deps.db.updateTable('area').set({ name: 'Đông Mới' }).where('id', '=', world.areas.village).execute();
    expect(await tag()).not.toBe(before);
  });

  it('names a person’s erased operations by id, also without a right to the village, and changes the tag', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const [member, head] = [await world.phoneOf('member', village), await world.phoneOf('head', village)];
    const [op, household] = [world.newId(), world.newId()];
    const entry = {
      opId: op,
      seq: 1,
      group: op,
      record: household,
      kind: 'household',
      village,
      base: {},
      set: { headName: 'Hộ mẫu' },
      wallTime: 1,
      clockOffset: 0,
      schemaVersion: 1,
    };
    expect(
      (await member.send('POST', 'push', { payload: { protocol: 1, firstSeq: 1, entries: [entry] } })).statusCode,
    ).toBe(200);
    const me = async (phone: TestPhone) => (await phone.send('GET', 'me')).json<MeResponse>();
    const { account } = await me(member);
    await world.deps.db.updateTable('account_grant').set({ revoked_at: 1 }).where('account', '=', account).execute();
    const before = await me(member);
    expect(before).not.toHaveProperty('erased');
    expect((await head.send('POST', 'erase', { payload: { village, records: [household] } })).statusCode).toBe(200);
    const after = await me(member);
    expect(after).toMatchObject({ grants: [], erased: [op] });
    expect(after.tag).not.toBe(before.tag);
    expect(await me(head)).not.toHaveProperty('erased');
  });

  it('invites by the roles’ own data: whom, and only inside one’s own area', async () => {
    const world = await ServerWorld.open(engine);
    const { province, commune, village, sister, foreign } = world.areas;
    const status = async (phone: TestPhone, role: Role, area: Uuid | undefined) =>
      (await phone.send('POST', 'invitations', { payload: { role, ...(area === undefined ? {} : { area }) } }))
        .statusCode;
    const officer = await world.phoneOf('officer', commune);
    expect(await status(officer, 'head', village)).toBe(200);
    expect(await status(officer, 'member', sister)).toBe(200);
    expect(await status(officer, 'member', foreign)).toBe(403);
    expect(await status(officer, 'member', randomUUID())).toBe(403);
    expect(await status(officer, 'officer', commune)).toBe(403);
    expect(await status(officer, 'head', commune)).toBe(403);
    const head = await world.phoneOf('head', village);
    expect(await status(head, 'lead', village)).toBe(200);
    expect(await status(head, 'head', village)).toBe(403);
    expect(await status(head, 'member', sister)).toBe(403);
    expect(await status(await world.phoneOf('member', village), 'member', village)).toBe(403);
    const admin = await world.phoneOf('admin', undefined);
    expect(await status(admin, 'officer', commune)).toBe(200);
    expect(await status(admin, 'viewer', province)).toBe(200);
    expect(await status(admin, 'admin', undefined)).toBe(200);
  });

  it('gives an invitation that the invited person can redeem', async () => {
    const world = await ServerWorld.open(engine);
    const head = await world.phoneOf('head', world.areas.village);
    const made = (
      await head.send('POST', 'invitations', {
        payload: { role: 'member', area: world.areas.village, name: 'Mẫu Thị Sen' },
      })
    ).json<{ token: string }>();
    const member = await world.newPhone().join(made.token);
    expect((await member.send('GET', 'me')).json()).toMatchObject({
      name: 'Mẫu Thị Sen',
      grants: [{ role: 'member', area: world.areas.village }],
    });
  });

  it('adds a village below one’s own commune, once however often it is sent', async () => {
    const world = await ServerWorld.open(engine);
    const officer = await world.phoneOf('officer', world.areas.commune);
    const added = { id: world.newId(), kind: 'village', prefix: 'buôn', name: 'Kniêr', parent: world.areas.commune };
    for (let i = 0; i < 2; i++)
      expect((await officer.send('POST', 'areas', { payload: added })).json()).toEqual({ ...added, aliases: [] });
    const status = async (change: object) =>
      (await officer.send('POST', 'areas', { payload: { ...added, ...change } })).statusCode;
    expect(await status({ name: 'Khác' })).toBe(403);
    expect(await status({ id: world.newId(), parent: world.areas.otherCommune })).toBe(403);
    expect(await status({ id: world.newId(), kind: 'commune' })).toBe(400);
    expect(await status({ id: world.newId(), kind: 'province', parent: undefined })).toBe(403);
    const member = await world.phoneOf('member', added.id);
    expect((await member.send('GET', `pull?village=${added.id}`)).statusCode).toBe(200);
  });
});
