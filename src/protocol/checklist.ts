import * as v from 'valibot';
import { areaChecklist, keptChecklist, type KeptChecklist } from '../domain/checklist/area-checklist.ts';
import { tick } from '../domain/checklist/tick.ts';
import { uuid } from '../domain/record/record.ts';
import { version } from './saved.ts';

/** Ticks of one request. */
export const mostTicks = 60;

/** Lists with a criterion of a kind that only a newer server knows are left out: half a list would mislead. */
const knownLists = <List extends KeptChecklist>(list: v.GenericSchema<unknown, List>) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((all) =>
      all.flatMap((one): List[] => {
        const read = v.safeParse(list, one);
        return read.success ? [read.output] : [];
      }),
    ),
  );

/**
 * GET /api/p/<enrolment>/checklists: what people ticked of a village's checklists, and the lists that its areas keep,
 * those of the nearest area first. `lists`: absent from an older server; older phones do not read it.
 */
export const checklistsQuery = v.object({ village: uuid });
export const checklistsResponse = v.object({
  ticks: v.array(v.object({ ...tick.entries, by: v.string(), version })),
  lists: v.optional(knownLists(keptChecklist)),
  now: v.number(),
});
export type ChecklistsResponse = v.InferOutput<typeof checklistsResponse>;

/**
 * POST the same: changes ticks, each by itself. `seen`: the version on top of which it was made, 0 for none; where
 * somebody else has ticked since, that one stays, and the answer shows it.
 */
export const ticksRequest = v.object({
  village: uuid,
  changes: v.pipe(v.array(v.object({ ...tick.entries, seen: version })), v.maxLength(mostTicks)),
});
export type TicksRequest = v.InferOutput<typeof ticksRequest>;

/**
 * GET /api/p/<enrolment>/checklists/kept: the lists that a province or a commune keeps, withdrawn ones too, and those
 * of the areas above it.
 */
export const keptChecklistsQuery = v.object({ area: uuid });
export const keptChecklistsResponse = v.object({
  area: uuid,
  /** `by`: who changed it last, by name. */
  lists: knownLists(v.object({ ...keptChecklist.entries, by: v.string() })),
  now: v.number(),
});
export type KeptChecklistsResponse = v.InferOutput<typeof keptChecklistsResponse>;

/**
 * POST the same: a new list, or one changed or withdrawn. `seen`: the version on top of which it was changed, 0 for a
 * new one.
 */
export const keepChecklistRequest = v.object({
  area: uuid,
  list: areaChecklist,
  withdrawn: v.optional(v.literal(true)),
  seen: version,
});
export type KeepChecklistRequest = v.InferOutput<typeof keepChecklistRequest>;
/** `refused`: nothing was stored, because somebody else has changed it since, or because there are too many. */
export const keepChecklistAnswer = v.object({
  ...keptChecklistsResponse.entries,
  refused: v.optional(v.picklist(['meanwhile', 'full'])),
});
export type KeepChecklistAnswer = v.InferOutput<typeof keepChecklistAnswer>;
