import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { day } from '../../lib/day.ts';
import { uuid } from '../record/record.ts';
import { linkProblem, longestInfo } from './links.ts';
import { isPhoneNumber } from './phone-numbers.ts';

// What the public page of a village tells residents: whom to call, where to go, which pages of the village and the
// commune are the real ones. Everybody may read it.

export const infoTexts = ['oneStopPlace', 'oneStopHours', 'housePlace', 'wifiName'] as const;
export const infoPhones = ['policePhone', 'oneStopPhone'] as const;
export const infoLinks = ['zaloPage', 'zaloGroup', 'satisfaction'] as const;
/**
 * `oneStop…`: the commune's one-stop desk · `house…`, `wifi…`: the community house and its free Wi-Fi ·
 * `satisfaction`: where residents rate the commune.
 */
export const infoParts = [...infoLinks, ...infoPhones, ...infoTexts] as const;
export type InfoPart = (typeof infoParts)[number];

const isIn = (parts: readonly string[], part: string): boolean => parts.includes(part);
export const isLinkPart = (part: string): boolean => isIn(infoLinks, part);
export const isPhonePart = (part: string): boolean => isIn(infoPhones, part);

const text = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(longestInfo));
const phoneNumber = v.pipe(v.string(), v.check(isPhoneNumber, 'not a phone number'));

export const contactRoles = ['head', 'lead', 'member', 'officer'] as const;
export type ContactRole = (typeof contactRoles)[number];

/** Somebody whom residents may call. `agreed`: the day on which they said that everybody may see it. */
export const contactPerson = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(80)),
  role: v.picklist(contactRoles),
  phone: phoneNumber,
  agreed: day,
});
export type ContactPerson = v.InferOutput<typeof contactPerson>;

const infoValue = (part: string, value: string): boolean => {
  if (isLinkPart(part)) return linkProblem(value) === undefined;
  return isPhonePart(part) ? isPhoneNumber(value) : true;
};

/** One entry of an area; `null`: not told, so that the area above counts. `part` of a person is an id of its own. */
export const infoEntry = v.variant('kind', [
  v.pipe(
    v.object({ kind: v.literal('info'), part: v.picklist(infoParts), value: v.nullable(text) }),
    v.check(({ part, value }) => value === null || infoValue(part, value), 'not a value of this part'),
  ),
  v.object({ kind: v.literal('person'), part: uuid, value: v.nullable(contactPerson) }),
]);
export type InfoEntry = v.InferOutput<typeof infoEntry>;

/** An entry as the server has it: of which area, and its version, which rises with every change. */
export type StoredInfo = InfoEntry & { readonly area: Uuid; readonly version: number };

export interface VillageInfo {
  readonly parts: Readonly<Partial<Record<InfoPart, string>>>;
  readonly people: readonly (ContactPerson & { readonly id: Uuid })[];
}

/**
 * What holds for an area: of each part the nearest value, and all people, nearest first, the head before the team.
 * @param line the area itself, then those above it
 */
export function infoFor(line: readonly Uuid[], entries: readonly StoredInfo[]): VillageInfo {
  const parts: Partial<Record<InfoPart, string>> = {};
  const people: (ContactPerson & { readonly id: Uuid })[] = [];
  for (const area of line) {
    const own = entries.filter((entry) => entry.area === area);
    for (const entry of own) if (entry.kind === 'info' && entry.value !== null) parts[entry.part] ??= entry.value;
    const told = own.flatMap((entry) =>
      entry.kind === 'person' && entry.value ? [{ ...entry.value, id: entry.part }] : [],
    );
    people.push(...told.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)));
  }
  return { parts, people };
}

const rank = ({ role }: ContactPerson): number => contactRoles.indexOf(role);
