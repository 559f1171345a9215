import { createECDH } from 'node:crypto';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addDays, dayOf } from '../../../src/lib/day.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import {
  reminderMessage,
  type PushSubscriptionKeys,
  type RemindersResponse,
} from '../../../src/protocol/accounts/reminder.ts';
import { createVault } from '../../../src/server/accounts/recovery-keys.ts';
import { createPushSender } from '../../../src/server/reminders/push-sender.ts';
import { reminderJob } from '../../../src/server/reminders/reminder-job.ts';
import { vapidKeys } from '../../../src/server/reminders/vapid-keys.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { PushService, type Pushed } from '../../support/programs/push-service.ts';
import { day, minute, ServerWorld, type TestPhone } from '../http/server-world.ts';

const contact = 'mailto:operator@example.vn';
/** Names that stand in the village's records, and the members' own: none of them may leave. */
const names = ['Nguyễn Thị Mận', 'Trần Văn Đào', 'Xóm Giữa', 'Hỏi lại', 'Mẫu'];

describeAboveStorage('reminders', (engine) => {
  let service: PushService;
  let world: ServerWorld;
  let member: TestPhone;
  let lead: TestPhone;
  let account: Uuid;
  let seq = 0;
  let remind: () => Promise<void>;

  beforeEach(async () => {
    service = await PushService.start();
    world = await ServerWorld.open(engine, { push: { key: 'B'.repeat(87), services: [service.name] } });
    const { deps } = world;
    const vapid = await vapidKeys(deps, deps.vault);
    const sender = createPushSender({
      vapid,
      contact,
      services: [service.name],
      agent: service.agent,
      clock: world.clock,
    });
    const job = reminderJob(deps, sender);
    remind = () => job.run(new AbortController().signal);
    member = await world.phoneOf('member', world.areas.village);
    lead = await world.phoneOf('lead', world.areas.village);
    account = (await member.send('GET', 'me')).json<{ account: Uuid }>().account;
    seq = 0;
  });
  afterEach(() => service.stop());

  const today = () => dayOf(world.clock.now());
  async function push(kind: string, set: object): Promise<Uuid> {
    const record = world.newId();
    const op = { opId: world.newId(), seq: ++seq, group: world.newId(), record, kind, village: world.areas.village };
    const entry = { ...op, base: {}, set, wallTime: world.clock.now(), clockOffset: 0, schemaVersion: 4 };
    const answer = await member.send('POST', 'push', { payload: { protocol: 9, firstSeq: seq, entries: [entry] } });
    expect(answer.json<{ outcomes: { outcome: string }[] }>().outcomes[0]?.outcome).toBe('applied');
    return record;
  }
  /** A household of the member that was away, to which they promised to come back. */
  const promise = (returnOn = today()): Promise<Uuid> =>
    push('household', {
      headName: 'Nguyễn Thị Mận',
      address: 'Xóm Giữa',
      responsible: account,
      outcome: 'away',
      returnOn,
    });
  const turnOn = async (phone: TestPhone, subscription = service.subscribe()): Promise<PushSubscriptionKeys> => {
    const answer = await phone.send('POST', 'reminders', { payload: { subscription } });
    expect(answer.json<RemindersResponse>().on).toBe(true);
    return subscription;
  };
  const said = ({ text }: Pushed) => v.parse(reminderMessage, JSON.parse(text));

  it('tell a phone what waits for its person, encrypted for it, in numbers', async () => {
    const household = await promise();
    await push('person', { household, name: 'Trần Văn Đào', birthYear: 1980 });
    await push('remark', { household, text: 'Hỏi lại', on: today(), by: account });
    const { endpoint } = await turnOn(member);
    await remind();
    expect(service.taken).toMatchObject([{ endpoint, claims: { sub: contact, aud: `https://${service.name}` } }]);
    expect(said(service.taken[0]!)).toEqual({
      device: member.enrolment,
      reminder: { promised: 1, rechecks: 0, sentBack: 1, answered: 0 },
    });
    // It is noon in Vietnam: what has not arrived by the evening does not arrive.
    expect(service.taken[0]!.ttl).toBe(8 * 60 * 60);
  });

  it('have no name in them, whatever is due', async () => {
    const household = await promise(addDays(today(), -3));
    await push('person', { household, name: 'Trần Văn Đào', birthYear: 1980 });
    await push('remark', { household, text: 'Hỏi lại', on: today(), by: account });
    world.clock.time = Date.parse('2026-12-10T09:00:00+07:00');
    const head = await world.phoneOf('head', world.areas.village);
    for (const phone of [member, lead, head]) await turnOn(phone);
    await remind();
    expect(service.taken).toHaveLength(3);
    for (const { text } of service.taken) for (const name of names) expect(text).not.toContain(name);
    expect(service.taken.map(({ text }) => text).join()).toContain('"report":"open"');
  });

  it('come once a day, and on the next only for what is new', async () => {
    await promise();
    await turnOn(member);
    await remind();
    await promise();
    await remind();
    expect(service.taken).toHaveLength(1);
    world.clock.time += day;
    await remind();
    expect(service.taken).toHaveLength(1);
    await promise();
    await remind();
    await remind();
    expect(service.taken.map(({ text }) => text.includes('"promised":3'))).toEqual([false, true]);
  });

  it('wait for the morning, and for nobody who asked for none', async () => {
    await promise();
    await turnOn(member);
    world.clock.time = Date.parse('2026-11-22T20:30:00+07:00');
    await remind();
    expect(service.asked).toEqual([]);
    world.clock.time = Date.parse('2026-11-23T07:00:00+07:00');
    await remind();
    expect(service.taken).toHaveLength(1);
    expect((await lead.send('GET', 'reminders')).json<RemindersResponse>().on).toBe(false);
  });

  it('end where the push service knows the phone no more', async () => {
    await promise();
    const { endpoint } = await turnOn(member);
    service.answerWith(endpoint, { status: 410 });
    await remind();
    expect((await member.send('GET', 'reminders')).json<RemindersResponse>().on).toBe(false);
    service.answerWith(endpoint, undefined);
    await remind();
    expect(service.asked).toEqual([endpoint]);
  });

  it.each([
    [429, '3600', 60 * minute],
    [503, undefined, 30 * minute],
    [503, 'Sun, 22 Nov 2026 05:10:00 GMT', 10 * minute],
    [429, '999999999', day],
    [500, '0', minute],
  ])('wait as long as the push service asks: %i, Retry-After %s', async (status, after, wait) => {
    await promise();
    const { endpoint } = await turnOn(member);
    await turnOn(lead);
    service.answerWith(endpoint, { status, ...(after !== undefined && { headers: { 'retry-after': after } }) });
    await remind();
    const first = service.asked.length;
    service.answerWith(endpoint, undefined);
    const until = world.clock.time + wait;
    world.clock.time = until - 1;
    await remind();
    expect(service.asked).toHaveLength(first);
    world.clock.time = until;
    await remind();
    expect(service.taken.map((pushed) => pushed.endpoint)).toContain(endpoint);
    expect(service.taken, 'each phone once').toHaveLength(2);
  });

  it('go to no phone that was closed, that left, or that turned them off', async () => {
    await promise();
    const [closed, left] = [
      await world.phoneOf('member', world.areas.village),
      await world.phoneOf('lead', world.areas.village),
    ];
    for (const phone of [member, closed, left]) await turnOn(phone);
    const head = await world.phoneOf('head', world.areas.village);
    await head.send('POST', 'devices/withdraw', { payload: { id: closed.enrolment } });
    const { grants } = (await left.send('GET', 'me')).json<{ grants: { id: Uuid }[] }>();
    await head.send('POST', 'grants/withdraw', { payload: { id: grants[0]!.id } });
    await member.send('POST', 'reminders', { payload: { subscription: null } });
    await remind();
    expect(service.asked).toEqual([]);
    expect(await world.deps.db.selectFrom('push_subscription').selectAll().execute()).toEqual([]);
    const again = await closed.send('POST', 'reminders', { payload: { subscription: service.subscribe() } });
    expect(again.json()).toEqual({ error: 'revoked' });
  });

  it('stay one for a phone that was copied and has another id', async () => {
    await promise();
    const subscription = await turnOn(member);
    const copied = Object.assign(world.newPhone(), { enrolment: world.newId() });
    member.keep(await member.askForDevice(copied.enrolment, copied.key));
    copied.cookie = member.cookie;
    await turnOn(copied, subscription);
    await remind();
    expect(service.taken.map(({ text }) => (JSON.parse(text) as { device: Uuid }).device)).toEqual([copied.enrolment]);
  });

  it.each([
    ['plain http', 'http://push.example.vn/1'],
    ['an address of this machine', 'https://127.0.0.1/1'],
    ['an address of this network', 'https://10.1.2.3/1'],
    ['an address in IPv6', 'https://[::1]/1'],
    ['a host that is no push service', 'https://elsewhere.example.vn/1'],
    ['a name and password before the host', 'https://a:b@push.example.vn/1'],
  ])('go nowhere else: %s', async (_, endpoint) => {
    const subscription = { ...service.subscribe(), endpoint };
    const answer = await member.send('POST', 'reminders', { payload: { subscription } });
    expect(answer.json<Partial<RemindersResponse>>().on).not.toBe(true);
    expect(await world.deps.db.selectFrom('push_subscription').selectAll().execute()).toEqual([]);
  });

  it('need a key that can be encrypted for', async () => {
    const { endpoint, keys } = service.subscribe();
    const p256dh = `B${'A'.repeat(86)}`;
    const answer = await member.send('POST', 'reminders', {
      payload: { subscription: { endpoint, keys: { ...keys, p256dh } } },
    });
    expect(answer.json()).toEqual({ error: 'unreadable' });
  });

  it('are signed with keys that outlive the server and lie sealed in its database', async () => {
    const { deps } = world;
    const first = await vapidKeys(deps, deps.vault);
    expect(await vapidKeys(deps, deps.vault)).toEqual(first);
    const rows = await deps.db.selectFrom('server_state').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(first.privateKey);
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(first.privateKey, 'base64url');
    expect(ecdh.getPublicKey('base64url')).toBe(first.publicKey);

    const [outside, lost] = ['a secret that lies in no database at all', 'another one, since that is lost now'];
    const former = rows.filter(({ key }) => key === 'secret').map(({ value }) => value);
    const movedOut = { ...deps, secrets: { current: outside, former } };
    expect(await vapidKeys(movedOut, createVault(outside, world.random, former))).toEqual(first);
    expect(
      await vapidKeys({ ...deps, secrets: { current: outside, former: [] } }, createVault(outside, world.random)),
    ).toEqual(first);
    await turnOn(member);
    const anew = await vapidKeys({ ...deps, secrets: { current: lost, former: [] } }, createVault(lost, world.random));
    expect(anew.publicKey).not.toBe(first.publicKey);
    expect((await member.send('GET', 'reminders')).json<RemindersResponse>().on).toBe(false);
  });
});
