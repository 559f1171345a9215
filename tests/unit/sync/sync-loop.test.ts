import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { NetworkReading } from '../../../src/sync/network/network-policy.ts';
import { createSyncLoop, type SyncLoop, type SyncLoopDeps } from '../../../src/sync/loop/sync-loop.ts';
import { listenForTriggers } from '../../../src/sync/loop/triggers.ts';
import { Phone } from './phone.ts';
import { createTime, settled, type VirtualTime } from './virtual-time.ts';
import { refusal, unreachable, VillageServer } from './village-server.ts';

const fourG: NetworkReading = { online: true, type: 'cellular', speed: 'good', saveData: false };
const threeG: NetworkReading = { ...fourG, speed: 'slow' };
const offline: NetworkReading = { ...fourG, online: false };

let time: VirtualTime;
let server: VillageServer;
let village: Uuid;
let phone: Phone;
let network: NetworkReading;
let probed: NetworkReading;
let visible: boolean;
let backgroundSyncs: number;
let errors: unknown[];
let loop: SyncLoop;

beforeEach(() => {
  time = createTime();
  server = new VillageServer(time);
  village = server.addVillage();
  const account = server.addPerson();
  server.grant(account, village);
  phone = new Phone(server, account);
  network = fourG;
  probed = fourG;
  visible = true;
  backgroundSyncs = 0;
  errors = [];
  loop = newLoop();
});

afterEach(() => loop.stop());

function newLoop(more: Partial<SyncLoopDeps> = {}): SyncLoop {
  const { transport, sha256, reEnrol, eraseSelf } = phone.deps();
  return createSyncLoop({
    store: phone.store,
    transport,
    clock: time,
    random: phone.random,
    schedule: time.schedule,
    network: { read: () => network, probe: () => Promise.resolve(probed) },
    locks: undefined,
    sha256,
    reEnrol,
    eraseSelf,
    isVisible: () => visible,
    requestBackgroundSync: () => {
      backgroundSyncs++;
      return Promise.resolve(true);
    },
    onError: (error) => errors.push(error),
    ...more,
  });
}

const routes = (): string[] => server.log.map((asked) => asked.route);

describe('the sync loop', () => {
  it('does not say that all is sent before it has counted; syncs at the start and then rests', async () => {
    expect(loop.state.get().phase).toBe('starting');
    loop.wake('start');
    await settled();
    expect(routes()).toEqual(['me', 'pull']);
    expect(loop.state.get()).toMatchObject({
      phase: 'idle',
      unsentForms: 0,
      problem: undefined,
      lastContact: time.now(),
    });
  });

  it('tells how many of the waiting forms are through and what it cost, and nothing once they are', async () => {
    await phone.surveyTogether(village, 150);
    await phone.surveyTogether(village, 150);
    const seen: unknown[] = [];
    loop.state.subscribe(() => {
      const { progress } = loop.state.get();
      if (progress) seen.push([progress.forms, progress.of]);
    });
    await loop.sendNow();
    expect(seen[0]).toEqual([1, 2]);
    expect(seen.at(-1)).toEqual([2, 2]);
    expect(loop.state.get()).toMatchObject({ phase: 'idle', progress: undefined, lastResult: { sentForms: 2 } });
  });

  it('sends a form soon after it is saved, once for several saves, and counts it meanwhile', async () => {
    loop.wake('start');
    await settled();
    server.log.length = 0;
    await phone.survey(village);
    await phone.survey(village);
    await settled();
    expect(loop.state.get()).toMatchObject({ unsentForms: 2, oldestUnsent: expect.any(Number) as number });
    expect(backgroundSyncs).toBeGreaterThan(0);
    await time.pass(2_000);
    expect(routes()).toEqual(['push', 'pull']);
    expect(loop.state.get()).toMatchObject({ phase: 'idle', unsentForms: 0, oldestUnsent: undefined });
    expect(loop.state.get().lastResult).toMatchObject({ kind: 'done', sentForms: 2 });
  });

  it('counts unfinished forms too', async () => {
    await phone.store.drafts.save({
      id: server.newId(),
      village,
      rev: 1,
      startedAt: time.now(),
      savedAt: time.now(),
      content: {},
    });
    await time.pass(300);
    expect(loop.state.get()).toMatchObject({ drafts: 1, unsentForms: 0 });
  });

  it('takes in work that is saved while it sends', async () => {
    await phone.survey(village);
    let once = true;
    server.faults = [
      ({ route }) => {
        if (route === 'push' && once) void phone.survey(village);
        once = once && route !== 'push';
        return undefined;
      },
    ];
    loop.wake('start');
    await time.pass(5_000);
    expect(server.storage.state.ops.size).toBe(2);
    expect(loop.state.get()).toMatchObject({ unsentForms: 0 });
  });

  it('shows what it is doing', async () => {
    const phases: string[] = [];
    loop.state.subscribe(() => phases.push(loop.state.get().phase));
    await phone.survey(village);
    loop.wake('start');
    await settled();
    expect(phases.filter((phase, i) => phase !== phases[i - 1])).toEqual(['idle', 'sending', 'receiving', 'idle']);
  });

  it('waits for a better network and looks again by itself', async () => {
    network = threeG;
    await phone.survey(village);
    await time.pass(2_000);
    expect(routes()).toEqual([]);
    expect(loop.state.get()).toMatchObject({ phase: 'waiting', waitingFor: 'slow', unsentForms: 1 });
    network = fourG;
    await time.pass(120_000);
    expect(loop.state.get()).toMatchObject({ phase: 'idle', waitingFor: undefined, unsentForms: 0 });
  });

  it('probes where the browser tells nothing', async () => {
    network = { online: true, type: undefined, speed: undefined, saveData: false };
    probed = { ...network, speed: 'none' };
    loop.wake('start');
    await settled();
    expect(loop.state.get()).toMatchObject({ phase: 'offline', waitingFor: 'noNetwork' });
    probed = { ...network, speed: 'good' };
    loop.wake('visible');
    await settled();
    expect(loop.state.get()).toMatchObject({ phase: 'idle' });
  });

  it('stays quiet by hand, until "Gửi ngay"', async () => {
    await phone.store.settings.set('networkPolicy', 'byHand');
    network = threeG;
    await phone.survey(village);
    await time.pass(10 * 60_000);
    expect(routes()).toEqual([]);
    expect(loop.state.get()).toMatchObject({ waitingFor: 'byHand' });
    expect(await loop.sendNow()).toMatchObject({
      phase: 'idle',
      unsentForms: 0,
      lastResult: expect.objectContaining({ sentForms: 1 }) as unknown,
    });
  });

  it('"Gửi ngay" tries even when the browser says there is no network', async () => {
    network = offline;
    server.refuse('me', unreachable);
    expect(await loop.sendNow()).toMatchObject({ phase: 'offline' });
    expect(await loop.sendNow()).toMatchObject({ phase: 'idle' });
  });

  it('runs one slice at a time, however often it is woken', async () => {
    for (let i = 0; i < 10; i++) loop.wake('visible');
    const sent = [loop.sendNow(), loop.sendNow()];
    await Promise.all(sent);
    expect(routes()).toEqual(['me', 'pull', 'pull']); // one for the first, one for all that came meanwhile
  });

  it('with unsent forms before a person’s eyes looks for a network after 5, 10, 20, 30, 30 … s', async () => {
    await phone.survey(village);
    probed = { ...offline, online: true, speed: 'none' };
    network = { ...probed, type: undefined, speed: undefined };
    let probes = 0;
    loop.stop();
    loop = newLoop({ network: { read: () => network, probe: () => (probes++, Promise.resolve(probed)) } });
    loop.wake('start');
    const seen: number[] = [];
    for (let seconds = 0; seconds < 140; seconds += 5) {
      const before = probes;
      await time.pass(5_000);
      if (probes > before) seen.push(seconds + 5);
    }
    // Counted from the save at 1.5 s, in steps of five seconds.
    expect(seen).toEqual([5, 10, 20, 40, 70, 100, 130]);
    visible = false;
    await time.pass(30_000);
    const before = probes;
    await time.pass(100_000);
    expect(probes).toBe(before);
  });

  it.each(['visible', 'save', 'opened', 'online'] as const)('looks at once after %s', async (trigger) => {
    await phone.survey(village);
    server.refuse('push', unreachable, 3);
    loop.wake('start');
    await time.pass(20_000);
    const before = server.log.length;
    loop.wake(trigger);
    await settled();
    expect(server.log.length).toBeGreaterThan(before);
  });

  it('backs off while nothing answers, and a new network ends the wait', async () => {
    await phone.survey(village);
    server.refuse('push', unreachable, 5);
    loop.wake('start');
    await settled();
    expect(loop.state.get()).toMatchObject({
      phase: 'offline',
      problem: undefined,
      retryAt: expect.any(Number) as number,
    });
    loop.wake('start');
    await settled();
    expect(routes()).toEqual(['push']);
    loop.wake('online');
    await settled();
    expect(routes()).toEqual(['push', 'push']);
    await time.pass(60_000);
    expect(loop.state.get()).toMatchObject({ phase: 'idle', unsentForms: 0 });
    expect(routes().filter((route) => route === 'push')).toHaveLength(6);
  });

  it('keeps to the pause the server asks for, whoever wakes it', async () => {
    server.refuse('me', refusal({ error: 'retry' }, 300));
    loop.wake('start');
    await settled();
    expect(loop.state.get()).toMatchObject({ phase: 'waiting', problem: { kind: 'busy' } });
    for (const trigger of ['start', 'visible', 'online', 'connection', 'save', 'timer'] as const) loop.wake(trigger);
    await time.pass(299_000);
    expect(routes()).toEqual(['me']);
    await time.pass(70_000);
    expect(loop.state.get()).toMatchObject({ phase: 'idle', problem: undefined });
  });

  it('runs slice after slice while there is more', async () => {
    for (let i = 0; i < 450; i++) await phone.survey(village);
    server.roundTrip = 12_000;
    loop.wake('start');
    await time.pass(1_000);
    expect(server.storage.state.ops.size).toBe(450);
    expect(loop.state.get()).toMatchObject({ phase: 'idle', unsentForms: 0 });
  });

  it('asks for news every few minutes while somebody looks', async () => {
    loop.wake('start');
    await time.pass(11 * 60_000);
    expect(routes().filter((route) => route === 'pull')).toHaveLength(3);
    visible = false;
    await time.pass(60 * 60_000);
    expect(routes().filter((route) => route === 'pull')).toHaveLength(3);
    visible = true;
    loop.wake('visible');
    await settled();
    expect(routes().filter((route) => route === 'pull')).toHaveLength(4);
  });

  it.each([
    ['signInNeeded', () => server.refuse('me', refusal({ error: 'signIn' })), { kind: 'signInNeeded' }],
    ['updateNeeded', () => server.refuse('pull', refusal({ error: 'update' })), { kind: 'updateNeeded' }],
    ['refused', () => server.refuse('me', refusal({ error: 'notFound' })), { kind: 'refused', problem: 'notFound' }],
    ['full', () => phone.disk.setQuota(0), { kind: 'full' }],
  ] as const)('stops and says why: %s', async (_name, arrange, problem) => {
    arrange();
    loop.wake('start');
    await settled();
    expect(loop.state.get()).toMatchObject({ phase: 'stopped', problem });
    phone.disk.setQuota(Infinity);
    expect(await loop.sendNow()).toMatchObject({ phase: 'idle', problem: undefined });
  });

  it('ends with the enrolment when that erases itself', async () => {
    loop.wake('start');
    await settled();
    server.setRevoked(phone.device, true);
    expect(await loop.sendNow()).toMatchObject({
      phase: 'stopped',
      problem: { kind: 'revoked' },
      lastResult: expect.objectContaining({ erased: true }) as unknown,
    });
    const asked = server.log.length;
    loop.wake('visible');
    await time.pass(60 * 60_000);
    expect(server.log).toHaveLength(asked);
    expect(time.due()).toEqual([]);
  });

  it('survives a broken store: says so, tells the bug, tries again', async () => {
    const { outbox } = phone.store;
    let broken = true;
    const store = {
      ...phone.store,
      outbox: { ...outbox, ledger: () => (broken ? Promise.reject(new Error('broken')) : outbox.ledger()) },
    };
    loop.stop();
    loop = newLoop({ store });
    loop.wake('start');
    await settled();
    expect(loop.state.get()).toMatchObject({ phase: 'stopped', problem: { kind: 'broken' } });
    expect(errors).toEqual([new Error('broken')]);
    broken = false;
    await time.pass(3_000);
    expect(loop.state.get()).toMatchObject({ phase: 'idle', problem: undefined });
  });

  it('leaves unsent forms to the worker when the page cannot send them', async () => {
    await phone.survey(village);
    await settled();
    const before = backgroundSyncs;
    server.refuse('push', unreachable);
    loop.wake('start');
    await settled();
    expect(backgroundSyncs).toBe(before + 1);
  });

  it('stops: no timers, no more requests', async () => {
    loop.wake('start');
    await settled();
    await phone.survey(village);
    await settled();
    loop.stop();
    expect(time.due()).toEqual([]);
    loop.wake('visible');
    await time.pass(60 * 60_000);
    expect(routes()).toEqual(['me', 'pull']);
  });
});

describe('the browser’s signals', () => {
  it('wake the loop', () => {
    const woken: string[] = [];
    const window = new EventTarget();
    const connection = new EventTarget();
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    const off = listenForTriggers({ wake: (trigger) => woken.push(trigger) }, { window, document, connection });
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('pageshow'));
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    connection.dispatchEvent(new Event('change'));
    document.dispatchEvent(new Event('visibilitychange'));
    document.visibilityState = 'hidden';
    document.dispatchEvent(new Event('visibilitychange'));
    expect(woken).toEqual(['start', 'online', 'visible', 'connection', 'visible']);
    off();
    window.dispatchEvent(new Event('online'));
    expect(woken).toHaveLength(5);
  });

  it('start a little later behind a form that is opened, and at once for everything else', async () => {
    const woken: string[] = [];
    const [window, document] = [new EventTarget(), Object.assign(new EventTarget(), { visibilityState: 'visible' })];
    const later = { millis: 1000, schedule: time.schedule };
    const off = listenForTriggers({ wake: (trigger) => woken.push(trigger) }, { window, document }, later);
    await time.pass(999);
    window.dispatchEvent(new Event('online'));
    expect(woken).toEqual(['online']);
    await time.pass(1);
    expect(woken).toEqual(['online', 'start']);
    off();
    listenForTriggers({ wake: (trigger) => woken.push(trigger) }, { window, document }, later)();
    await time.pass(1000);
    expect(woken).toHaveLength(2); // closed before it had begun
  });
});
