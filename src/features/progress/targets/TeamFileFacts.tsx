import { isUntrained, type TeamFile } from '../../../domain/report/team-file.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { useToday } from '../../../phone/hooks.ts';
import { Facts, Notice, Section, Stack } from '../../../ui/index.ts';

/** The file to read: on phones of members, and without a network. */
export function TeamFileFacts({ team }: { team: TeamFile }) {
  const { t } = useTranslation('papers');
  const { format } = useLanguage();
  const { decision, foundedOn, members, memberCount, trainings } = team;
  return (
    <Stack gap="l">
      <TrainedNotice team={team} />
      <Facts
        items={[
          { term: t('team.decision'), detail: decision ?? t('team.notTold') },
          { term: t('team.foundedOn'), detail: foundedOn ? format.day(foundedOn) : t('team.notTold') },
          {
            term: t('team.members'),
            detail: members.length === 0 ? t('team.notTold') : t('team.sum', { count: memberCount }),
          },
          ...members.map(({ of, count }) => ({
            term: t(`team.organisation.${of}`),
            detail: format.number(count),
          })),
        ]}
      />
      {trainings.length > 0 && (
        <Section title={t('team.trainings')}>
          <Facts
            items={trainings.map(({ on, topic, members: came }, at) => ({
              term: t('team.training', { number: at + 1 }),
              detail:
                topic === ''
                  ? t('report.trainingShort', { day: format.day(on) })
                  : t('report.training', { day: format.day(on), topic, members: came }),
            }))}
          />
        </Section>
      )}
    </Stack>
  );
}

/** That a team was never trained is a finding; otherwise the day of the last training. */
export function TrainedNotice({ team }: { team: TeamFile }) {
  const { t } = useTranslation('papers');
  const { format } = useLanguage();
  const today = useToday();
  if (isUntrained(team, today))
    return <Notice kind="warning" title={t('team.untrained')} next={t('team.untrainedNext')} />;
  const last = team.trainings.findLast(({ on }) => on <= today);
  return last && <p>{t('team.lastTrained', { day: format.day(last.on) })}</p>;
}
