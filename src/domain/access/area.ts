import * as v from 'valibot';
import { day } from '../../lib/day.ts';
import { uuid } from '../record/record.ts';
import { periodKinds } from '../period.ts';

export const areaKinds = ['province', 'commune', 'village'] as const;
export type AreaKind = (typeof areaKinds)[number];

/** A former or second name, with the days it was in use (open-ended where absent). */
export const alias = v.object({ name: v.string(), from: v.optional(day), until: v.optional(day) });

/**
 * An administrative unit. Its id never changes; names, code and parent can (villages merge, split and are renamed;
 * there have been no districts since 2025-07-01). `prefix` is the word before the name: thôn, buôn, tổ dân phố, xã…
 */
export const area = v.object({
  id: uuid,
  kind: v.picklist(areaKinds),
  code: v.optional(v.pipe(v.string(), v.maxLength(16))),
  prefix: v.pipe(v.string(), v.maxLength(40)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  aliases: v.array(alias),
  parent: v.optional(uuid),
  /** How its reports' periods are counted; absent: as in the area above. */
  reportPeriod: v.optional(v.picklist(periodKinds)),
});
export type Area = v.InferOutput<typeof area>;

/** "thôn Tân Đông" */
export const fullName = (of: Pick<Area, 'prefix' | 'name'>): string => `${of.prefix} ${of.name}`.trim();

/** "Thôn Tân Đông": the name where a line begins with it. */
export const titleName = (of: Pick<Area, 'prefix' | 'name'>): string => {
  const name = fullName(of);
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1);
};

/** The areas from `id` up to its province, nearest first. Stops at an unknown parent or a loop. */
export function lineOf(id: string, areasById: ReadonlyMap<string, Area>): Area[] {
  const line: Area[] = [];
  for (let at = areasById.get(id); at && !line.includes(at); at = at.parent ? areasById.get(at.parent) : undefined)
    line.push(at);
  return line;
}
