import { afterEach, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../../src/lib/clock.ts';
import { createIds, type Uuid } from '../../../src/lib/ids.ts';
import { systemSchedule } from '../../../src/lib/schedule.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import type { PullPage } from '../../../src/protocol/pull.ts';
import type { PushRequest } from '../../../src/protocol/push.ts';
import { createDeviceRegistry, type DeviceRegistry } from '../../../src/store/index.ts';
import {
  browserGzip,
  createHttpTransport,
  createSliceMemory,
  pageBudget,
  sha256Hex,
  syncSlice,
  takeTurn,
  type PullStore,
  type PushStore,
  type Transport,
} from '../../../src/sync/index.ts';

const newId = createIds(systemClock, systemRandom);
const village = newId();
const grant = newId();

/** A server of few words: it stores what it gets, and gives it back as records. */
function smallServer(): { transport: Transport; pushes: PushRequest[]; stored: Operation[] } {
  const pushes: PushRequest[] = [];
  const stored: Operation[] = [];
  const ok = <T>(value: T) => Promise.resolve({ kind: 'ok' as const, value, sent: 0, received: 0 });
  const area = { id: village, kind: 'village' as const, prefix: 'thôn', name: 'Thử', aliases: [] };
  return {
    pushes,
    stored,
    transport: {
      push: (request) => {
        pushes.push(request);
        stored.push(...(request.entries as Operation[]));
        const outcomes = (request.entries as Operation[]).map(({ opId }) => ({
          opId,
          outcome: 'applied' as const,
          version: stored.length,
        }));
        return ok({ outcomes, lastSeq: stored.length, now: systemClock.now(), epoch: 1 });
      },
      pull: async () => {
        const rows = stored.map((op) => ({ id: op.record, version: stored.length, kind: op.kind, fields: op.set }));
        const lines = rows
          .map((row) => `${row.id}:${row.version}\n`)
          .sort()
          .join('');
        const page: PullPage = {
          restart: true,
          rows,
          outcomes: [],
          cursor: {
            epoch: 1,
            grant,
            version: stored.length,
            id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
            held: stored.length,
          },
          more: false,
          digest: { count: rows.length, hash: (await sha256Hex(lines)).slice(0, 32) },
          now: systemClock.now(),
          me: 't',
        };
        return ok(page);
      },
      me: () =>
        ok({
          account: newId(),
          name: 'Người thử',
          grants: [{ id: grant, role: 'member' as const, area: village }],
          areas: [area],
          epoch: 1,
          tag: 't',
          now: systemClock.now(),
        }),
      renew: () => ok({ now: systemClock.now() }),
      newDevice: () => Promise.reject(new Error('not copied')),
    },
  };
}

const opened: { registry: DeviceRegistry; id: Uuid }[] = [];

async function enrol(): Promise<{ registry: DeviceRegistry; id: Uuid }> {
  const registry = createDeviceRegistry({ indexedDB, crypto, clock: systemClock, random: systemRandom });
  const id = newId();
  await registry.prepareEnrolment(id);
  await registry.completeEnrolment(id, id);
  opened.push({ registry, id });
  return { registry, id };
}

afterEach(async () => {
  for (const { registry, id } of opened.splice(0)) {
    await registry.erase(id);
    registry.close();
  }
});

const sliceOf = (store: PushStore, transport: Transport, rows?: PullStore) =>
  syncSlice(
    {
      store,
      ...(rows && { rows }),
      transport,
      clock: systemClock,
      random: systemRandom,
      sha256: sha256Hex,
      memory: createSliceMemory(),
      reEnrol: () => Promise.reject(new Error('not forked')),
      eraseSelf: () => Promise.reject(new Error('not revoked')),
    },
    pageBudget,
  );

describe('sync in a real browser', () => {
  it('sends and fetches over IndexedDB and WebCrypto', async () => {
    const { registry, id } = await enrol();
    const server = smallServer();
    const open = await registry.openStore(id);
    if (open.kind !== 'open') throw new Error(open.kind);
    const record = newId();
    await open.store.records.submit([
      { record, village, kind: 'household', set: { headName: 'Người thử' }, bases: {} },
    ]);
    expect(await sliceOf(open.store, server.transport, open.store)).toMatchObject({
      kind: 'done',
      sentForms: 1,
      receivedRows: 1,
      refetched: [],
    });
    expect(await open.store.outbox.ledger()).toMatchObject({ unsent: 0, forms: 0 });
    expect(await open.store.records.list(village)).toMatchObject([{ id: record, onlyHere: false }]);
    open.store.close();
  });

  it('sends from the locked store what the open one has saved', async () => {
    const { registry, id } = await enrol();
    const server = smallServer();
    const open = await registry.openStore(id);
    if (open.kind !== 'open') throw new Error(open.kind);
    await open.store.records.submit([
      { record: newId(), village, kind: 'household', set: { headName: 'Người thử' }, bases: {} },
    ]);
    const locked = await registry.openOutboxOnly(id);
    if (!locked) throw new Error('unknown enrolment');
    expect(await sliceOf(locked, server.transport)).toMatchObject({ kind: 'done', sentForms: 1 });
    expect(server.stored).toMatchObject([{ village, set: { headName: 'Người thử' } }]);
    expect(await open.store.outbox.ledger()).toMatchObject({ unsent: 0 });
    locked.close();
    open.store.close();
  });

  it('signs in again with the device key and packs with the browser’s gzip', async () => {
    const { registry, id } = await enrol();
    const bodies: { url: string; init: RequestInit }[] = [];
    const gzip = browserGzip();
    if (!gzip) throw new Error('this browser has gzip');
    const transport = createHttpTransport({
      enrolment: id,
      fetch: (url, init) => {
        bodies.push({ url, init });
        return Promise.resolve(Response.json({ now: 1 }));
      },
      sign: (text) => registry.sign(id, text),
      gzip,
      schedule: systemSchedule,
    });
    expect(await transport.renew('c1')).toMatchObject({ kind: 'ok' });
    const sent = JSON.parse(await new Response(bodies[0]!.init.body).text()) as { signature: string };
    expect(sent.signature).toMatch(/^[A-Za-z0-9_-]{86}$/); // 64 bytes: raw r‖s
    const packed = await gzip('thôn số '.repeat(1000));
    expect(packed.byteLength).toBeLessThan(200);
    const plain = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
    expect(plain).toBe('thôn số '.repeat(1000));
  });

  it('takes turns by Web Locks, and robs who does not come back', async () => {
    const pauses: number[] = [];
    const deps = {
      locks: navigator.locks,
      schedule: systemSchedule,
      pause: (millis: number) => Promise.resolve(void pauses.push(millis)),
    };
    let thaw = () => {};
    const frozen = takeTurn(deps, 'turn', () => new Promise<string>((resolve) => (thaw = () => resolve('thawed'))));
    const robbed = expect(frozen).rejects.toThrow('another tab took the lock');
    await expect.poll(async () => (await navigator.locks.query()).held?.length).toBe(1);
    expect(await takeTurn(deps, 'turn', () => Promise.resolve('second'))).toBe('second');
    expect(pauses.reduce((sum, millis) => sum + millis, 0)).toBe(70_000);
    await robbed;
    thaw();
    expect(await takeTurn(deps, 'turn', () => Promise.resolve('third'))).toBe('third');
  });
});
