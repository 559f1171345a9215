import { History, MonitorSmartphone, Smartphone, Ticket, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { fullName, type Area } from '../../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { OpenInvitation, TeamPerson, TeamResponse } from '../../../protocol/accounts/team.ts';
import {
  Button,
  ConfirmDialog,
  EmptyState,
  LinkButton,
  List,
  ListRow,
  Page,
  Section,
  Skeleton,
  Stack,
  Toast,
} from '../../../ui/index.ts';
import { ProblemNotice, type Refusal } from '../ProblemNotice.tsx';
import type { TeamApi } from '../team-api.ts';
import { useLoaded } from '../use-loaded.ts';

export interface PeopleScreenProps {
  readonly api: Pick<TeamApi, 'team' | 'withdraw'>;
  readonly areas: readonly Area[];
  readonly backHref: string;
  readonly inviteHref: string;
  /** Absent: not for this role. */
  readonly auditHref: string | undefined;
  /** Absent: not for this role. */
  readonly changedHref: string | undefined;
  readonly personHref: (account: string) => string;
}

/** Everybody of the areas in one's care with their phones, and whom was invited and has not come. */
export function PeopleScreen({
  api,
  areas,
  backHref,
  inviteHref,
  auditHref,
  changedHref,
  personHref,
}: PeopleScreenProps) {
  const { t } = useTranslation('team');
  const [team, reload] = useLoaded(api.team);
  return (
    <Page
      title={t('people.title')}
      back={{ href: backHref }}
      focusKey="people"
      action={
        <LinkButton variant="primary" block icon={UserPlus} href={inviteHref}>
          {t('invite.action')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        {team.state === 'loading' && <Skeleton rows={4} />}
        {team.state === 'refused' && <ProblemNotice refusal={team.refusal} onAgain={reload} />}
        {team.state === 'ready' && <People team={team.value} areas={areas} personHref={personHref} />}
        {team.state === 'ready' && (
          <Invitations open={team.value.invitations} areas={areas} api={api} reload={reload} />
        )}
        {auditHref !== undefined && (
          <LinkButton icon={History} href={auditHref}>
            {t('audit.title')}
          </LinkButton>
        )}
        {changedHref !== undefined && (
          <LinkButton icon={MonitorSmartphone} href={changedHref}>
            {t('changed.title')}
          </LinkButton>
        )}
      </Stack>
    </Page>
  );
}

function People({
  team,
  areas,
  personHref,
}: {
  team: TeamResponse;
  areas: readonly Area[];
  personHref: (account: string) => string;
}) {
  const { t } = useTranslation('team');
  const words = usePersonWords(areas);
  if (team.people.length === 0) return <EmptyState title={t('people.none')} />;
  return (
    <Section title={t('people.all', { count: team.people.length })}>
      <List>
        {[...team.people]
          .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
          .map((person) => (
            <ListRow
              key={person.account}
              icon={Smartphone}
              title={person.name}
              meta={words(person)}
              href={personHref(person.account)}
            />
          ))}
      </List>
    </Section>
  );
}

/** "Tổ viên, thôn Tân Đông · 1 máy · còn 3 phiếu chưa gửi" */
function usePersonWords(areas: readonly Area[]): (person: TeamPerson) => string {
  const { t } = useTranslation('team');
  return ({ grants, phones }) => {
    const roles = grants.map(({ role, area }) =>
      [t(`role.${role}.name`), placeName(areas, area)].filter(Boolean).join(', '),
    );
    const unsent = phones.reduce((sum, phone) => sum + phone.unsent.forms, 0);
    return [
      ...roles,
      t('people.phones', { count: phones.length }),
      ...(unsent > 0 ? [t('people.unsent', { count: unsent })] : []),
    ].join(' · ');
  };
}

export function placeName(areas: readonly Area[], id: string | undefined): string | undefined {
  const area = areas.find((one) => one.id === id);
  return area && fullName(area);
}

interface InvitationsProps {
  readonly open: readonly OpenInvitation[];
  readonly areas: readonly Area[];
  readonly api: Pick<TeamApi, 'withdraw'>;
  readonly reload: () => Promise<void>;
}

function Invitations({ open, areas, api, reload }: InvitationsProps) {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const [asked, setAsked] = useState<OpenInvitation>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [news, setNews] = useState<string | null>(null);
  const takeBack = async (): Promise<void> => {
    if (!asked || busy) return;
    setBusy(true);
    const reply = await api.withdraw('invitations', asked.id);
    setBusy(false);
    setAsked(undefined);
    setRefusal(reply.kind === 'ok' ? undefined : reply);
    if (reply.kind === 'ok') {
      setNews(t('open.done'));
      await reload();
    }
  };
  return (
    <Section title={t('open.title')}>
      <Stack>
        {refusal && <ProblemNotice refusal={refusal} />}
        {open.length === 0 ? (
          <p>{t('open.none')}</p>
        ) : (
          <List>
            {open.map((one) => (
              <ListRow
                key={one.id}
                icon={Ticket}
                title={one.name ?? t('open.nameless')}
                meta={[
                  [t(`role.${one.role}.name`), placeName(areas, one.area)].filter(Boolean).join(', '),
                  t('open.until', { time: format.time(one.expires) }),
                  one.by && t('open.by', { name: one.by }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                trailing={
                  <Button
                    variant="quiet"
                    aria-label={t('open.takeBackOf', { name: one.name ?? t('open.nameless') })}
                    onClick={() => setAsked(one)}
                  >
                    {t('open.takeBack')}
                  </Button>
                }
              />
            ))}
          </List>
        )}
      </Stack>
      <ConfirmDialog
        open={asked !== undefined}
        title={t('open.ask')}
        confirm={t('open.takeBack')}
        danger
        busy={busy ? t('person.working') : undefined}
        onConfirm={() => void takeBack()}
        onCancel={() => setAsked(undefined)}
      >
        <p>{t('open.askMore')}</p>
      </ConfirmDialog>
      <Toast message={news} onClose={() => setNews(null)} />
    </Section>
  );
}
