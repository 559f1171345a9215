import * as v from 'valibot';
import { fieldName, fields, recordKind, uuid } from '../domain/record/record.ts';
import { opOutcome } from './outcome.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/**
 * A phone's position in one village's rows. Rows are read in order of (version, id); the village row is locked by every
 * writer until it commits, so versions become visible in order and nothing can appear behind the cursor. A new epoch
 * (restored backup) or a new grant starts at 0.
 */
export const cursor = v.object({
  epoch: count,
  grant: uuid,
  version: count,
  id: v.string(),
  /**
   * The village version up to which this phone has once received everything (0 while it first fetches a village).
   * Only what changed on top of that can come as an unchanged echo.
   */
  held: count,
  /** While it first fetches a village: which tombstones were collected when that began. */
  collected: v.optional(count),
});
export type Cursor = v.InferOutput<typeof cursor>;

/** Whether both are the same position of the same epoch and grant; undefined is the start, before any page. */
export function sameCursor(a: Cursor | undefined, b: Cursor | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.epoch === b.epoch && a.grant === b.grant && a.version === b.version && a.id === b.id && a.held === b.held;
}

/** GET /api/p/<enrolment>/pull?village=…&epoch=…&grant=…&version=…&id=…&held=…&seq=… */
export const pullQuery = v.object({
  village: uuid,
  epoch: v.optional(count),
  grant: v.optional(uuid),
  version: v.optional(count, 0),
  id: v.optional(v.pipe(v.string(), v.maxLength(36)), ''),
  held: v.optional(count, 0),
  collected: v.optional(count),
  /**
   * The seq up to which this very phone knows its operations stored, right after a push said so. While it is the
   * device's last, no copy of the phone has pushed under the same device, and unchanged echoes can be worked out here.
   */
  seq: v.optional(count),
  /** The app's protocol version: one too old to understand the answer gets `updateNeeded`, and may still push. */
  protocol: v.optional(count),
});
export type PullQuery = v.InferOutput<typeof pullQuery>;

/**
 * A record after a change. `fieldVersions` names only the fields that did not change at `version`. A row with neither
 * kind nor fields is an unchanged echo: what the phone gets by applying, to the row it holds, its own operations
 * whose outcome version lies above that row's version and not above this one.
 */
export const pullRow = v.object({
  id: uuid,
  version: count,
  kind: v.optional(recordKind),
  fields: v.optional(fields),
  fieldVersions: v.optional(v.record(fieldName, count)),
});
export type PullRow = v.InferOutput<typeof pullRow>;

export const pullPage = v.object({
  /**
   * True when the cursor sent did not hold (other epoch or grant): forget the village's rows, this page starts at 0.
   */
  restart: v.boolean(),
  rows: v.array(pullRow),
  /**
   * Outcomes of the person's own operations that were reached within this page's versions; of other phones' too, to be
   * ignored.
   */
  outcomes: v.array(opOutcome),
  cursor,
  more: v.boolean(),
  /** On the last page, of the same snapshot: how many rows, and a hash of their (id, version). */
  digest: v.optional(v.object({ count, hash: v.string() })),
  /**
   * On the last page of a server that is backed up, Unix ms: what it acknowledged before is in every backup that is
   * kept, so the phone need not keep it for a restored server.
   */
  backedUp: v.optional(v.number()),
  /**
   * On the last page: tombstones (domain/record/record.ts) up to this version of the village are collected, here and on
   * the phone. A phone that has neither once received everything up to it nor begun to fetch since starts at 0.
   */
  collected: v.optional(count),
  now: v.number(),
  /** Changes when the person's grants or areas did: fetch `me` again. */
  me: v.string(),
});
export type PullPage = v.InferOutput<typeof pullPage>;

/** The text whose SHA-256 (hex, first 32 characters) is the digest: `id:version` lines, sorted by id. */
export const digestText = (rows: readonly { readonly id: string; readonly version: number }[]): string =>
  [...rows]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => `${row.id}:${row.version}\n`)
    .join('');
