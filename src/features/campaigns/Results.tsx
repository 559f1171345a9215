import { campaignState, type Campaign } from '../../domain/campaign/campaign.ts';
import { meantOf, wantedOf } from '../../domain/campaign/count.ts';
import { isOfHouseholds } from '../../domain/campaign/topics.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { useCampaignWords } from '../../phone/campaign-words.ts';
import { useToday } from '../../phone/hooks.ts';
import type { CampaignFigures } from '../../protocol/campaign.ts';
import { List, ListRow, ProgressMeter, Section, Stack, TableFrame, useMedia } from '../../ui/index.ts';
import styles from './campaigns.module.css';
import { moreWords } from './emulation-text.ts';
import { useVillageNames, type NamedVillage } from './areas-by-name.ts';

/** How far the commune and each of its villages are, before and now, in order of name. */
export function Results({ campaign, figures }: { campaign: Campaign; figures: CampaignFigures }) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const state = campaignState(campaign, useToday());
  const { count } = useCampaignWords()(campaign);
  const { all } = figures;
  const meant = all ? meantOf(all.now) : 0;
  const wanted = wantedOf(campaign.share, meant);
  return (
    <Section title={t(state === 'ended' ? 'one.atEnd' : 'one.progress')}>
      <Stack>
        {state === 'planned' && <p>{t('one.planned')}</p>}
        {all ? (
          <ProgressMeter
            label={t('one.all')}
            value={all.now.met}
            max={meant}
            text={t(isOfHouseholds(campaign.topic) ? 'card.households' : 'card.people', { met: all.now.met, meant })}
            target={{
              value: wanted,
              label: t('card.target', { share: format.percent(campaign.share), wanted: count(wanted) }),
            }}
            note={[
              t('card.start', { met: count(all.start.met) }),
              t('card.left', { count: all.now.notMet }),
              ...(all.now.unknown > 0 ? [t('card.unknown', { count: all.now.unknown })] : []),
            ].join(' ')}
          />
        ) : (
          <p>{t('one.allHidden')}</p>
        )}
        <ByVillage campaign={campaign} figures={figures} />
        <p className={styles.soft}>{t('one.how')}</p>
      </Stack>
    </Section>
  );
}

/** As wide as a table of five columns needs; in rem, so that large text gets the list. */
const wide = '(min-width: 48rem)';

function ByVillage({ campaign, figures }: { campaign: Campaign; figures: CampaignFigures }) {
  const inOrder = useVillageNames(figures);
  return useMedia(wide) ? (
    <VillageTable campaign={campaign} villages={inOrder} />
  ) : (
    <VillageList campaign={campaign} villages={inOrder} />
  );
}

interface VillagesProps {
  readonly campaign: Campaign;
  readonly villages: readonly NamedVillage[];
}

function VillageList({ campaign, villages }: VillagesProps) {
  const { t } = useTranslation('campaigns');
  const { count: inWords } = useCampaignWords()(campaign);
  return (
    <List label={t('one.byVillage')}>
      {villages.map(({ village, name, count, more = 0 }) => (
        <ListRow
          key={village}
          title={name}
          meta={
            count && meantOf(count.now) === 0
              ? t('one.nobody')
              : count
                ? [
                    t('one.line', { met: count.now.met, meant: inWords(meantOf(count.now)), start: count.start.met }),
                    ...(more > 0 ? [t('card.more', { count: more })] : []),
                    ...(count.now.unknown > 0 ? [t('card.unknown', { count: count.now.unknown })] : []),
                  ].join(' ')
                : t('one.hidden')
          }
        />
      ))}
    </List>
  );
}

function VillageTable({ campaign, villages }: VillagesProps) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  return (
    <TableFrame label={t('one.byVillage')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('one.village')}</th>
            <th scope="col">{t('one.start')}</th>
            <th scope="col">{t('one.now')}</th>
            <th scope="col">{t('one.meant')}</th>
            <th scope="col">{t('one.unknown')}</th>
            <th scope="col">{t('one.more')}</th>
          </tr>
        </thead>
        <tbody>
          {villages.map(({ village, name, count, more }) => (
            <tr key={village}>
              <th scope="row">{name}</th>
              {count ? (
                <>
                  <td>{format.number(count.start.met)}</td>
                  <td>{format.number(count.now.met)}</td>
                  <td>{format.number(meantOf(count.now))}</td>
                  <td>{format.number(count.now.unknown)}</td>
                  <td>{more === undefined ? '–' : moreWords(campaign, more, t)}</td>
                </>
              ) : (
                <td colSpan={5} className={styles.hidden}>
                  {t('one.hidden')}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
