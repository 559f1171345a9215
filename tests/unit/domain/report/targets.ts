import type { Target } from '../../../../src/domain/report/target.ts';

/** Targets as a village of the article of 2022 has them. */
export const articleTargets: readonly Target[] = [
  { indicator: 'T1', share: 0.8, year: 2023, source: 'tanDong2022', version: 1 },
  { indicator: 'T2', share: 0.85, year: 2023, source: 'tanDong2022', version: 1 },
  { indicator: 'T2', share: 0.98, year: 2025, source: 'tanDong2022', version: 1 },
  { indicator: 'T3subscribed', share: 0.8, year: 2025, source: 'krongPac2022', version: 1 },
  { indicator: 'T4residents', share: 0.5, year: 2025, source: 'krongPac2022', version: 1 },
  { indicator: 'T5residents', share: 0.5, year: 2025, source: 'krongPac2022', version: 1 },
];
