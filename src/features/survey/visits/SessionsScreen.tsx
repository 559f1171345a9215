import { useMemo } from 'react';
import { askedOf } from '../../../domain/search/find-households.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { sessionActions, sessionsOf } from '../../../domain/visits/session.ts';
import { titleName } from '../../../domain/access/area.ts';
import type { Day } from '../../../lib/day.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone, useRecordsOf, useToday, useWholeHouseholdList } from '../../../phone/hooks.ts';
import { EmptyState, LinkButton, List, ListRow, Page, Section, Stack, StatusChip } from '../../../ui/index.ts';
import { NotLoaded } from '../notices/NotLoaded.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useVillage } from '../use-household.ts';
import { actionTitle, topicTitle } from './visit-words.ts';

/**
 * Group sessions that were held, newest first; above them how many households or people wait for what only a group can
 * be given.
 */
export function SessionsScreen() {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { basePath, village } = usePhone();
  const { format } = useLanguage();
  const today = useToday();
  const id = useVillage();
  const records = useRecordsOf(id, sessionKind);
  const households = useWholeHouseholdList(id);
  const sessions = useMemo(() => (records.state === 'ready' ? sessionsOf(records.value) : []), [records]);
  const waiting = useMemo(
    () => (households.state === 'ready' ? waitingFor(households.value.byName, today) : []),
    [households, today],
  );
  if (records.state !== 'ready') return <NotLoaded state={records.state} />;
  const onlyHere = new Set(records.value.filter((record) => record.onlyHere).map((record) => record.id));
  const paths = addressesBelow(basePath);
  return (
    <Page
      title={t('session.open')}
      context={village && titleName(village)}
      back={{ href: paths.today }}
      action={
        <LinkButton variant="primary" block href={paths.newSession()}>
          {t('session.add')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        {waiting.length > 0 && (
          <Section title={t('session.waiting')}>
            <List>
              {waiting.map(({ action, households }) => (
                <ListRow
                  key={action}
                  href={paths.newSession(action)}
                  title={actionTitle(t, action)}
                  meta={t('session.households', { count: households })}
                />
              ))}
            </List>
          </Section>
        )}
        <Section title={t('session.held')}>
          {sessions.length === 0 ? (
            <EmptyState title={t('session.none')}>{t('session.noneNext')}</EmptyState>
          ) : (
            <List>
              {sessions.map((session) => (
                <ListRow
                  key={session.id}
                  href={paths.session(session.id)}
                  title={topicTitle(t, session.topic)}
                  meta={[
                    format.day(session.on),
                    t('session.heads', { count: session.heads }),
                    ...session.partners.map((partner) => t(`session.partner.${partner}`)),
                  ].join(' · ')}
                  {...(onlyHere.has(session.id) && {
                    trailing: <StatusChip kind="onPhone">{t('survey:state.onlyHere')}</StatusChip>,
                  })}
                />
              ))}
            </List>
          )}
        </Section>
      </Stack>
    </Page>
  );
}

const sessionKind = ['session'] as const;

/** In how many households somebody waits for it. */
const waitingFor = (households: readonly HouseholdEntry[], today: Day) =>
  sessionActions
    .map((action) => ({
      action,
      households: households.filter((entry) =>
        [entry.household, ...askedOf(entry, today)].some(({ actions }) => actions.includes(action)),
      ).length,
    }))
    .filter(({ households }) => households > 0);
