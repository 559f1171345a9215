import type { Day } from '../../../lib/day.ts';
import { drillRestDays } from '../../../domain/guide/drill-rest.ts';
import { withoutLanguage } from '../../../i18n/index.ts';

// Preferences in `localStorage`: nothing about a person, nothing sent. A browser that stores nothing (private window,
// storage refused) works as on the first visit. Plain checks, no schema library, because every page carries this file.

const prefix = 'thon-so.';

function read(name: string): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** @returns whether the browser stored it */
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

/** How a reader likes to read. public/boot.js reads size and contrast before anything is painted. */
export interface Comfort {
  readonly size: TextSize;
  readonly strong: boolean;
  readonly awake: boolean;
}

export function readComfort(): Comfort {
  const { size, strong, awake } = read('comfort');
  return {
    size: textSizes.find((known) => known === size) ?? 'normal',
    strong: strong === true,
    awake: awake === true,
  };
}

/** Stores the preferences and applies them at once. */
export function keepComfort(comfort: Comfort): void {
  write('comfort', comfort);
  const { dataset } = document.documentElement;
  dataset['size'] = comfort.size;
  dataset['contrast'] = comfort.strong ? 'strong' : 'normal';
}

/** A report that a step's screen differs, which the server has not counted yet. */
export interface WaitingReport {
  readonly step: string;
  readonly app?: string;
  readonly on: Day;
}

export interface Reports {
  readonly waiting: readonly WaitingReport[];
  /** The steps reported on this phone. */
  readonly told: readonly string[];
}

const mostReports = 200;

const isReport = (value: unknown): value is WaitingReport =>
  typeof value === 'object' && value !== null && 'step' in value && typeof value.step === 'string' && 'on' in value;

/** What was reported on this phone: the step, the app and the day, nothing else. */
export function readReports(): Reports {
  const { waiting, told } = read('changed');
  return {
    waiting: Array.isArray(waiting) ? waiting.filter(isReport) : [],
    told: Array.isArray(told) ? told.filter((one): one is string => typeof one === 'string') : [],
  };
}

export const keepReports = ({ waiting, told }: Reports): boolean =>
  write('changed', { waiting: waiting.slice(-mostReports), told: told.slice(-mostReports) });

/** The village whose page was opened on this phone (`public/thon.js` writes it too). */
export interface KnownVillage {
  readonly slug: string;
  readonly name: string;
  readonly people: readonly { readonly name: string; readonly role: string; readonly phone: string }[];
  readonly parts: Readonly<Record<string, string>>;
  /** Unix ms of the phone's clock: when the server last told it. */
  readonly at: number;
}

/** undefined: no village's page was opened, or the village was forgotten. */
export function readVillage(): KnownVillage | undefined {
  const { slug, name, people, parts, at } = read('village');
  if (typeof slug !== 'string' || typeof name !== 'string' || !Array.isArray(people)) return undefined;
  if (typeof parts !== 'object' || parts === null) return undefined;
  return {
    slug,
    name,
    people: people as KnownVillage['people'],
    parts: parts as KnownVillage['parts'],
    at: typeof at === 'number' ? at : 0,
  };
}

/** `undefined` forgets it. */
export const keepVillage = (village: KnownVillage | undefined): boolean => write('village', village ?? {});

const asDay = (value: unknown): Day | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? (value as Day) : undefined;

/** The day the drills were last done, and how many rounds there were. */
export function readDrills(): { readonly day?: Day; readonly rounds: number } {
  const { day, rounds } = read('drills');
  const last = asDay(day);
  return { ...(last && { day: last }), rounds: typeof rounds === 'number' && rounds >= 0 ? Math.floor(rounds) : 0 };
}

export const keepDrills = (day: Day, rounds: number): boolean => write('drills', { day, rounds });

/** Ms since a day began in Vietnam; negative before it. */
const sinceStartOf = (day: Day): number => Date.now() - Date.parse(`${day}T00:00:00+07:00`);

const rest = drillRestDays * 24 * 60 * 60 * 1000;

/** Whether the last drill on this phone is `drillRestDays` ago or more. */
export function isDrillDue(): boolean {
  const { day } = readDrills();
  return day !== undefined && sinceStartOf(day) >= rest;
}

const knownGuide = (id: string): boolean => /^[a-z][a-z0-9-]*$/.test(id);

/** Stores from which day a guide is to be practised once more; `undefined` forgets it. */
export function keepAgain(guide: string, due: Day | undefined): boolean {
  const { [guide]: _before, ...others } = read('again');
  return write('again', due === undefined ? others : { ...others, [guide]: due });
}

/** The guides that somebody meant to practise once more by today. */
export const guidesDueAgain = (): readonly string[] =>
  Object.entries(read('again'))
    .filter(([guide, due]) => knownGuide(guide) && isPast(asDay(due)))
    .map(([guide]) => guide);

const isPast = (day: Day | undefined): boolean => day !== undefined && sinceStartOf(day) >= 0;

/** The step at which a guide was left; undefined for none and for the first. */
export function resumeFor(pathname: string): number | undefined {
  const step = read('steps')[withoutLanguage(pathname)];
  return typeof step === 'number' && step > 1 ? step : undefined;
}

/** Stores the step that is shown; `undefined` forgets it, when the guide was finished. */
export function keepStep(pathname: string, step: number | undefined): void {
  const { [withoutLanguage(pathname)]: _before, ...others } = read('steps');
  write('steps', step === undefined ? others : { ...others, [withoutLanguage(pathname)]: step });
}
