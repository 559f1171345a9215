import { expect, it } from 'vitest';
import { createCardSigner } from '../../../src/server/accounts/cards.ts';
import { escapeHtml } from '../../../src/server/card/card-page.ts';
import { dayOf } from '../../../src/lib/day.ts';
import { createEngine, oneEngine } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from './server-world.ts';

const engine = createEngine(oneEngine);
const cardsOf = async (phone: TestPhone): Promise<string[]> =>
  (await phone.send('GET', 'cards')).json<{ cards: { token: string }[] }>().cards.map(({ token }) => token);

it('shows the member’s name, team and day; complete without a script', async () => {
  const world = await ServerWorld.open(engine);
  const phone = await world.newPhone().join(await world.invite('member', world.areas.village, { name: 'Mẫu Thị Na' }));
  const [today = ''] = await cardsOf(phone);
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

it('is good for its own day only, kept for a week of days without a network', async () => {
  const world = await ServerWorld.open(engine);
  const tokens = await cardsOf(await world.phoneOf('member', world.areas.village));
  expect(tokens).toHaveLength(7);
  for (let n = 0; n < 7; n++) {
    const statuses = await Promise.all(
      tokens.map(async (token) => (await world.app.inject(`/the/${token}`)).statusCode),
    );
    expect(statuses).toEqual(tokens.map((_, i) => (i === n ? 200 : 404)));
    world.clock.time += day;
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
  const [lostCard = '', goneCard = ''] = [(await cardsOf(lost))[0], (await cardsOf(gone))[0]];
  expect(await cardsOf(viewer)).toEqual([]);
  await db.updateTable('device').set({ revoked_at: 1 }).where('id', '=', lost.enrolment).execute();
  const { grants } = (await gone.send('GET', 'me')).json<{ grants: { id: string }[] }>();
  await db.updateTable('account_grant').set({ revoked_at: 1 }).where('id', '=', grants[0]!.id).execute();
  const forged = createCardSigner('another secret').sign(lost.enrolment, dayOf(clock.now()));
  const { value: secret } = await db
    .selectFrom('server_state')
    .select('value')
    .where('key', '=', 'secret')
    .executeTakeFirstOrThrow();
  const noVisitor = createCardSigner(secret).sign(viewer.enrolment, dayOf(clock.now()));
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
  const page = await world.app.inject(`/the/${(await cardsOf(phone))[0]}`);
  expect(page.body).not.toMatch(/<script|<img/);
  expect(page.body).toContain(escapeHtml(name));
});
