import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Area } from '../../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { useAskPin } from '../../../phone/ask-pin.ts';
import { usePhone } from '../../../phone/hooks.ts';
import type { TeamPerson } from '../../../protocol/accounts/team.ts';
import {
  Button,
  ConfirmDialog,
  EmptyState,
  Facts,
  LinkButton,
  Notice,
  Page,
  Section,
  Skeleton,
  Stack,
  Toast,
} from '../../../ui/index.ts';
import { PersonPasskeys } from './PersonPasskeys.tsx';
import { placeName } from './PeopleScreen.tsx';
import { ProblemNotice, type Refusal } from '../ProblemNotice.tsx';
import type { TeamApi } from '../team-api.ts';
import { useLoaded } from '../use-loaded.ts';

export interface PersonScreenProps {
  readonly api: Pick<TeamApi, 'team' | 'withdraw'>;
  readonly account: string;
  readonly areas: readonly Area[];
  readonly backHref: string;
  /** Where the person is invited again: another phone, a forgotten PIN. */
  readonly inviteHref: (person: TeamPerson) => string;
}

/** One person of the team: what they do where, their phones, and buttons to withdraw each. */
export function PersonScreen({ api, account, areas, backHref, inviteHref }: PersonScreenProps) {
  const { t } = useTranslation('team');
  const [team, reload] = useLoaded(api.team);
  const person = team.state === 'ready' ? team.value.people.find((one) => one.account === account) : undefined;
  return (
    <Page
      title={person?.name ?? t('person.title')}
      back={{ href: backHref }}
      focusKey="person"
      action={
        person?.mayInviteAgain && (
          <LinkButton variant="primary" block icon={UserPlus} href={inviteHref(person)}>
            {t('person.again')}
          </LinkButton>
        )
      }
    >
      {team.state === 'loading' && <Skeleton rows={4} />}
      {team.state === 'refused' && <ProblemNotice refusal={team.refusal} onAgain={reload} />}
      {team.state === 'ready' && !person && <EmptyState title={t('person.gone')} />}
      {person && <Person person={person} areas={areas} api={api} reload={reload} />}
    </Page>
  );
}

/** The grant, phone or passkey that is about to be withdrawn. */
type Asked = { readonly what: 'devices' | 'grants' | 'passkeys'; readonly id: string; readonly unsent: number };

function Person({
  person,
  areas,
  api,
  reload,
}: {
  person: TeamPerson;
  areas: readonly Area[];
  api: PersonScreenProps['api'];
  reload: () => Promise<void>;
}) {
  const { t } = useTranslation('team');
  const askPin = useAskPin();
  const { me } = usePhone();
  const [asked, setAsked] = useState<Asked>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [news, setNews] = useState<string | null>(null);
  const withdraw = async (): Promise<void> => {
    // With the last role a person's phones close too.
    if (!asked || busy) return;
    const passkey = asked.what !== 'devices' || person.account !== me.account;
    if (!(await askPin({ passkey }))) return;
    setBusy(true);
    const reply = await api.withdraw(asked.what, asked.id);
    setBusy(false);
    setAsked(undefined);
    setRefusal(reply.kind === 'ok' ? undefined : reply);
    if (reply.kind !== 'ok') return;
    setNews(t(`withdraw.${asked.what}.done`));
    await reload();
  };
  return (
    <Stack gap="l">
      {refusal && <ProblemNotice refusal={refusal} />}
      {person.mayInviteAgain && <p>{t('person.againWhy')}</p>}
      <Roles person={person} areas={areas} onAsk={setAsked} />
      <Phones person={person} onAsk={setAsked} />
      {person.passkeys && <PersonPasskeys passkeys={person.passkeys} onAsk={setAsked} />}
      {asked && (
        <ConfirmDialog
          open
          title={t(`withdraw.${asked.what}.ask`)}
          confirm={t(`withdraw.${asked.what}.confirm`)}
          danger
          busy={busy ? t('person.working') : undefined}
          onConfirm={() => void withdraw()}
          onCancel={() => setAsked(undefined)}
        >
          <p>{t(`withdraw.${asked.what}.what`)}</p>
          {asked.what !== 'passkeys' && (
            <p>{asked.unsent > 0 ? t('withdraw.unsent', { count: asked.unsent }) : t('withdraw.nothingUnsent')}</p>
          )}
        </ConfirmDialog>
      )}
      <Toast message={news} onClose={() => setNews(null)} />
    </Stack>
  );
}

function Roles({
  person,
  areas,
  onAsk,
}: {
  person: TeamPerson;
  areas: readonly Area[];
  onAsk: (asked: Asked) => void;
}) {
  const { t } = useTranslation('team');
  const unsent = person.phones.reduce((sum, phone) => sum + phone.unsent.forms, 0);
  return (
    <Section title={t('person.roles')}>
      <Facts
        items={person.grants.map((grant) => ({
          term: t(`role.${grant.role}.name`),
          detail: placeName(areas, grant.area) ?? t('country'),
          ...(grant.mayWithdraw && {
            action: (
              <Button variant="quiet" onClick={() => onAsk({ what: 'grants', id: grant.id, unsent })}>
                {t('withdraw.grants.button')}
              </Button>
            ),
          }),
        }))}
      />
    </Section>
  );
}

function Phones({ person, onAsk }: { person: TeamPerson; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const words = ({ since, lastContact, unsent }: TeamPerson['phones'][number]): string =>
    [
      t('person.lastContact', { time: format.time(lastContact) }),
      t('person.since', { time: format.time(since) }),
      unsent.forms === 0 ? t('person.allSent') : t('people.unsent', { count: unsent.forms }),
      ...(unsent.oldest === undefined || unsent.forms === 0
        ? []
        : [t('person.oldest', { time: format.time(unsent.oldest) })]),
    ].join(' · ');
  return (
    <Section title={t('person.phones')}>
      <Stack>
        {person.phones.length === 0 && <p>{t('person.noPhone')}</p>}
        <Facts
          items={person.phones.map((phone, index) => ({
            term: t('person.phone', { number: index + 1 }),
            detail: words(phone),
            ...(phone.mayWithdraw && {
              action: (
                <Button
                  variant="quiet"
                  onClick={() => onAsk({ what: 'devices', id: phone.id, unsent: phone.unsent.forms })}
                >
                  {t('withdraw.devices.button')}
                </Button>
              ),
            }),
          }))}
        />
        <Notice kind="info" title={t('person.lost')} />
      </Stack>
    </Section>
  );
}
