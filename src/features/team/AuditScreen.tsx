import { useCallback, useState } from 'react';
import type { Area } from '../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { AuditEntry } from '../../protocol/accounts/audit.ts';
import { Button, EmptyState, List, ListRow, Page, Skeleton, Stack } from '../../ui/index.ts';
import { placeName } from './people/PeopleScreen.tsx';
import { ProblemNotice, type Refusal } from './ProblemNotice.tsx';
import type { TeamApi } from './team-api.ts';
import { useLoaded } from './use-loaded.ts';

export interface AuditScreenProps {
  readonly api: Pick<TeamApi, 'audit'>;
  readonly areas: readonly Area[];
  readonly backHref: string;
}

/** Who read or changed what kind of thing, where and when; newest first. It holds no recorded values. */
export function AuditScreen({ api, areas, backHref }: AuditScreenProps) {
  const { t } = useTranslation('team');
  const load = useCallback(() => api.audit(), [api]);
  const [first, reload] = useLoaded(load);
  const [older, setOlder] = useState<{ readonly entries: readonly AuditEntry[]; readonly more: boolean }>();
  const [refusal, setRefusal] = useState<Refusal>();
  const entries = [...(first.state === 'ready' ? first.value.entries : []), ...(older?.entries ?? [])];
  const more = older?.more ?? (first.state === 'ready' && first.value.more);
  const showOlder = async (): Promise<void> => {
    const reply = await api.audit(entries.at(-1)?.id);
    setRefusal(reply.kind === 'ok' ? undefined : reply);
    if (reply.kind === 'ok')
      setOlder((before) => ({ entries: [...(before?.entries ?? []), ...reply.value.entries], more: reply.value.more }));
  };
  return (
    <Page
      title={t('audit.title')}
      back={{ href: backHref }}
      focusKey="audit"
      intro={t('audit.intro')}
      action={
        more && (
          <Button block onClick={() => void showOlder()}>
            {t('audit.older')}
          </Button>
        )
      }
    >
      <Stack>
        {first.state === 'loading' && <Skeleton rows={6} />}
        {first.state === 'refused' && <ProblemNotice refusal={first.refusal} onAgain={reload} />}
        {first.state === 'ready' && entries.length === 0 && <EmptyState title={t('audit.none')} />}
        {refusal && <ProblemNotice refusal={refusal} />}
        {entries.length > 0 && <Entries entries={entries} areas={areas} />}
      </Stack>
    </Page>
  );
}

function Entries({ entries, areas }: { entries: readonly AuditEntry[]; areas: readonly Area[] }) {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  return (
    <List>
      {entries.map(({ id, at, action, by, area }) => (
        <ListRow
          key={id}
          title={t(`audit.did.${action}`)}
          meta={[format.time(at), by ?? t('audit.server'), placeName(areas, area)].filter(Boolean).join(' · ')}
        />
      ))}
    </List>
  );
}
