import { describe, expect, it } from 'vitest';
import {
  decideSync,
  gradeProbes,
  needsProbe,
  type NetworkPolicy,
  type NetworkReading,
} from '../../../src/sync/network/network-policy.ts';
import { createNetworkReader, createProbe, type Connection } from '../../../src/sync/network/network-reader.ts';
import { createTime } from './virtual-time.ts';

const networks = {
  none: { online: false, type: undefined, speed: undefined, saveData: false },
  flightMode: { online: true, type: 'none', speed: 'good', saveData: false },
  wifi: { online: true, type: 'wifi', speed: 'good', saveData: false },
  slowWifi: { online: true, type: 'wifi', speed: 'slow', saveData: false },
  wifiSaving: { online: true, type: 'wifi', speed: 'good', saveData: true },
  fourG: { online: true, type: 'cellular', speed: 'good', saveData: false },
  fourGSaving: { online: true, type: 'cellular', speed: 'good', saveData: true },
  threeG: { online: true, type: 'cellular', speed: 'slow', saveData: false },
  desktop: { online: true, type: undefined, speed: 'good', saveData: false },
  iphone: { online: true, type: undefined, speed: undefined, saveData: false },
  iphoneSlow: { online: true, type: undefined, speed: 'slow', saveData: false },
  iphoneDead: { online: true, type: undefined, speed: 'none', saveData: false },
} as const satisfies Record<string, NetworkReading>;

const policies = ['mobile', 'wifi', 'any', 'byHand'] as const satisfies NetworkPolicy[];

// Rows: the network. Columns: the policy, in the order of `policies`.
const table: Record<keyof typeof networks, readonly [string, string, string, string]> = {
  //           mobile        wifi           any          byHand
  none: ['noNetwork', 'noNetwork', 'noNetwork', 'noNetwork'],
  flightMode: ['noNetwork', 'noNetwork', 'noNetwork', 'noNetwork'],
  wifi: ['go', 'go', 'go', 'byHand'],
  slowWifi: ['go', 'go', 'go', 'byHand'],
  wifiSaving: ['go', 'go', 'go', 'byHand'],
  fourG: ['go', 'notWifi', 'go', 'byHand'],
  fourGSaving: ['dataSaver', 'dataSaver', 'dataSaver', 'byHand'],
  threeG: ['slow', 'notWifi', 'go', 'byHand'],
  desktop: ['go', 'wifiUnknown', 'go', 'byHand'],
  iphone: ['unmeasured', 'wifiUnknown', 'go', 'byHand'],
  iphoneSlow: ['slow', 'wifiUnknown', 'go', 'byHand'],
  iphoneDead: ['noNetwork', 'wifiUnknown', 'go', 'byHand'],
};

const cases = Object.entries(table).flatMap(([name, row]) =>
  row.map((expected, i) => ({ name: name as keyof typeof networks, policy: policies[i]!, expected })),
);

describe('the network policy', () => {
  it.each(cases)('on $name with "$policy": $expected', ({ name, policy, expected }) => {
    const decision = decideSync(networks[name], policy, { forced: false });
    expect(decision.kind === 'go' ? 'go' : decision.reason).toBe(expected);
  });

  it.each(cases)('"Gửi ngay" always tries: $name, $policy', ({ name, policy }) => {
    expect(decideSync(networks[name], policy, { forced: true })).toEqual({ kind: 'go' });
  });

  it('probes only where nothing else can tell', () => {
    const probed = cases.filter(({ name, policy }) => needsProbe(networks[name], policy, { forced: false }));
    expect(probed.map(({ name, policy }) => `${name} ${policy}`)).toEqual(['iphone mobile']);
    expect(needsProbe(networks.iphone, 'mobile', { forced: true })).toBe(false);
  });
});

describe('probing', () => {
  it.each([
    [[undefined], 'none'],
    [[undefined, 120], 'good'],
    [[400], 'good'],
    [[401], 'slow'],
    [[1500, 380], 'good'],
    [[1500, 900], 'slow'],
  ] as const)('grades %j as %s', (results, grade) => expect(gradeProbes(results)).toBe(grade));

  function readerWith(probes: (number | undefined)[], connection?: Connection) {
    const time = createTime();
    let asked = 0;
    const reader = createNetworkReader({
      navigator: { onLine: true, ...(connection && { connection }) },
      clock: time,
      probe: () => Promise.resolve(probes[asked++]),
    });
    return { time, reader, asked: () => asked };
  }

  it('believes a probe for a minute', async () => {
    const { time, reader } = readerWith([100]);
    expect(reader.read().speed).toBeUndefined();
    expect((await reader.probe()).speed).toBe('good');
    await time.pass(59_000);
    expect(reader.read().speed).toBe('good');
    await time.pass(2_000);
    expect(reader.read().speed).toBeUndefined();
  });

  it('looks twice when the first, cold connection was slow', async () => {
    const slowStart = readerWith([900, 200]);
    expect((await slowStart.reader.probe()).speed).toBe('good');
    const dead = readerWith([undefined, 200]);
    expect((await dead.reader.probe()).speed).toBe('none');
    expect(dead.asked()).toBe(1);
  });

  it.each([
    [{ type: 'wifi', effectiveType: '3g' }, 'wifi', 'slow'],
    [{ type: 'ethernet', effectiveType: '4g' }, 'wifi', 'good'],
    [{ type: 'cellular', effectiveType: '2g' }, 'cellular', 'slow'],
    [{ type: 'bluetooth', effectiveType: '4g' }, 'cellular', 'good'],
    [{ type: 'unknown', effectiveType: '4g' }, undefined, 'good'],
    [{ effectiveType: 'slow-2g' }, undefined, 'slow'],
  ] as const)('reads %j', (connection, type, speed) => {
    expect(readerWith([], connection).reader.read()).toMatchObject({ type, speed, saveData: false });
  });

  it('sees the data saver', () => {
    expect(readerWith([], { effectiveType: '4g', saveData: true }).reader.read().saveData).toBe(true);
  });

  it('times a small request, and takes a captive portal for no network', async () => {
    const time = createTime();
    const probe = (type: string) =>
      createProbe({
        clock: time,
        schedule: time.schedule,
        fetch: async (_url, init) => {
          expect(init).toMatchObject({ method: 'HEAD', cache: 'no-store', credentials: 'omit', redirect: 'error' });
          time.jump(240);
          return new Response(null, { headers: { 'content-type': type } });
        },
      })();
    expect(await probe('application/json; charset=utf-8')).toBe(240);
    expect(await probe('text/html')).toBeUndefined();
  });

  it('gives a probe up after four seconds', async () => {
    const time = createTime();
    const probe = createProbe({
      clock: time,
      schedule: time.schedule,
      fetch: (_url, init) =>
        new Promise((_resolve, reject) =>
          init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
        ),
    })();
    await time.pass(4_000);
    expect(await probe).toBeUndefined();
  });
});
