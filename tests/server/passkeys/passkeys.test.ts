import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { MeResponse } from '../../../src/protocol/accounts/join.ts';
import {
  assertionHeader,
  type NewPasskeyResponse,
  type Passkey,
  type PasskeyRefusal,
  type PasskeysResponse,
} from '../../../src/protocol/accounts/passkey.ts';
import type { TeamResponse } from '../../../src/protocol/accounts/team.ts';
import { createEngine, describeAboveStorage, type TestEngine, oneEngine } from '../../support/engines/engines.ts';
import { SoftAuthenticator } from '../../support/soft-authenticator.ts';
import { minute, ServerWorld, site, type TestPhone } from '../http/server-world.ts';

const passkeysOf = async (phone: TestPhone): Promise<readonly Passkey[]> =>
  (await phone.send('GET', 'passkeys')).json<PasskeysResponse>().passkeys;
const meOf = async (phone: TestPhone): Promise<MeResponse> => (await phone.send('GET', 'me')).json<MeResponse>();

/** An administrator who answers nothing by themselves, with a passkey. */
async function start(engine: Pick<TestEngine, 'openMigrated'>) {
  const world = await ServerWorld.open(engine);
  const admin = await world.phoneOf('admin', undefined);
  const authenticator = new SoftAuthenticator();
  admin.authenticator = undefined;
  expect((await admin.addPasskey(authenticator)).statusCode).toBe(200);
  return { world, admin, authenticator };
}

const payloadFor = (world: ServerWorld, name = 'Mẫu') => ({ role: 'officer', area: world.areas.commune, name });
const invite = (phone: TestPhone, payload: object, assertion?: string) =>
  phone.send('POST', 'invitations', {
    payload,
    ...(assertion === undefined ? {} : { headers: { [assertionHeader]: assertion } }),
  });
const refusalOf = async (phone: TestPhone, payload: object): Promise<PasskeyRefusal> => {
  const refused = await invite(phone, payload);
  expect([refused.statusCode, refused.json<{ error: string }>().error]).toEqual([403, 'passkey']);
  return refused.json<PasskeyRefusal>();
};
const invitations = async (world: ServerWorld): Promise<number> =>
  (await world.deps.db.selectFrom('invitation').select('id').where('created_by', 'is not', null).execute()).length;
/** By name: those of one moment have no order. */
const actions = async (world: ServerWorld): Promise<string[]> =>
  (
    await world.deps.db
      .selectFrom('audit_log')
      .select('action')
      .where('action', 'like', 'passkey%')
      .orderBy('id')
      .execute()
  )
    .map(({ action }) => action)
    .sort();

describeAboveStorage('an act that needs a passkey', (engine) => {
  it('is refused without one, and done with one: once, and nothing but that act', async () => {
    const { world, admin, authenticator } = await start(engine);
    const payload = payloadFor(world);
    const refusal = await refusalOf(admin, payload);
    expect(refusal).toMatchObject({ rpId: 'localhost', credentials: [{ transports: ['internal'] }] });
    expect(await invitations(world)).toBe(0);
    const assertion = admin.assertion(refusal, authenticator);

    const other = await invite(admin, payloadFor(world, 'Người khác'), assertion);
    expect(other.json(), 'another body').toMatchObject({ error: 'passkey' });
    const elsewhere = await admin.send('POST', 'grants/withdraw', {
      payload,
      headers: { [assertionHeader]: assertion },
    });
    expect(elsewhere.json(), 'another act').toMatchObject({ error: 'passkey' });

    expect((await invite(admin, payload, assertion)).statusCode).toBe(200);
    expect((await invite(admin, payload, assertion)).json(), 'used again').toMatchObject({ error: 'passkey' });
    expect(await invitations(world)).toBe(1);
    const [passkey] = await passkeysOf(admin);
    expect(passkey!.lastUsed).toBe(world.clock.now());
  });

  it('of two requests at once with the same assertion one is done', async () => {
    const { world, admin, authenticator } = await start(engine);
    const payload = payloadFor(world);
    const assertion = admin.assertion(await refusalOf(admin, payload), authenticator);
    const answers = await Promise.all([1, 2, 3].map(() => invite(admin, payload, assertion)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403, 403]);
    expect(await invitations(world)).toBe(1);
  });

  it.each<[string, (made: Awaited<ReturnType<typeof start>>, refusal: PasskeyRefusal) => string]>([
    [
      'from another origin',
      ({ admin, authenticator }, refusal) =>
        admin.assertion(refusal, authenticator, { origin: 'https://lua.example.vn' }),
    ],
    [
      'for another site',
      ({ admin, authenticator }, refusal) => admin.assertion(refusal, authenticator, { rpId: 'example.vn' }),
    ],
    [
      'for a challenge that the server did not make',
      ({ admin, authenticator }, refusal) =>
        admin.assertion(
          { ...refusal, challenge: Buffer.from('9999999999999.x.y').toString('base64url') },
          authenticator,
        ),
    ],
    [
      'by an owner who was not verified',
      ({ authenticator }, { challenge = '', credentials }) =>
        Buffer.from(
          JSON.stringify(authenticator.get({ ...site, challenge, userVerified: false }, credentials)),
        ).toString('base64url'),
    ],
    [
      'with a changed signature',
      ({ authenticator }, { challenge = '', credentials }) => {
        const { response, ...rest } = authenticator.get({ ...site, challenge }, credentials);
        const other = authenticator.get({ ...site, challenge: 'AAAA' }, credentials).response.signature;
        return Buffer.from(JSON.stringify({ ...rest, response: { ...response, signature: other } })).toString(
          'base64url',
        );
      },
    ],
    ['that is none', () => 'e30'],
  ])('an assertion %s is refused', async (_, make) => {
    const made = await start(engine);
    const payload = payloadFor(made.world);
    const refusal = await refusalOf(made.admin, payload);
    expect((await invite(made.admin, payload, make(made, refusal))).json()).toMatchObject({ error: 'passkey' });
    expect(await invitations(made.world)).toBe(0);
    // The right one is still good: what was refused used nothing up.
    const right = made.admin.assertion(refusal, made.authenticator);
    expect((await invite(made.admin, payload, right)).statusCode).toBe(200);
  });

  it('an assertion that is too late, of another person or from another phone is refused', async () => {
    const { world, admin, authenticator } = await start(engine);
    const payload = payloadFor(world);
    const late = admin.assertion(await refusalOf(admin, payload), authenticator);
    world.clock.time += 5 * minute;
    expect((await invite(admin, payload, late)).json()).toMatchObject({ error: 'passkey' });

    const other = await world.phoneOf('admin', undefined);
    const others = new SoftAuthenticator();
    other.authenticator = undefined;
    await other.addPasskey(others);
    const theirs = await refusalOf(other, payload);
    // The other person's challenge and passkey, sent as the first one; and the first one's passkey for that challenge.
    expect((await invite(admin, payload, other.assertion(theirs, others))).json()).toMatchObject({ error: 'passkey' });
    const { challenge = '' } = await refusalOf(admin, payload);
    const withTheirs = other.assertion({ ...theirs, challenge }, others);
    expect((await invite(admin, payload, withTheirs)).json()).toMatchObject({ error: 'passkey' });

    const { account } = await meOf(admin);
    const second = await world.newPhone().join(await world.invite('admin', undefined, { account }));
    second.authenticator = undefined;
    const onFirst = admin.assertion(await refusalOf(admin, payload), authenticator);
    expect((await invite(second, payload, onFirst)).json(), 'the challenge is the first phone’s').toMatchObject({
      error: 'passkey',
    });
    const onSecond = second.assertion(await refusalOf(second, payload), authenticator);
    expect((await invite(second, payload, onSecond)).statusCode, 'a passkey is the person’s').toBe(200);
    expect(await invitations(world)).toBe(1);
  });

  it('a counter that goes back is a copied key: refused, noted, and told to the person’s other phones', async () => {
    const { world, admin, authenticator } = await start(engine);
    const payload = payloadFor(world);
    const use = async (uses: number) => {
      authenticator.counter = uses - 1;
      return invite(admin, payload, admin.assertion(await refusalOf(admin, payload), authenticator));
    };
    expect((await use(41)).statusCode).toBe(200);
    expect((await use(42)).statusCode).toBe(200);
    for (const back of [42, 8, 1]) expect((await use(back)).json()).toMatchObject({ error: 'passkey' });
    authenticator.counts = false; // it says 0
    expect((await use(50)).json()).toMatchObject({ error: 'passkey' });
    expect(await actions(world)).toEqual(['passkeyAdded', ...Array<string>(4).fill('passkeyCopied')]);
    const { account } = await meOf(admin);
    const other = await world.newPhone().join(await world.invite('admin', undefined, { account }));
    expect((await meOf(other)).passkeyNotices?.map(({ action }) => action)).toContain('passkeyCopied');
    expect((await meOf(admin)).passkeyNotices, 'the phone itself has seen the refusal').toBeUndefined();
  });

  it('a key that never counts, as those shared between a person’s devices, is used again and again', async () => {
    const { world, admin, authenticator } = await start(engine);
    authenticator.counts = false;
    for (const name of ['Một', 'Hai', 'Ba']) {
      const payload = payloadFor(world, name);
      const assertion = admin.assertion(await refusalOf(admin, payload), authenticator);
      expect((await invite(admin, payload, assertion)).statusCode).toBe(200);
    }
  });

  it('is not done by who has no passkey; the app is told that one is missing', async () => {
    const real = await ServerWorld.open(engine);
    const admin = await real.phoneOf('admin', undefined);
    admin.authenticator = undefined;
    const refusal = await refusalOf(admin, payloadFor(real));
    expect(refusal).toEqual({ error: 'passkey', rpId: 'localhost', credentials: [] });
    expect((await meOf(admin)).passkey).toBe('missing');
    await admin.addPasskey(new SoftAuthenticator());
    expect((await meOf(admin)).passkey).toBeUndefined();
  });
});

describe('on a demo server', () => {
  const engine = createEngine(oneEngine);
  it('an act goes through without a passkey, says so, and asks for one that is there', async () => {
    const world = await ServerWorld.open(engine, { demo: true });
    const admin = await world.phoneOf('admin', undefined);
    admin.authenticator = undefined;
    expect((await invite(admin, payloadFor(world))).statusCode).toBe(200);
    expect((await meOf(admin)).passkey).toBe('demo');
    expect((await admin.send('GET', 'passkeys')).json()).toEqual({ passkeys: [], demo: true });
    await admin.addPasskey(new SoftAuthenticator());
    await refusalOf(admin, payloadFor(world));
  });
});

describeAboveStorage('registering a passkey', (engine) => {
  const created = async (phone: TestPhone, authenticator: SoftAuthenticator, changes: object = {}) => {
    const { challenge, rp } = (await phone.sendBare('GET', 'passkeys/new')).json<NewPasskeyResponse>();
    return { challenge, created: authenticator.create({ ...site, rpId: rp.id, challenge, ...changes }) };
  };
  const add = (phone: TestPhone, { challenge, created: made }: Awaited<ReturnType<typeof created>>) =>
    phone.send('POST', 'passkeys', { payload: phone.addPasskeyBody('Máy', made, challenge) });

  it('takes an answer to our challenge, from this site, by a verified owner, once', async () => {
    const world = await ServerWorld.open(engine);
    const officer = await world.phoneOf('officer', world.areas.commune);
    officer.authenticator = undefined;
    for (const wrong of [
      { origin: 'https://lua.example.vn' },
      { rpId: 'example.vn' },
      { userVerified: false },
      { challenge: 'AAAA' },
    ])
      expect((await add(officer, await created(officer, new SoftAuthenticator(), wrong))).json()).toEqual({
        error: 'unreadable',
      });
    const other = await world.phoneOf('officer', world.areas.commune);
    const others = await created(other, new SoftAuthenticator());
    expect((await add(officer, others)).json(), 'a challenge of another person').toEqual({ error: 'unreadable' });
    expect(await passkeysOf(officer)).toEqual([]);

    const right = await created(officer, new SoftAuthenticator());
    expect((await add(officer, right)).json()).toMatchObject({ passkeys: [{ name: 'Máy', since: world.clock.now() }] });
    expect(await actions(world)).toEqual(['passkeyAdded']);
  });

  it('needs the phone’s device key: a stolen cookie registers nothing', async () => {
    const world = await ServerWorld.open(engine);
    const officer = await world.phoneOf('officer', world.areas.commune);
    const thief = Object.assign(world.newPhone(), { enrolment: officer.enrolment, cookie: officer.cookie });
    thief.authenticator = undefined;
    expect((await add(thief, await created(thief, new SoftAuthenticator()))).json()).toEqual({ error: 'unreadable' });
    expect(await passkeysOf(officer)).toEqual([]);
  });

  it('needs another passkey once there is one, also when two are registered at once', async () => {
    const world = await ServerWorld.open(engine);
    const officer = await world.phoneOf('officer', world.areas.commune);
    officer.authenticator = undefined;
    const [one, two] = [
      await created(officer, new SoftAuthenticator()),
      await created(officer, new SoftAuthenticator()),
    ];
    const answers = await Promise.all([add(officer, one), add(officer, two)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403]);
    expect(await passkeysOf(officer)).toHaveLength(1);
    expect((await add(officer, await created(officer, new SoftAuthenticator()))).json()).toMatchObject({
      error: 'passkey',
    });
  });

  it('is for officers and administrators, at most ten a person', async () => {
    const world = await ServerWorld.open(engine);
    const head = await world.phoneOf('head', world.areas.village);
    expect((await head.send('GET', 'passkeys/new')).json()).toEqual({ error: 'forbidden' });
    const officer = await world.phoneOf('officer', world.areas.commune);
    await officer.addPasskey(officer.authenticator!);
    for (let more = 1; more < 10; more += 1)
      expect((await officer.addPasskey(new SoftAuthenticator())).statusCode).toBe(200);
    expect((await officer.addPasskey(new SoftAuthenticator())).json()).toEqual({ error: 'forbidden' });
  });
});

describeAboveStorage('a passkey that is taken away', (engine) => {
  const takeAway = (phone: TestPhone, id: Uuid) => phone.send('POST', 'passkeys/withdraw', { payload: { id } });

  it('needs another passkey: the only one cannot confirm that it goes', async () => {
    const world = await ServerWorld.open(engine);
    const officer = await world.phoneOf('officer', world.areas.commune);
    const [lost, kept] = [new SoftAuthenticator(), officer.authenticator!];
    await officer.addPasskey(lost);
    const [only] = await passkeysOf(officer);
    const refused = await officer.sendBare('POST', 'passkeys/withdraw', { payload: { id: only!.id } });
    expect(refused.json()).toEqual({ error: 'passkey', rpId: 'localhost', credentials: [] });

    officer.authenticator = lost;
    await officer.addPasskey(kept);
    officer.authenticator = kept;
    expect((await takeAway(officer, only!.id)).json()).toEqual({ withdrawn: only!.id });
    expect((await takeAway(officer, only!.id)).json(), 'asked again').toEqual({ withdrawn: only!.id });
    expect(await passkeysOf(officer)).toHaveLength(1);
    expect(await actions(world)).toEqual(['passkeyAdded', 'passkeyAdded', 'passkeyWithdrawn']);
  });

  it('confirms nothing any more, is replaced through an administrator, and its owner’s phones are told', async () => {
    const world = await ServerWorld.open(engine);
    const admin = await world.phoneOf('admin', undefined);
    const officer = await world.phoneOf('officer', world.areas.commune);
    const lost = new SoftAuthenticator();
    officer.authenticator = undefined;
    await officer.addPasskey(lost);
    const member = await world.phoneOf('member', world.areas.village);
    const act = { payload: { id: member.enrolment } };
    const asked = (await officer.send('POST', 'devices/withdraw', act)).json<PasskeyRefusal>();
    const ready = officer.assertion(asked, lost);

    const { people } = (await admin.send('GET', 'team')).json<TeamResponse>();
    const { account } = await meOf(officer);
    const [theirs] = people.find((person) => person.account === account)?.passkeys ?? [];
    expect((await takeAway(admin, theirs!.id)).json()).toEqual({ withdrawn: theirs!.id });

    const late = await officer.send('POST', 'devices/withdraw', { ...act, headers: { [assertionHeader]: ready } });
    expect(late.json(), 'answered before it went, sent after').toEqual({
      error: 'passkey',
      rpId: 'localhost',
      credentials: [],
    });
    expect((await meOf(officer)).passkeyNotices).toMatchObject([{ action: 'passkeyWithdrawn', by: 'Mẫu Thị Na' }]);
    expect((await meOf(officer)).passkey).toBe('missing');
    officer.authenticator = new SoftAuthenticator();
    expect((await officer.send('POST', 'devices/withdraw', act)).json()).toEqual({ withdrawn: member.enrolment });
  });

  it('is nobody’s to take but its owner’s and who manages them', async () => {
    const world = await ServerWorld.open(engine);
    const officer = await world.phoneOf('officer', world.areas.commune);
    const other = await world.phoneOf('officer', world.areas.commune);
    await other.addPasskey(new SoftAuthenticator());
    const [theirs] = await passkeysOf(other);
    expect((await takeAway(officer, theirs!.id)).json()).toEqual({ error: 'notFound' });
    const head = await world.phoneOf('head', world.areas.village);
    expect((await takeAway(head, theirs!.id)).json()).toEqual({ error: 'notFound' });
    expect(await passkeysOf(other)).toHaveLength(1);
  });

  it('goes with the last role that holds passkeys, and not with a phone', async () => {
    const world = await ServerWorld.open(engine);
    const admin = await world.phoneOf('admin', undefined);
    const officer = await world.phoneOf('officer', world.areas.commune);
    await officer.addPasskey(officer.authenticator!);
    const me = await meOf(officer);
    const second = await world
      .newPhone()
      .join(await world.invite('officer', world.areas.commune, { account: me.account }));
    expect((await admin.send('POST', 'devices/withdraw', { payload: { id: officer.enrolment } })).statusCode).toBe(200);
    expect(await passkeysOf(second)).toHaveLength(1);
    const member = await world
      .newPhone()
      .join(await world.invite('member', world.areas.village, { account: me.account }));
    const grant = me.grants[0]!.id;
    expect((await admin.send('POST', 'grants/withdraw', { payload: { id: grant } })).statusCode).toBe(200);
    expect(await passkeysOf(member)).toEqual([]);
    expect(
      (await world.deps.db.selectFrom('passkey').select('withdrawn_at').where('account', '=', me.account).execute())[0]!
        .withdrawn_at,
    ).toBe(world.clock.now());
  });
});
