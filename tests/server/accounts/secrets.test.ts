import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { codeHashes, upgradeCodes } from '../../../src/server/accounts/code-hashes.ts';
import type { AccountDeps } from '../../../src/server/accounts/deps.ts';
import { createInvitation, lookAt } from '../../../src/server/accounts/invitations.ts';
import { createVault, resealKeys, storeRecoveryKey } from '../../../src/server/accounts/recovery-keys.ts';
import { serverSecret, serverSecrets } from '../../../src/server/accounts/server-secret.ts';
import { hashOf } from '../../../src/server/accounts/sessions/tokens.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { day, ServerWorld } from '../http/server-world.ts';

const outside = 'a secret that lies in no database at all';

describeAboveStorage('the server’s secret', (engine) => {
  const withSecret = async (world: ServerWorld, given?: string, replaced = false): Promise<AccountDeps> => {
    const { db, clock, random } = world.deps;
    return { db, clock, random, secrets: await serverSecrets({ db, clock, random }, given, replaced) };
  };
  const invite = (deps: AccountDeps, world: ServerWorld) =>
    createInvitation(deps, { role: 'member', area: world.areas.village, expires: world.clock.now() + day });

  it('may come from outside later: older codes and keys stay good, and newer ones need it', async () => {
    const world = await ServerWorld.open(engine);
    const before = await withSecret(world);
    const early = await invite(before, world);
    const phone = await world.phoneOf('member', world.areas.village);
    const key = { keyId: randomUUID(), key: randomBytes(32).toString('base64url') };
    await phone.send('POST', 'recovery', { payload: key });
    const after = await withSecret(world, outside);
    const vault = createVault(outside, world.random, after.secrets!.former);
    await resealKeys(after, vault);
    const late = await invite(after, world);
    for (const { code } of [early, late]) expect(await lookAt(after, { code })).toMatchObject({ role: 'member' });
    const { sealed } = await world.deps.db.selectFrom('recovery_key').select('sealed').executeTakeFirstOrThrow();
    const place = `${phone.enrolment} ${key.keyId}`;
    expect(vault.open(sealed, place)).toBe(key.key);
    expect(
      createVault(await serverSecret(before), world.random).open(sealed, place),
      'the database alone opens nothing',
    ).toBeUndefined();
  });

  it('is never replaced by mistake: with none or a wrong one nothing starts, unless told it is lost', async () => {
    const world = await ServerWorld.open(engine);
    await withSecret(world, outside);
    await withSecret(world, outside);
    await expect(withSecret(world)).rejects.toThrow(/SERVER_SECRET/);
    await expect(withSecret(world, `${outside}!`)).rejects.toThrow(/another than this database was used with/);
    const lost = await withSecret(world, `${outside}!`, true);
    expect(lost.secrets?.current).toBe(`${outside}!`);
    await expect(withSecret(world, outside)).rejects.toThrow(/another/);
  });

  it('hashes codes, so a stolen database tells none; plain hashes are hashed with it once and stay good', async () => {
    const world = await ServerWorld.open(engine);
    const deps = await withSecret(world, outside);
    const [fresh, old] = [await invite(deps, world), await invite(deps, world)];
    const short = 'ABCD2345'; // eight letters, as they were
    await world.deps.db
      .updateTable('invitation')
      .set({ code_hash: hashOf(short) })
      .where('id', '=', old.id)
      .execute();
    expect(await lookAt(deps, { code: short }), 'before the upgrade: an older server made it just now').toMatchObject({
      role: 'member',
    });
    for (let i = 0; i < 2; i++) await upgradeCodes(deps);
    const rows = await world.deps.db.selectFrom('invitation').select('code_hash').execute();
    expect(rows.every(({ code_hash: hash }) => hash.startsWith('h1:'))).toBe(true);
    for (const code of [fresh.code, short]) {
      expect(rows.map(({ code_hash: hash }) => hash)).not.toContain(hashOf(code));
      expect(await lookAt(deps, { code })).toMatchObject({ role: 'member' });
    }
    expect(await codeHashes({ ...deps, secrets: { current: 'another', former: [] } }, short)).not.toContain(
      (await codeHashes(deps, short))[0],
    );
    world.clock.time += 2 * day;
    expect(await lookAt(deps, { code: short })).toEqual({ error: 'invitationExpired' });
  });

  it('keeps a recovery key where it is when the secret is not there to open it', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const [first, lost] = [createVault('lost', world.random), createVault(outside, world.random)];
    const { account } = await world.deps.db.selectFrom('device').select('account').executeTakeFirstOrThrow();
    await storeRecoveryKey(
      world.deps,
      first,
      { account, device: phone.enrolment },
      { keyId: randomUUID(), key: 'A'.repeat(43) },
    );
    const before = await world.deps.db.selectFrom('recovery_key').selectAll().execute();
    await resealKeys({ ...world.deps, secrets: { current: outside, former: ['not it'] } }, lost);
    expect(await world.deps.db.selectFrom('recovery_key').selectAll().execute()).toEqual(before);
  });
});
