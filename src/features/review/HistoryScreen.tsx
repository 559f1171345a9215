import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { DELETED } from '../../domain/record/record.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { historyResponse, type HistoryResponse, type PastChange } from '../../protocol/history.ts';
import type { Asked } from '../../sync/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useHouseholdRecords, usePhone } from '../../phone/hooks.ts';
import { EmptyState, Facts, Notice, Page, Section, Skeleton, Stack } from '../../ui/index.ts';
import { useWords } from './words.ts';

/**
 * Every past value of a household or a person: what was written, by whom, when. The server keeps it all; a phone asks
 * for it.
 */
export function HistoryScreen() {
  const { t } = useTranslation('review');
  const { household = '', person } = useParams();
  const { basePath, village } = usePhone();
  const record = person ?? household;
  const reply = useHistory(village?.id, household);
  const name = useNameOf(village?.id ?? '', household, record);
  const back =
    person === undefined
      ? addressesBelow(basePath).household(household)
      : addressesBelow(basePath).person(household, person);
  return (
    <Page
      title={t('history.title')}
      context={name}
      back={{ href: back }}
      places="hide"
      intro={<p>{t('history.intro')}</p>}
    >
      {reply === undefined ? (
        <Skeleton rows={5} label={t('history.loading')} />
      ) : reply.kind === 'ok' ? (
        <Changes changes={reply.value.changes.filter((change) => change.record === record)} more={reply.value.more} />
      ) : (
        <Unreached reply={reply} />
      )}
    </Page>
  );
}

function useHistory(village: Uuid | undefined, household: Uuid): Asked<HistoryResponse> | undefined {
  const { server } = usePhone();
  const [reply, setReply] = useState<Asked<HistoryResponse>>();
  useEffect(() => {
    let gone = false;
    void server.get(`history?village=${village ?? ''}&household=${household}`, historyResponse).then((answer) => {
      if (!gone) setReply(answer);
    });
    return () => {
      gone = true;
    };
  }, [server, village, household]);
  return reply;
}

function useNameOf(village: Uuid, household: Uuid, id: Uuid): string | undefined {
  const records = useHouseholdRecords(village, household);
  const fields = records.state === 'ready' ? records.value.find((record) => record.id === id)?.fields : undefined;
  const name = fields?.['name'] ?? fields?.['headName'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function Unreached({ reply }: { reply: Exclude<Asked<HistoryResponse>, { kind: 'ok' }> }) {
  const { t } = useTranslation('review');
  const words = reply.kind === 'unreachable' ? 'offline' : 'refused';
  return (
    <Notice
      kind={reply.kind === 'unreachable' ? 'offline' : 'error'}
      title={t(`history.${words}.title`)}
      next={t(`history.${words}.next`)}
    />
  );
}

function Changes({ changes, more }: { changes: readonly PastChange[]; more: boolean }) {
  const { t } = useTranslation('review');
  if (changes.length === 0) return <EmptyState title={t('history.none')}>{t('history.noneNext')}</EmptyState>;
  return (
    <Stack gap="l">
      {changes.map((change) => (
        <Change key={change.opId} change={change} />
      ))}
      {more && <p>{t('history.more')}</p>}
    </Stack>
  );
}

function Change({ change: { at, by, set } }: { change: PastChange }) {
  const { t } = useTranslation('review');
  const { format } = useLanguage();
  const words = useWords();
  return (
    <Section title={t('writer.at', { name: by || t('writer.unknown'), time: format.time(at) })}>
      <Facts
        items={Object.entries(set)
          .filter(([field]) => field !== 'household')
          .map(([field, value]) => ({
            term: field === DELETED ? t('field.deleted') : words.field(field),
            detail: [words.value(field, value), words.by(field, value)].filter(Boolean).join(' · '),
          }))}
      />
    </Section>
  );
}
