import type { Announcement, AnnouncementKind } from '../../domain/village/announcement.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { useTranslation } from '../../i18n/index.ts';

type T = ReturnType<typeof useTranslation<'village'>>['t'];

export interface ReadyWording {
  readonly id: string;
  readonly kind: AnnouncementKind;
  readonly title: string;
  readonly text: string;
}

/** Ours; their words are `village:announce.ready.<id>`. */
const built = [
  ['policeCall', 'scam'],
  ['parcel', 'scam'],
  ['accountUpdate', 'scam'],
  ['appByLink', 'scam'],
  ['vneid', 'deadline'],
  ['landTax', 'deadline'],
  ['session', 'session'],
  ['rateCommune', 'other'],
] as const satisfies readonly (readonly [string, AnnouncementKind])[];

/** Wordings to begin with: what the areas above announce now, then a small set of our own. */
export const readyWordings = (announced: readonly Announcement[], area: Uuid | undefined, t: T): ReadyWording[] => [
  ...announced.filter((one) => one.area !== area).map(({ id, kind, title, text }) => ({ id, kind, title, text })),
  ...built.map(([id, kind]) => ({
    id,
    kind,
    title: t(`announce.ready.${id}.title`),
    text: t(`announce.ready.${id}.text`),
  })),
];
