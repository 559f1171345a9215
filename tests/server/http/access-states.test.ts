import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { endpoints, type Endpoint } from '../../../src/domain/access/endpoints.ts';
import { roles, type Role } from '../../../src/domain/access/roles.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { createEngine, oneEngine } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from './server-world.ts';

// Every endpoint for a phone that was closed, a person who was taken out of the team, and one whom nobody has confirmed
// yet: whatever the role, as src/domain/access/endpoints.ts has it.

const engine = createEngine(oneEngine);
const areaOf = ({ areas }: ServerWorld, role: Role): Uuid | undefined =>
  ({
    member: areas.village,
    lead: areas.village,
    head: areas.village,
    officer: areas.commune,
    viewer: areas.province,
    admin: undefined,
  })[role];

/** @returns the refusals by path; undefined: not refused for what has become of the phone */
async function refusals(phone: TestPhone, closed: readonly string[]): Promise<Record<string, string | undefined>> {
  const found: Record<string, string | undefined> = {};
  for (const { method, path } of Object.values<Endpoint>(endpoints)) {
    const answer = await phone.send(method, path, method === 'POST' ? { payload: {} } : {});
    const error = answer.json<{ error?: string }>().error;
    found[`${method} ${path}`] = error !== undefined && closed.includes(error) ? error : undefined;
  }
  return found;
}

const expected = (isOpen: (endpoint: Endpoint) => boolean, error: string): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.values<Endpoint>(endpoints).map((one) => [`${one.method} ${one.path}`, isOpen(one) ? undefined : error]),
  );

describe.each(roles)('a %s', (role) => {
  it('whose phone was closed may hand over what it has, and nothing else', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf(role, areaOf(world, role));
    await world.deps.db.updateTable('device').set({ revoked_at: 1 }).where('id', '=', phone.enrolment).execute();
    expect(await refusals(phone, ['revoked'])).toEqual(expected((one) => one.afterRevoking === true, 'revoked'));
  });

  it('who was taken out of the team has closed phones', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf(role, areaOf(world, role));
    const admin = await world.phoneOf('admin', undefined);
    const { grants } = (await phone.send('GET', 'me')).json<{ grants: { id: Uuid }[] }>();
    const taken = await admin.send('POST', 'grants/withdraw', { payload: { id: grants[0]!.id } });
    expect(taken.statusCode).toBe(200);
    expect(await refusals(phone, ['revoked'])).toEqual(expected((one) => one.afterRevoking === true, 'revoked'));
  });

  it('whose phone nobody has confirmed yet is told to wait', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf(role, areaOf(world, role));
    const { account } = (await phone.send('GET', 'me')).json<{ account: Uuid }>();
    const { db } = world.deps;
    await db.updateTable('device').set({ unconfirmed_by: account }).where('id', '=', phone.enrolment).execute();
    expect(await refusals(phone, ['slowDown'])).toEqual(expected((one) => one.whileUnconfirmed === true, 'slowDown'));
  });
});

it('what waits for a second person is not done by the first one alone', async () => {
  const world = await ServerWorld.open(engine);
  const waits = Object.entries<Endpoint>(endpoints).flatMap(([name, { second }]) =>
    second === undefined ? [] : [name],
  );
  expect(waits).toEqual(['erase', 'setRetention']);
  const officer = await world.phoneOf('officer', world.areas.commune);
  const asked = await officer.send('POST', 'retention', { payload: { area: world.areas.village, months: 1 } });
  const { waiting } = asked.json<{ waiting: Uuid }>();
  for (const id of [waiting, randomUUID()])
    expect((await officer.send('POST', 'second', { payload: { id, confirm: true } })).json()).toEqual({
      error: 'notFound',
    });
  expect(await world.deps.db.selectFrom('retention').selectAll().execute()).toEqual([]);
});
