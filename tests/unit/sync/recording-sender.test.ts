import { beforeEach, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { ProblemCode } from '../../../src/protocol/problem.ts';
import type { RecordingPiece } from '../../../src/protocol/recording.ts';
import type { Asked, AskServer } from '../../../src/sync/network/ask-server.ts';
import type { NetworkReading } from '../../../src/sync/network/network-policy.ts';
import { createRecordingSender, type RecordingSender } from '../../../src/sync/recordings/recording-sender.ts';
import { seeded } from '../../support/seeded.ts';
import { newId } from '../../browser/store/phone.ts';
import { createMemoryPhone } from '../store/memory-phone.ts';
import { newRecording } from '../../server/http/recording.ts';
import { createLocks } from './web-locks.ts';
import { createTime, settled } from './virtual-time.ts';

const wifi = { online: true, type: 'wifi', speed: 'good', saveData: false } as const satisfies NetworkReading;
const mobile = { ...wifi, type: 'cellular' } as const;
const unknown = { ...wifi, type: undefined } as const;

let time: ReturnType<typeof createTime>;
let store: Awaited<ReturnType<ReturnType<typeof createMemoryPhone>['openTab']>>;
let network: NetworkReading;
let server: ReturnType<typeof createServer>;
let locks: ReturnType<typeof createLocks>;
let sender: RecordingSender;

/** The server as a phone meets it: holds pieces, says what it wants next. `fault` is asked before each request. */
function createServer(fault: (request: number) => 'cut' | 'answerLost' | ProblemCode | undefined = () => undefined) {
  const held = new Map<Uuid, Buffer>();
  let requests = 0;
  let bytes = 0;
  const post = async (_path: string, body: unknown): Promise<Asked<unknown>> => {
    const { recording, offset, data } = body as RecordingPiece;
    const mishap = fault(++requests);
    bytes += data.length;
    await settled();
    if (mishap === 'cut') return { kind: 'unreachable' };
    if (mishap !== undefined && mishap !== 'answerLost') return { kind: 'problem', problem: mishap };
    const before = held.get(recording.id) ?? Buffer.alloc(0);
    const after = offset === before.length ? Buffer.concat([before, Buffer.from(data, 'base64')]) : before;
    held.set(recording.id, after);
    return mishap === 'answerLost'
      ? { kind: 'unreachable' }
      : { kind: 'ok', value: { offset: after.length, state: after.length === recording.bytes ? 'waiting' : 'coming' } };
  };
  return { held, post: post as AskServer['post'], requests: () => requests, bytes: () => bytes };
}

const openSender = (): RecordingSender =>
  createRecordingSender({
    enrolment: store.enrolment,
    recordings: store.recordings,
    settings: store.settings,
    server,
    network: { read: () => network },
    locks,
    clock: time,
    schedule: time.schedule,
    random: seeded(3),
    onError: (error) => expect.unreachable(String(error)),
  });

beforeEach(async () => {
  time = createTime();
  store = await createMemoryPhone(time).openTab();
  network = wifi;
  server = createServer();
  locks = createLocks();
  sender = openSender();
});

async function record(bytes = 100_000) {
  const { sound, ...recording } = newRecording(newId(), bytes, { id: newId() });
  await store.recordings.save(recording, sound.toString('base64'));
  return { id: recording.id, sound };
}

const allSettled = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn++) await settled();
};
const wake = async (): Promise<void> => {
  sender.wake();
  await allSettled();
};
const pass = async (millis: number): Promise<void> => {
  await time.pass(millis);
  await allSettled();
};

it('recordings go by themselves over Wi-Fi, whole, and are gone from the phone then', async () => {
  const [one, two] = [await record(), await record(7)];
  await wake();
  expect(server.held.get(one.id)?.equals(one.sound)).toBe(true);
  expect(server.held.get(two.id)?.equals(two.sound)).toBe(true);
  expect(await store.recordings.list()).toEqual([]);
  expect(sender.state.get()).toEqual({ kept: [], share: undefined, last: 'sent' });
});

it.each<[string, NetworkReading, 'byHand' | 'any' | undefined]>([
  ['over mobile data', mobile, undefined],
  ['over mobile data, even where forms may', mobile, 'any'],
  ['where the browser does not tell', unknown, undefined],
  ['when nothing is sent by itself', wifi, 'byHand'],
  ['without a network', { ...wifi, online: false }, undefined],
])('by themselves they do not go %s; “Gửi ngay” sends them', async (_, reading, policy) => {
  network = reading;
  if (policy) await store.settings.set('networkPolicy', policy);
  const { id } = await record();
  await wake();
  expect(server.requests()).toBe(0);
  expect(sender.state.get().kept.map((one) => one.id)).toEqual([id]);
  await sender.sendNow();
  expect(await store.recordings.list()).toEqual([]);
});

it('a sending stops when the Wi-Fi is left, and goes on from there when there is one again', async () => {
  server = createServer((request) => {
    if (request === 2) network = mobile;
    return undefined;
  });
  sender = openSender();
  const { id, sound } = await record();
  await wake();
  expect(server.requests()).toBe(2);
  expect(sender.state.get()).toMatchObject({ share: undefined, last: 'paused' });
  network = wifi;
  await wake();
  expect(server.held.get(id)?.equals(sound)).toBe(true);
  expect(server.bytes()).toBeLessThan((1.6 * (sound.length * 4)) / 3);
});

it('after random cuts, before the server got it or before its answer came, the wait grows', async () => {
  const random = seeded(11);
  let cuts = 0;
  server = createServer(() => {
    const mishap = (['cut', 'answerLost', undefined] as const)[random.bytes(1)[0]! % 3];
    if (mishap) cuts += 1;
    return mishap;
  });
  sender = openSender();
  const { id, sound } = await record(200_000);
  sender.wake();
  for (let minute = 0; (await store.recordings.list()).length > 0 && minute < 120; minute++) await pass(60_000);
  expect(cuts).toBeGreaterThan(3);
  expect(server.held.get(id)?.equals(sound)).toBe(true);
  expect(await store.recordings.list()).toEqual([]);
});

it('one that the server will never take keeps none behind it waiting, and is not offered again and again', async () => {
  const answers: (ProblemCode | undefined)[] = ['notFound'];
  server = createServer(() => answers.shift());
  sender = openSender();
  const [first, second] = [await record(7), await record(7)];
  await wake();
  expect([...server.held.keys()]).toHaveLength(1);
  const asked = server.requests();
  await wake();
  expect(server.requests()).toBe(asked);
  await sender.sendNow();
  expect([...server.held.keys()].sort()).toEqual([first.id, second.id].sort());
});

it.each<ProblemCode>(['slowDown', 'retry', 'signIn'])('“%s” is a reason to come again later', async (problem) => {
  const answers: (ProblemCode | undefined)[] = [problem];
  server = createServer(() => answers.shift());
  sender = openSender();
  await record(7);
  await wake();
  expect(sender.state.get().last).toBe('unreachable');
  await wake();
  expect(server.requests(), 'not before its time').toBe(1);
  await pass(5_000);
  expect(await store.recordings.list()).toEqual([]);
});

it('two pages send each recording once', async () => {
  const other = openSender();
  const { sound } = await record();
  sender.wake();
  other.wake();
  await allSettled();
  await pass(20_000);
  expect(await store.recordings.list()).toEqual([]);
  expect(server.bytes()).toBe(4 * Math.ceil(sound.length / 3));
  expect(other.state.get().kept).toEqual([]);
});

it('sends nothing once the local store is closed', async () => {
  await record();
  sender.wake();
  await settled();
  sender.stop();
  await pass(60_000);
  expect(server.requests()).toBeLessThan(2);
  expect(await store.recordings.list()).toHaveLength(1);
});
