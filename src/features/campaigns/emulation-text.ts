import type { TFunction } from 'i18next';
import { countedOn, type Campaign } from '../../domain/campaign/campaign.ts';
import { meantOf, wantedOf } from '../../domain/campaign/count.ts';
import { isOfHouseholds } from '../../domain/campaign/topics.ts';
import type { Format } from '../../i18n/index.ts';
import type { CampaignWords } from '../../phone/campaign-words.ts';
import type { CampaignFigures } from '../../protocol/campaign.ts';
import type { NamedVillage } from './areas-by-name.ts';

/** "thêm 12 người" */
export const moreWords = (campaign: Campaign, count: number, t: TFunction<'campaigns'>): string =>
  t(isOfHouseholds(campaign.topic) ? 'praise.households' : 'praise.people', { count });

interface Told {
  readonly campaign: Campaign;
  readonly words: CampaignWords;
  readonly figures: CampaignFigures;
  /** Those with five or more than before, by name. */
  readonly improvers: readonly NamedVillage[];
  /** The commune. */
  readonly place: string;
}

/** The words for the emulation report. Villages that are not among the improvers are neither named nor counted. */
export function emulationText(
  { campaign, words, figures, improvers, place }: Told,
  t: TFunction<'campaigns'>,
  format: Format,
): string {
  const { from, share, name } = campaign;
  const on = format.day(countedOn(campaign, figures.on));
  return [
    t('text.opening', {
      from: format.day(from),
      until: on,
      place,
      name,
      topic: lowerFirst(words.topic),
      whom: lowerFirst(words.whom),
    }),
    ...resultLines(figures, share, words, on, t, format),
    ...(improvers.length > 0
      ? [
          t('text.praise', {
            villages: improvers
              .map((one) => t('text.praiseOne', { village: one.name, more: moreWords(campaign, one.more ?? 0, t) }))
              .join('; '),
          }),
          t('text.thanks'),
        ]
      : []),
  ].join('\n');
}

function resultLines(
  { all, more }: CampaignFigures,
  share: number,
  { count }: CampaignWords,
  on: string,
  t: TFunction<'campaigns'>,
  format: Format,
): string[] {
  if (!all) return [];
  const meant = meantOf(all.now);
  const missing = Math.max(0, wantedOf(share, meant) - all.now.met);
  return [
    t('text.result', {
      start: count(all.start.met),
      meant: count(meant),
      on,
      met: format.number(all.now.met),
      share: format.percent(meant === 0 ? 0 : all.now.met / meant),
      target: format.percent(share),
    }),
    missing === 0 ? t('text.reached') : t('text.notReached', { missing: count(missing) }),
    ...(more > 0 ? [t('text.more', { more: count(more) })] : []),
  ];
}

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
