import type { Day } from '../../lib/day.ts';
import type { IndicatorId } from '../indicator/indicator.ts';

/**
 * Where criteria were read, and how surely: `read`: in two places that agree · `reported`: in a newspaper's words only,
 * the decision itself could not be read.
 */
export interface ChecklistSource {
  readonly id: SourceId;
  /** As printed on the sheet. */
  readonly title: string;
  /** Where it was read. */
  readonly read: string;
  /** On which day it was looked up. */
  readonly checked: Day;
  readonly standing: 'read' | 'reported';
}

export const sourceIds = ['qd319', 'baoLamDong2023', 'vietnamnetQuangLap', 'baoDakLak2022', 'baoGiaLai2026'] as const;
export type SourceId = (typeof sourceIds)[number];

/** A criterion that a figure of the village answers: at least this share, 0 to 1. Its name is the figure's. */
export interface FigureCriterion {
  readonly kind: 'figure';
  readonly id: IndicatorId;
  readonly share: number;
  readonly source: SourceId;
}

/** A criterion that a person ticks. Words: `checklists:criterion.<id>` in locales/. */
export interface TickedCriterion {
  readonly kind: 'ticked';
  readonly id: TickedId;
  readonly source: SourceId;
}

export type Criterion = FigureCriterion | TickedCriterion;

/** The names lie on the wire and in databases. */
export const tickedIds = [
  'mobileNetwork',
  'freeWifi',
  'teamThere',
  'channel',
  'digitalAddress',
  'production',
  'doorToDoor',
  'zaloPage',
  'satisfactionShown',
  'hardshipHelped',
  'launched',
] as const;
export type TickedId = (typeof tickedIds)[number];

/** Words: `checklists:list.<id>.*` in locales/: name, and what a reader has to know of it. */
export interface Checklist {
  readonly id: ChecklistId;
  /** What asks for such a village without naming its criteria. */
  readonly basis: readonly SourceId[];
  readonly criteria: readonly Criterion[];
}

/** The names lie on the wire and in databases. */
export const checklistIds = ['digitalVillage', 'smartVillage'] as const;
export type ChecklistId = (typeof checklistIds)[number];
