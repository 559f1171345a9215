import { expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { AppDeps } from '../../../src/server/http/deps.ts';
import { countSync } from '../../../src/server/metrics/count-sync.ts';
import { createMetrics } from '../../../src/server/metrics/metrics.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { ServerWorld } from './server-world.ts';

const engine = createEngine('postgres');
const token = 'a-token-of-the-operator';

async function measured(): Promise<ServerWorld> {
  const world = await ServerWorld.open(engine, {}, (deps: AppDeps) => {
    const metrics = createMetrics(deps);
    return { ...deps, metrics, metricsToken: token, sync: countSync(deps.sync, metrics) };
  });
  return world;
}

const read = async (world: ServerWorld): Promise<string> =>
  (await world.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } })).body;

it('counts requests by kind and route, and nothing that identifies people', async () => {
  const world = await measured();
  const phone = await world.phoneOf('member', world.areas.village);
  const operation = { opId: randomUUID(), group: randomUUID(), record: randomUUID() };
  const entry = {
    ...operation,
    seq: 1,
    kind: 'household',
    village: world.areas.village,
    base: {},
    set: { headName: 'Mẫu Thị Bí Mật' },
    wallTime: 1,
    clockOffset: 0,
    schemaVersion: 1,
  };
  const ledger = { unsent: 3, drafts: 2 };
  const pushed = await phone.send('POST', 'push', {
    payload: { protocol: 1, firstSeq: 1, entries: [entry, 'cannot be read'], ledger },
  });
  expect(pushed.statusCode).toBe(200);
  await phone.send('GET', `pull?village=${world.areas.village}&version=0&id=&held=0&seq=0`);
  await phone.send('GET', `pull?village=${world.areas.foreign}&version=0&id=&held=0&seq=0`);
  await world.post('/api/join', { invitation: { code: '22222222' }, nonce: randomUUID(), key: phone.key });
  const text = await read(world);
  expect(text).toContain('thonso_push_operations_total{outcome="applied"} 1');
  expect(text).toContain('thonso_push_operations_total{outcome="quarantined"} 1');
  expect(text).toContain('thonso_pull_rows_total 1');
  expect(text).toContain('thonso_refusals_total{reason="notFound"} 1');
  expect(text).toContain('thonso_refusals_total{reason="invitationUnknown"} 1');
  expect(text).toContain('thonso_unsent_forms 5');
  expect(text).toContain('thonso_phones_with_unsent_forms 1');
  expect(text).toMatch(
    /thonso_http_request_duration_seconds_count\{method="POST",route="\/api\/p\/:enrolment\/push",status="2xx"\} 1/,
  );
  expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds /);
  expect(text).toContain('thonso_backup_finished_timestamp_seconds 0');
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  expect(text).not.toContain('Bí Mật');
  await world.deps.db
    .insertInto('job')
    .values({ name: 'backup', started_at: 0, finished_at: 1_800_000_000_500, failed_at: null })
    .execute();
  expect(await read(world)).toContain('thonso_backup_finished_timestamp_seconds 1800000000.5');
});

it('a database that is away counts as retryable, a bug as a bug', async () => {
  const world = await measured();
  const phone = await world.phoneOf('member', world.areas.village);
  const failing = (error: Error) => {
    world.deps.progress.read = () => Promise.reject(error);
  };
  failing(Object.assign(new Error('gone'), { code: '57P01' }));
  expect((await phone.send('GET', 'progress')).statusCode).toBe(503);
  failing(new Error('a bug'));
  expect((await phone.send('GET', 'progress')).statusCode).toBe(500);
  const text = await read(world);
  expect(text).toContain('thonso_failures_total{kind="retryable"} 1');
  expect(text).toContain('thonso_failures_total{kind="bug"} 1');
});

it('needs the token, also on this machine: a local proxy may add no header', async () => {
  const world = await measured();
  const ask = async (remoteAddress: string, headers: Record<string, string> = {}) =>
    (await world.app.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
  for (const local of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(await ask(local)).toBe(404);
  expect(await ask('127.0.0.1', { authorization: `Bearer ${token}` })).toBe(200);
  expect(await ask('203.0.113.7')).toBe(404);
  expect(await ask('127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }), 'through a proxy on this machine').toBe(404);
  expect(await ask('203.0.113.7', { authorization: `Bearer ${token}` })).toBe(200);
  expect(await ask('203.0.113.7', { authorization: 'Bearer wrong' })).toBe(404);
});
