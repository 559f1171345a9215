import { activityCount, servicesIn, type Activity, type ActivityName } from '../../../domain/activity/activity.ts';
import { Facts, Section, Stack, TableFrame } from '../../../ui/index.ts';
import styles from '../figures/figures.module.css';
import { serviceTitle } from './activity-blocks.ts';
import { usePaperWords } from './use-paper-words.ts';

/** What the team did in a report's period, or in the span that `title` names: in short, then service by service. */
export function ActivitySection({ activity, title }: { activity: Activity | undefined; title?: string }) {
  const words = usePaperWords();
  const { t, format } = words;
  if (!activity)
    return (
      <Section title={title ?? t('papers:activity.title')}>
        <p>{t('papers:activity.unknown')}</p>
      </Section>
    );
  const count = (name: ActivityName): number => activityCount(activity, name);
  const services = servicesIn(activity);
  return (
    <Section title={title ?? t('papers:activity.title')}>
      <Stack>
        {Object.keys(activity).length === 0 ? (
          <p>{t('papers:activity.none')}</p>
        ) : (
          <Facts
            items={[
              {
                term: t('papers:activity.sessions'),
                detail: t('papers:activity.sessionsHeld', { count: count('sessions'), heads: count('heads') }),
              },
              {
                term: t('papers:activity.visits'),
                detail: t('papers:activity.visitsDone', { count: count('visits'), people: count('people') }),
              },
              {
                term: t('papers:activity.rechecks'),
                detail: t('papers:activity.rechecksDone', { done: count('rechecks'), due: count('rechecksDue') }),
              },
              {
                term: t('papers:activity.promises'),
                detail: t('papers:activity.promisesKept', { kept: count('kept'), promised: count('promised') }),
              },
              {
                term: t('papers:activity.proposals'),
                detail: t('papers:activity.proposalsRaised', {
                  raised: count('proposals'),
                  answered: count('answered'),
                }),
              },
            ]}
          />
        )}
        {services.length > 0 && (
          <TableFrame label={t('papers:activity.service')}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {(['name', 'sessions', 'heads', 'visits', 'people'] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(`papers:service.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {services.map((line) => (
                  <tr key={line.service}>
                    <th scope="row">{serviceTitle(line.service, words)}</th>
                    {(['sessions', 'heads', 'visits', 'people'] as const).map((column) => (
                      <td key={column}>{format.number(line[column])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        )}
      </Stack>
    </Section>
  );
}
