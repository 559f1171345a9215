import { expect, it } from 'vitest';
import { cardToken } from '../../../src/features/team/card/card-token.ts';
import { minuteOf, type CardsResponse } from '../../../src/protocol/accounts/card.ts';
import { createCardSigner } from '../../../src/server/card/cards.ts';
import { escapeHtml } from '../../../src/server/card/card-page.ts';
import { dayOf } from '../../../src/lib/day.ts';
import { createEngine, oneEngine } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from './server-world.ts';

const engine = createEngine(oneEngine);
const minute = 60_000;
const keysOf = async (phone: TestPhone): Promise<CardsResponse> =>
  (await phone.send('GET', 'cards')).json<CardsResponse>();

/** What the phone shows now, or `later` ms from now; empty where it has no key of that day. */
async function cardOf(world: ServerWorld, phone: TestPhone, later = 0): Promise<string> {
  const { device, cards } = await keysOf(phone);
  const time = world.clock.time + later;
  const key = cards.find((card) => card.day === dayOf(time))?.key;
  return key === undefined ? '' : cardToken(device, key, minuteOf(time));
}

it('shows the member’s name, team and day; complete without a script', async () => {
  const world = await ServerWorld.open(engine);
  const phone = await world.newPhone().join(await world.invite('member', world.areas.village, { name: 'Mẫu Thị Na' }));
  const today = await cardOf(world, phone);
  const page = await world.app.inject(`/the/${today}`);
  expect(page.statusCode).toBe(200);
  for (const text of ['Mẫu Thị Na', 'Thôn Đông, xã Một', '22/11/2026', 'không cầm máy của bà con', 'không hỏi mã OTP'])
    expect(page.body).toContain(text);
  expect(page.body).not.toMatch(/<script|\sstyle=|\son\w+=/);
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
    'referrer-policy': 'no-referrer',
  });
  expect(String(page.headers['content-security-policy'])).toContain("script-src 'self'");
  expect(page.headers['set-cookie']).toBeUndefined();
  const english = await world.app.inject(`/en/the/${today}`);
  expect(english.body).toContain('never holds your phone');
  expect((await world.app.inject('/the.css')).headers['content-type']).toBe('text/css; charset=utf-8');
});

it('is good for minutes: a picture of it says so, and names nobody', async () => {
  const world = await ServerWorld.open(engine);
  const phone = await world.newPhone().join(await world.invite('member', world.areas.village, { name: 'Mẫu Thị Na' }));
  const picture = await cardOf(world, phone);
  const shown = async (token: string) => {
    const page = await world.app.inject(`/the/${token}`);
    return [page.statusCode, page.body.includes('Mã này đã cũ'), page.body.includes('Mẫu Thị Na')];
  };
  for (const minutes of [0, 5, 10]) {
    expect(await shown(await cardOf(world, phone, minutes * minute)), 'a clock that is ahead').toEqual([
      200,
      false,
      true,
    ]);
    expect(await shown(await cardOf(world, phone, -minutes * minute))).toEqual([200, false, true]);
  }
  expect(await shown(await cardOf(world, phone, 11 * minute))).toEqual([404, true, false]);
  world.clock.time += 11 * minute;
  expect(await shown(picture)).toEqual([404, true, false]);
  await world.deps.db.updateTable('device').set({ revoked_at: 1 }).where('id', '=', phone.enrolment).execute();
  expect(await shown(picture), 'who is no longer in the team is never told of').toEqual([404, false, false]);
});

it('is made by the phone for a week of days without a network', async () => {
  const world = await ServerWorld.open(engine);
  const phone = await world.phoneOf('member', world.areas.village);
  const { device, cards } = await keysOf(phone);
  expect(cards).toHaveLength(7);
  for (const { day: ofDay, key } of cards) {
    expect(dayOf(world.clock.time)).toBe(ofDay);
    const token = await cardToken(device, key, minuteOf(world.clock.time));
    expect((await world.app.inject(`/the/${token}`)).statusCode).toBe(200);
    world.clock.time += day;
    const withOldKey = await cardToken(device, key, minuteOf(world.clock.time));
    expect((await world.app.inject(`/the/${withOldKey}`)).body, 'the key of another day').toContain(
      'Thẻ này không dùng được',
    );
  }
});

it('answers every invalid card with the same page', async () => {
  const world = await ServerWorld.open(engine);
  const { db, clock } = world.deps;
  const [lost, gone, viewer] = [
    await world.phoneOf('member', world.areas.village),
    await world.phoneOf('lead', world.areas.village),
    await world.phoneOf('viewer', world.areas.province),
  ];
  const [lostCard, goneCard] = [await cardOf(world, lost), await cardOf(world, gone)];
  expect((await keysOf(viewer)).cards).toEqual([]);
  await db.updateTable('device').set({ revoked_at: 1 }).where('id', '=', lost.enrolment).execute();
  const { grants } = (await gone.send('GET', 'me')).json<{ grants: { id: string }[] }>();
  await db.updateTable('account_grant').set({ revoked_at: 1 }).where('id', '=', grants[0]!.id).execute();
  const signedBy = (secret: string, device: string) =>
    cardToken(device, createCardSigner(secret).keyOf(device, dayOf(clock.now())), minuteOf(clock.now()));
  const forged = await signedBy('another secret', lost.enrolment);
  const { value: secret } = await db
    .selectFrom('server_state')
    .select('value')
    .where('key', '=', 'secret')
    .executeTakeFirstOrThrow();
  const noVisitor = await signedBy(secret, viewer.enrolment);
  const turned = `${goneCard.slice(0, -1)}${goneCard.endsWith('A') ? 'B' : 'A'}`;
  const answers = await Promise.all(
    [lostCard, goneCard, forged, noVisitor, turned, 'x', `${goneCard}=`].map(async (token) => {
      const page = await world.app.inject(`/the/${encodeURIComponent(token)}`);
      return [page.statusCode, page.body.replaceAll(/\/en\/the\/[^"]*/g, '/en/the/…')];
    }),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.[0]).toBe(404);
  expect(answers[0]?.[1]).toContain('Thẻ này không dùng được');
});

it('shows a name that is a script as a name', async () => {
  const world = await ServerWorld.open(engine);
  const name = `<script>alert(1)</script>"'&`;
  const phone = await world.newPhone().join(await world.invite('member', world.areas.village, { name }));
  await world.deps.db
    .updateTable('area')
    .set({ name: '<img src=x onerror=alert(1)>' })
    .where('id', '=', world.areas.village)
    .execute();
  const page = await world.app.inject(`/the/${await cardOf(world, phone)}`);
  expect(page.body).not.toMatch(/<script|<img/);
  expect(page.body).toContain(escapeHtml(name));
});
