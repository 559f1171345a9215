import { expect, it } from 'vitest';
import type { Area } from '../../../src/domain/access/area.ts';
import type { SentReport } from '../../../src/protocol/report.ts';
import { improversSheet, improversText } from '../../../src/features/progress/villages/improvers-sheet.ts';
import { day } from '../domain/build.ts';
import { counts, words } from './report.ts';

const commune: Area = { id: 'c1', kind: 'commune', prefix: 'xã', name: 'Ea Knuếc', aliases: [] };
const village = (id: string, name: string): Area => ({
  id,
  kind: 'village',
  prefix: 'thôn',
  name,
  aliases: [],
  parent: 'c1',
});
const areas = [
  commune,
  village('v1', 'Tân Đông'),
  village('v2', 'Tân Bình'),
  village('v3', 'Tân Lập'),
  village('v4', 'Tân Mới'),
];
const sent = (of: string, more: Partial<SentReport>): SentReport => ({
  village: of,
  period: { from: day('2026-10-15'), until: day('2026-11-14') },
  asOf: day('2026-11-12'),
  counts: counts(60, 40, 0),
  targets: [],
  ...more,
});
const signed = { name: 'Mẫu Văn Tư', at: 1 };
const learned = (progressed: number) => ({ T2: { progressed, fellBack: 0 } });
const reports = [
  sent('v1', { signed, moves: { ...learned(12), T3subscribed: { progressed: 6, fellBack: 0 } } }),
  sent('v2', { signed, moves: learned(3) }),
  sent('v3', { moves: learned(40) }),
];

it('names who moved, says how many have not signed, and leaves the rest unnamed', () => {
  expect(improversSheet(areas, reports)).toEqual({
    lines: [
      {
        name: 'Thôn Tân Đông',
        more: [
          { id: 'T2', count: 12 },
          { id: 'T3subscribed', count: 6 },
        ],
      },
    ],
    period: { from: '2026-10-15', until: '2026-11-14' },
    waiting: 2,
  });
});

it('is a message for the group in which nobody else is named', () => {
  const text = improversText(improversSheet(areas, reports), 'Xã Ea Knuếc', words);
  expect(text.split('\n').slice(0, 3)).toEqual([
    'NƠI TIẾN BỘ THÁNG NÀY, Xã Ea Knuếc',
    'Kỳ 15/10/2026 đến 14/11/2026.',
    '- Thôn Tân Đông: Tự dùng dịch vụ số: thêm 12 người; Hộ đang dùng cáp quang: thêm 6 hộ',
  ]);
  for (const other of ['Tân Bình', 'Tân Lập', 'Tân Mới', 'Mẫu Văn Tư']) expect(text).not.toContain(other);
});
