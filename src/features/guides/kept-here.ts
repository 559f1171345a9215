import type { Day } from '../../domain/day.ts';
import { drillRestDays } from '../../domain/guide/drill-rest.ts';
import { withoutLanguage } from '../../i18n/index.ts';

// What a resident's phone remembers for whoever holds it. Nothing about a person, nothing that is sent anywhere. A browser
// that keeps nothing (private window, storage refused) works as on the first visit. Plain checks, no schema: this
// comes with every page.

const prefix = 'thon-so.';

function read(name: string): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** @returns whether the browser kept it */
function write(name: string, value: object): boolean {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export const textSizes = ['normal', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

/** How somebody reads best. public/boot.js reads size and contrast before anything is painted. */
export interface Comfort {
  readonly size: TextSize;
  readonly strong: boolean;
  readonly awake: boolean;
}

export function readComfort(): Comfort {
  const { size, strong, awake } = read('comfort');
  return { size: textSizes.find((known) => known === size) ?? 'normal', strong: strong === true, awake: awake === true };
}

/** Keeps it and shows it at once. */
export function keepComfort(comfort: Comfort): void {
  write('comfort', comfort);
  const { dataset } = document.documentElement;
  dataset['size'] = comfort.size;
  dataset['contrast'] = comfort.strong ? 'strong' : 'normal';
}

const asDay = (value: unknown): Day | undefined => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? (value as Day) : undefined);

/** The day the drills were last done, and how many rounds there were. */
export function readDrills(): { readonly day?: Day; readonly rounds: number } {
  const { day, rounds } = read('drills');
  const last = asDay(day);
  return { ...(last && { day: last }), rounds: typeof rounds === 'number' && rounds >= 0 ? Math.floor(rounds) : 0 };
}

export const keepDrills = (day: Day, rounds: number): boolean => write('drills', { day, rounds });

const rest = drillRestDays * 24 * 60 * 60 * 1000;

/** Whether somebody practised on this phone, long enough ago. */
export function isDrillDue(): boolean {
  const { day } = readDrills();
  return day !== undefined && Date.now() - Date.parse(`${day}T00:00:00+07:00`) >= rest;
}

/** Where somebody stopped in a guide (path without language), unless at its first step. */
export function resumeFor(pathname: string): number | undefined {
  const step = read('steps')[withoutLanguage(pathname)];
  return typeof step === 'number' && step > 1 ? step : undefined;
}

/** Notes the step that is shown now; `undefined` when the guide was finished. */
export function keepStep(pathname: string, step: number | undefined): void {
  const { [withoutLanguage(pathname)]: _before, ...others } = read('steps');
  write('steps', step === undefined ? others : { ...others, [withoutLanguage(pathname)]: step });
}
