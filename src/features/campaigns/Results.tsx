import { campaignState, type Campaign } from '../../domain/campaign/campaign.ts';
import { meantOf, wantedOf } from '../../domain/campaign/count.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { useCampaignWords } from '../../phone/campaign-words.ts';
import { useToday } from '../../phone/hooks.ts';
import type { CampaignFigures } from '../../protocol/campaign.ts';
import { ProgressMeter, Section, Stack, TableFrame } from '../../ui/index.ts';
import styles from './campaigns.module.css';
import { useVillageNames } from './village-names.ts';

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
            unit={count(meant).replace(/^\S+ /, '')}
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
        <ByVillage figures={figures} />
        <p className={styles.soft}>{t('one.how')}</p>
      </Stack>
    </Section>
  );
}

function ByVillage({ figures }: { figures: CampaignFigures }) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const inOrder = useVillageNames(figures);
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
          </tr>
        </thead>
        <tbody>
          {inOrder.map(({ village, name, count }) => (
            <tr key={village}>
              <th scope="row">{name}</th>
              {count ? (
                <>
                  <td>{format.number(count.start.met)}</td>
                  <td>{format.number(count.now.met)}</td>
                  <td>{format.number(meantOf(count.now))}</td>
                  <td>{format.number(count.now.unknown)}</td>
                </>
              ) : (
                <td colSpan={4} className={styles.hidden}>
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
