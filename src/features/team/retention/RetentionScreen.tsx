import { Hourglass } from 'lucide-react';
import { useState } from 'react';
import { fullName, lineOf, titleName, type Area } from '../../../domain/access/area.ts';
import { retentionFor, type AreaRetention, type Retention } from '../../../domain/record/retention.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { ListRow, Notice, Page, Skeleton, Stack, Toast } from '../../../ui/index.ts';
import { AreaRows } from '../AreaRows.tsx';
import { areasToKeep, type Standing } from '../people/may-invite.ts';
import { ProblemNotice } from '../ProblemNotice.tsx';
import { RetentionForm } from './RetentionForm.tsx';
import type { TeamApi } from '../team-api.ts';
import { useLoaded } from '../use-loaded.ts';

export interface RetentionScreenProps {
  readonly api: Pick<TeamApi, 'retention' | 'setRetention'>;
  readonly standing: Standing;
  /** The area whose time is being set; undefined: the list of all. */
  readonly area: string | undefined;
  readonly backHref: string;
  readonly listHref: string;
  readonly areaHref: (area: string) => string;
  /** What waits for a second person. */
  readonly erasedHref: string;
  /** Back to the list once it is set. */
  readonly onSet: () => void;
}

/** How long answers of single people are kept, area by area; and (`area`) setting it for one of them. */
export function RetentionScreen({
  api,
  standing,
  area,
  backHref,
  listHref,
  areaHref,
  erasedHref,
  onSet,
}: RetentionScreenProps) {
  const [loaded, reload] = useLoaded(api.retention);
  const [news, setNews] = useState<Area | null>(null);
  const chosen = areasToKeep(standing).find(({ id }) => id === area);
  const retentions = loaded.state === 'ready' ? loaded.value.said : undefined;
  const done = async (set: Area): Promise<void> => {
    await reload();
    setNews(set);
    onSet();
  };
  if (chosen && retentions)
    return (
      <RetentionForm
        key={chosen.id}
        api={api}
        area={chosen}
        line={lineIn(standing, chosen)}
        retentions={retentions}
        backHref={listHref}
        onSet={() => done(chosen)}
        erasedHref={erasedHref}
      />
    );
  return (
    <AreaList
      loaded={loaded}
      reload={reload}
      standing={standing}
      backHref={backHref}
      areaHref={areaHref}
      news={news}
      onNewsSeen={() => setNews(null)}
    />
  );
}

const lineIn = ({ areas }: Standing, { id }: Area): Area[] => lineOf(id, new Map(areas.map((area) => [area.id, area])));

interface AreaListProps extends Pick<RetentionScreenProps, 'standing' | 'backHref' | 'areaHref'> {
  readonly loaded: ReturnType<typeof useLoaded<{ readonly said: readonly AreaRetention[] }>>[0];
  readonly reload: () => Promise<void>;
  readonly news: Area | null;
  readonly onNewsSeen: () => void;
}

function AreaList({ loaded, reload, standing, backHref, areaHref, news, onNewsSeen }: AreaListProps) {
  const { t } = useTranslation('team');
  const inWords = useRetentionWords(standing);
  return (
    <Page
      title={t('retention.title')}
      back={{ href: backHref }}
      focusKey="retention"
      intro={<p>{t('retention.intro')}</p>}
    >
      <Stack>
        <Notice kind="info" title={t('retention.figuresStay')} />
        {loaded.state === 'loading' && <Skeleton rows={4} />}
        {loaded.state === 'refused' && <ProblemNotice refusal={loaded.refusal} onAgain={reload} />}
        {loaded.state === 'ready' && (
          <AreaRows
            areas={areasToKeep(standing)}
            row={(area) => (
              <ListRow
                key={area.id}
                icon={Hourglass}
                title={titleName(area)}
                meta={inWords(
                  retentionFor(
                    lineIn(standing, area).map(({ id }) => id),
                    loaded.value.said,
                  ),
                  area,
                )}
                href={areaHref(area.id)}
              />
            )}
          />
        )}
      </Stack>
      <Toast message={news && t('retention.done', { name: fullName(news) })} onClose={onNewsSeen} />
    </Page>
  );
}

/** "24 tháng · theo xã Ea Mẫu" */
function useRetentionWords({ areas }: Standing): (retention: Retention, area: Area) => string {
  const { t } = useTranslation('team');
  return ({ months, saidBy }, area) => {
    const by = areas.find(({ id }) => id === saidBy);
    const whose =
      saidBy === undefined
        ? t('retention.byDefault')
        : saidBy === area.id
          ? t('retention.byItself')
          : by && t('retention.by', { name: fullName(by) });
    return [t('retention.months', { count: months }), whose].filter(Boolean).join(' · ');
  };
}
