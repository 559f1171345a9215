import { describe, expect, it } from 'vitest';
import type { Area } from '../../../src/domain/access/area.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import type { ReportsResponse, SentReport } from '../../../src/protocol/report.ts';
import type { LogResponse } from '../../../src/protocol/activity.ts';
import type { Asked } from '../../../src/sync/index.ts';
import { askLog, communeLog, periodsOf } from '../../../src/features/progress/villages/commune-log.ts';
import { askAll } from '../../../src/features/progress/villages/use-villages-reports.ts';
import { communesOf, villagesReports } from '../../../src/features/progress/villages/villages-reports.ts';
import { day } from '../domain/build.ts';
import { counts } from './report.ts';

const commune: Area = { id: 'c1', kind: 'commune', prefix: 'xã', name: 'Ea Knuếc', aliases: [] };
const village = (id: string, name: string): Area => ({
  id,
  kind: 'village',
  prefix: 'thôn',
  name,
  aliases: [],
  parent: 'c1',
});
const areas = [commune, village('v1', 'Tân Đông'), village('v2', 'Tân Bình'), village('v3', 'Tân Lập')];
const sent = (of: string, signed?: string): SentReport => ({
  village: of,
  period: { from: day('2026-10-15'), until: day('2026-11-14') },
  asOf: day('2026-11-12'),
  counts: counts(9, 1, 0),
  targets: [],
  ...(signed === undefined ? {} : { signed: { name: signed, at: 1 } }),
});

describe('one workbook of all villages', () => {
  it('has those whose reports are at hand, by name, and says which are drafts and which are missing', () => {
    const { reports, drafts, missing } = villagesReports(areas, [
      sent('v1', 'Mẫu Văn Tư'),
      sent('v2'),
      sent('merged away'),
    ]);
    expect(reports.map(({ place, above, report }) => [place, above, report.signed?.name])).toEqual([
      ['Thôn Tân Bình', 'Xã Ea Knuếc', undefined],
      ['Thôn Tân Đông', 'Xã Ea Knuếc', 'Mẫu Văn Tư'],
    ]);
    expect([drafts, missing]).toEqual([['Thôn Tân Bình'], ['Thôn Tân Lập']]);
  });

  it.each<[Role, readonly string[]]>([
    ['officer', ['c1']],
    ['admin', []],
    ['head', []],
  ])('is for the communes whose reports a person receives: %s', (role, expected) => {
    expect(
      communesOf(areas, [{ id: 'g', role, ...(role === 'admin' ? {} : { area: 'c1' }) }]).map(({ id }) => id),
    ).toEqual(expected);
  });

  it('is of all communes or of none, and as old as the oldest answer', async () => {
    const answers: Record<string, Asked<ReportsResponse>> = {
      a: { kind: 'ok', value: { reports: [sent('v1')], now: 20 } },
      b: { kind: 'ok', value: { reports: [sent('v2')], now: 10 } },
      far: { kind: 'unreachable' },
      out: { kind: 'problem', problem: 'signIn' },
    };
    const api = { reports: (of: string) => Promise.resolve(answers[of]!) };
    expect(await askAll(api, ['a', 'b'])).toEqual({
      kind: 'ok',
      value: { reports: [sent('v1'), sent('v2')], now: 10 },
    });
    expect(await askAll(api, ['a', 'far'])).toEqual({ kind: 'offline', refusal: 'unreachable' });
    expect(await askAll(api, ['out', 'a'])).toEqual({ kind: 'signIn', refusal: 'signIn' });
  });
});

describe('the log of all villages', () => {
  const period = { from: day('2026-10-15'), until: day('2026-11-14') };
  const line = { on: day('2026-11-03'), asked: 1, visits: 2, rechecks: 0, sessions: 0, heads: 0, services: ['vneid'] };
  const logOf = (villages: readonly string[], now: number): LogResponse => ({
    villages: villages.map((of) => ({ village: of, lines: [{ ...line, member: 'm1' }] })),
    members: [{ account: 'm1', name: 'Mẫu Thị Na' }],
    now,
  });
  const { reports } = villagesReports(areas, [sent('v1'), sent('v2')]);

  it('is of all communes and periods or of none, and as old as the oldest answer', async () => {
    const answers: Record<string, Asked<LogResponse>> = {
      a: { kind: 'ok', value: logOf(['v1'], 20) },
      b: { kind: 'ok', value: logOf(['v2'], 10) },
      far: { kind: 'unreachable' },
    };
    const api = { log: (of: string) => Promise.resolve(answers[of]!) };
    expect(periodsOf(reports)).toEqual([period]);
    const asked = await askLog(api, [{ id: 'a' }, { id: 'b' }], periodsOf(reports));
    expect(asked).toEqual({
      kind: 'ok',
      value: {
        parts: [
          { period, log: logOf(['v1'], 20) },
          { period, log: logOf(['v2'], 10) },
        ],
        now: 10,
      },
    });
    expect(await askLog(api, [{ id: 'a' }, { id: 'far' }], [period])).toEqual({
      kind: 'offline',
      refusal: 'unreachable',
    });
  });

  it('is made of what the phone keeps, and says when that came', () => {
    const kept = { parts: [{ period, log: logOf(['v1', 'v2'], 10) }], now: 10 };
    expect(communeLog(kept, reports, 'Xã Ea Knuếc', true)).toEqual({
      place: 'Xã Ea Knuếc',
      above: '',
      period,
      villages: ['Thôn Tân Bình', 'Thôn Tân Đông'].map((place, at) => ({
        id: at === 0 ? 'v2' : 'v1',
        place,
        lines: [{ ...line, member: 'm1' }],
      })),
      names: new Map([['m1', 'Mẫu Thị Na']]),
    });
    expect(communeLog(kept, reports, 'Xã Ea Knuếc', false)).toMatchObject({ receivedAt: 10 });
  });

  it('is none where the phone lacks a village or its period', () => {
    const lacking = { parts: [{ period, log: logOf(['v1'], 10) }], now: 10 };
    expect(communeLog(lacking, reports, 'Xã Ea Knuếc', false)).toBeUndefined();
    const before = { from: day('2026-09-15'), until: day('2026-10-14') };
    const old = { parts: [{ period: before, log: logOf(['v1', 'v2'], 10) }], now: 10 };
    expect(communeLog(old, reports, 'Xã Ea Knuếc', false)).toBeUndefined();
  });
});
