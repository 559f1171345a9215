import type { Day } from '../../lib/day.ts';
import type { IndicatorId } from '../indicator/indicator.ts';

/** A target that a plan sets for the whole country, offered to officers; an area has none until an officer takes it. */
export interface OfferedTarget {
  readonly indicator: IndicatorId;
  /** Share to reach, 0 to 1. Undefined: the plan names no share, so the officer types the area's own. */
  readonly share: number | undefined;
}

/** Texts are `progress:offered.<id>.*` in locales/: name, and what a reader has to know of it. */
export interface OfferedSet {
  readonly id: OfferedSetId;
  /** The last year of its period. */
  readonly year: number;
  /** The plan's number and date, as written to each target. */
  readonly source: string;
  /** Where its numbers were read, and when. */
  readonly read: string;
  readonly checked: Day;
  /**
   * read: in two places that agree · reported: in a newspaper's or another area's words only · noShare: the plan names
   * none.
   */
  readonly standing: 'read' | 'reported' | 'noShare';
  readonly targets: readonly OfferedTarget[];
}

export const offeredSetIds = ['qd411-2030', 'qd411-2025', 'literacy-2026', 'project06', 'smartVillage'] as const;
export type OfferedSetId = (typeof offeredSetIds)[number];

const checked = '2026-11-30' as Day;

/**
 * Newest first. "Dân số trưởng thành" is 18 or over (Civil Code 2015, article 20); accounts are counted from 15 years,
 * as the plan says. What a plan counts and this survey does not ask (health records that exist, opened or not) is left
 * out, and so are numbers that could not be read.
 */
export const offeredSets: readonly OfferedSet[] = [
  {
    id: 'qd411-2030',
    year: 2030,
    source: 'Quyết định 411/QĐ-TTg ngày 31/3/2022, mục tiêu đến năm 2030',
    read: 'thuvienphapluat.vn 02/4/2022; khcnbinhduong.gov.vn; thoibaonganhang.vn (Quyết định 1588/QĐ-TTg, 17/12/2024)',
    checked,
    standing: 'read',
    targets: [
      { indicator: 'smartphoneFrom18', share: 0.95 },
      { indicator: 'signatureFrom18', share: 0.7 },
      { indicator: 'publicServicesFrom18', share: 0.7 },
    ],
  },
  {
    id: 'qd411-2025',
    year: 2025,
    source: 'Quyết định 411/QĐ-TTg ngày 31/3/2022, mục tiêu đến năm 2025',
    read: 'thanhnien.vn 04/2022; khcnbinhduong.gov.vn',
    checked,
    standing: 'read',
    targets: [
      { indicator: 'smartphoneFrom18', share: 0.8 },
      { indicator: 'T4from15', share: 0.8 },
      { indicator: 'T3covered', share: 0.8 },
      { indicator: 'signatureFrom18', share: 0.5 },
      { indicator: 'publicServicesFrom18', share: 0.5 },
    ],
  },
  {
    id: 'literacy-2026',
    year: 2026,
    source: 'Bình dân học vụ số (Kế hoạch 01-KH/BCĐTW ngày 21/3/2025, Quyết định 757/QĐ-BKHCN ngày 29/4/2025)',
    read: 'vietnam.vn: kế hoạch của TP. Hồ Chí Minh, của Tuyên Quang',
    checked,
    standing: 'reported',
    targets: [{ indicator: 'skillsConfirmedFrom18', share: 1 }],
  },
  {
    id: 'project06',
    year: 2026,
    source: 'Đề án 06 (Quyết định 06/QĐ-TTg ngày 06/01/2022)',
    read: 'znews.vn 24/12/2025',
    checked,
    standing: 'noShare',
    targets: [{ indicator: 'vneid', share: undefined }],
  },
  {
    id: 'smartVillage',
    year: 2025,
    source: 'Tiêu chí thôn thông minh giai đoạn 2021–2025, theo Báo Lâm Đồng tháng 10/2023',
    read: 'baolamdong.vn 10/2023',
    checked,
    standing: 'reported',
    targets: [
      { indicator: 'T3covered', share: 0.8 },
      { indicator: 'smartphoneFrom18', share: 0.9 },
      { indicator: 'T4from18', share: 0.7 },
    ],
  },
];
