import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { titleName } from '../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone, useSomeRecords } from '../../phone/hooks.ts';
import type { PhoneRecord } from '../../store/phone-store.ts';
import { Button, EmptyState, List, ListRow, Notice, Page, Skeleton, Stack, Toast } from '../../ui/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useVillageHere } from './use-conflicts.ts';
import {
  aboutOf,
  reasonOf,
  recordsIn,
  useQuarantine,
  type Judged,
  type Quarantine,
  type WaitingGroup,
} from './use-quarantine.ts';
import { WaitingGroupPage } from './WaitingGroupPage.tsx';

/** "Chờ tổ trưởng xem": operations in quarantine, which the server keeps until they are judged. For lead and head. */
export function WaitingScreen() {
  const { t } = useTranslation('review');
  const phone = usePhone();
  const village = useVillageHere();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const quarantine = useQuarantine(village);
  const [judged, setJudged] = useState<Judged>();
  const { waiting } = quarantine;
  const records = useSomeRecords(village, waiting.state === 'ready' ? recordsIn(waiting.groups) : []);
  const paths = addressesBelow(phone.basePath);
  const recordsById = new Map<string, PhoneRecord>(
    records.state === 'ready' ? records.value.map((record) => [record.id, record]) : [],
  );
  const open =
    waiting.state === 'ready' ? waiting.groups.find(({ group }) => group === search.get('group')) : undefined;
  const done = (what: Judged): void => {
    setJudged(what);
    if (what === 'still') return;
    void navigate(paths.waiting(), { replace: true });
    quarantine.again();
  };
  if (open)
    return (
      <WaitingGroupPage
        key={open.group}
        group={open}
        quarantine={quarantine}
        recordsById={recordsById}
        backHref={paths.waiting()}
        onJudged={done}
        isStill={judged === 'still'}
      />
    );
  return (
    <Page
      title={t('waiting.title')}
      context={phone.village && titleName(phone.village)}
      back={{ href: addressesBelow(phone.basePath).settings }}
    >
      <Stack gap="l">
        <WaitingList quarantine={quarantine} recordsById={recordsById} href={paths.waiting} />
      </Stack>
      <Toast
        message={judged === undefined || judged === 'still' ? null : t(`waiting.${judged}`)}
        onClose={() => setJudged(undefined)}
      />
    </Page>
  );
}

type ListProps = {
  quarantine: Quarantine;
  recordsById: ReadonlyMap<string, PhoneRecord>;
  href: (group: string) => string;
};

function WaitingList({ quarantine: { waiting, again }, recordsById, href }: ListProps) {
  const { t } = useTranslation('review');
  if (waiting.state === 'loading') return <Skeleton rows={3} />;
  if (waiting.state !== 'ready') {
    const offline = waiting.state === 'unreachable';
    return (
      <Notice
        kind={offline ? 'offline' : 'warning'}
        title={t('waiting.notNow')}
        kept={t('waiting.kept')}
        next={t(offline ? 'waiting.offline' : 'waiting.refused')}
        action={<Button onClick={again}>{t('waiting.again')}</Button>}
      />
    );
  }
  if (waiting.groups.length === 0) return <EmptyState title={t('waiting.none')}>{t('waiting.noneNext')}</EmptyState>;
  // The server tells a part of them at a time (docs/limits.md).
  const more = waiting.waiting - waiting.groups.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <>
      <p>{t('waiting.intro')}</p>
      <List label={t('waiting.title')}>
        {waiting.groups.map((group) => (
          <GroupRow
            key={`${group.device} ${group.group}`}
            group={group}
            recordsById={recordsById}
            href={href(group.group)}
          />
        ))}
      </List>
      {more > 0 && <p>{t('waiting.more', { count: more })}</p>}
    </>
  );
}

function GroupRow({
  group,
  recordsById,
  href,
}: {
  group: WaitingGroup;
  recordsById: ListProps['recordsById'];
  href: string;
}) {
  const { t } = useTranslation('review');
  const { format } = useLanguage();
  const [first] = group.entries;
  return (
    <ListRow
      href={href}
      title={aboutOf(group, recordsById) ?? t('waiting.unknown')}
      meta={[
        t('writer.at', { name: first.name, time: format.time(first.time) }),
        t(`waiting.reason.${reasonOf(group).reason}`),
      ].join(' · ')}
    />
  );
}
