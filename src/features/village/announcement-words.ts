import type { Announcement } from '../../domain/village/announcement.ts';
import type { Format, useTranslation } from '../../i18n/index.ts';

type T = ReturnType<typeof useTranslation<'village'>>['t'];

export interface Place {
  /** "Thôn Tân Đông" */
  readonly village: string;
  /** Of the public page; '' where there is none. */
  readonly address: string;
}

/** An announcement as it is read over the loudspeaker, twice and without addresses; or as a message on Zalo. */
export function wordsFor(
  medium: 'loudspeaker' | 'zalo',
  { kind, title, text, on, time, place }: Announcement,
  { village, address }: Place,
  t: T,
  format: Format,
): string {
  const facts = [
    on && t(kind === 'deadline' ? 'announce.say.deadline' : 'announce.say.on', { day: format.weekday(on) }),
    time && t('announce.say.time', { time }),
    place && t('announce.say.place', { place }),
  ].filter(Boolean);
  const body = [`${title}.`.replace(/([.!?])\.$/, '$1'), text, facts.length > 0 ? `${facts.join(', ')}.` : '']
    .filter(Boolean)
    .join(' ');
  if (medium === 'loudspeaker') return t('announce.say.loudspeaker', { village, body });
  return [t('announce.say.zalo', { village, kind: t(`announce.kind.${kind}`) }), body, address]
    .filter(Boolean)
    .join('\n');
}
