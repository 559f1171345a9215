import catalogue from '../../domain/guide/data/catalogue.json';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { EmptyState, List, ListRow, Page, Skeleton, Stack } from '../../ui/index.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import type { TeamApi } from './team-api.ts';
import { useLoaded } from './use-loaded.ts';

/** Steps of guides that residents report as different on their phones, the most reported first. */
export function ChangedStepsScreen({ api, backHref }: { api: Pick<TeamApi, 'changedSteps'>; backHref: string }) {
  const { t } = useTranslation(['team', 'guides']);
  const { format } = useLanguage();
  const [loaded, reload] = useLoaded(api.changedSteps);
  const steps = loaded.state === 'ready' ? loaded.value.steps : [];
  const titleOf = (guide: string): string =>
    catalogue.some(({ id }) => id === guide) ? t(`guides:catalogue.${guide as 'vneid'}.title`) : guide;
  return (
    <Page title={t('changed.title')} back={{ href: backHref }} focusKey="changed" intro={t('changed.intro')}>
      <Stack>
        {loaded.state === 'loading' && <Skeleton rows={4} />}
        {loaded.state === 'refused' && <ProblemNotice refusal={loaded.refusal} onAgain={reload} />}
        {loaded.state === 'ready' && steps.length === 0 && <EmptyState title={t('changed.none')} />}
        {steps.length > 0 && (
          <List>
            {steps.map(({ step, app, reports, last }) => {
              const [guide = '', ...place] = step.split('/');
              return (
                <ListRow
                  key={`${step} ${app}`}
                  title={titleOf(guide)}
                  meta={[
                    place.join(' / '),
                    t('changed.reports', { count: reports }),
                    t('changed.last', { day: format.day(last) }),
                  ].join(' · ')}
                />
              );
            })}
          </List>
        )}
      </Stack>
    </Page>
  );
}
