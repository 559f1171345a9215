import { describe, expect, it } from 'vitest';
import type { Area } from '../../../src/domain/access/area.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import type { ReportsResponse, SentReport } from '../../../src/protocol/report.ts';
import type { Asked } from '../../../src/sync/index.ts';
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
    expect(await askAll(api, ['a', 'far'])).toEqual({ kind: 'offline' });
    expect(await askAll(api, ['out', 'a'])).toEqual({ kind: 'signIn' });
  });
});
