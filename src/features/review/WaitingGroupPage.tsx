import { useState } from 'react';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { useAskPin } from '../../phone/ask-pin.ts';
import type { PhoneRecord } from '../../store/phone-store.ts';
import { Button, ConfirmDialog, Facts, Notice, Page, Row, Stack } from '../../ui/index.ts';
import { aboutOf, reasonOf, type Judged, type Quarantine, type WaitingGroup } from './use-quarantine.ts';
import { useWords } from './words.ts';

export interface WaitingGroupPageProps {
  readonly group: WaitingGroup;
  readonly quarantine: Quarantine;
  readonly recordsById: ReadonlyMap<string, PhoneRecord>;
  readonly backHref: string;
  readonly onJudged: (what: Judged) => void;
  /** The group was judged and still waits. */
  readonly isStill: boolean;
}

/**
 * One form that waits: who wrote it, what it says as far as it can be read, why it waits; release it or set it aside.
 */
export function WaitingGroupPage({
  group,
  quarantine,
  recordsById,
  backHref,
  onJudged,
  isStill,
}: WaitingGroupPageProps) {
  const { t } = useTranslation('review');
  const { format } = useLanguage();
  const words = useWords();
  const askPin = useAskPin();
  const [busy, setBusy] = useState<'release' | 'set-aside'>();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<'offline' | 'refused'>();
  const { reason, mayRelease } = reasonOf(group);
  const [first] = group.entries;

  const judge = async (verdict: 'release' | 'set-aside'): Promise<void> => {
    if (!(await askPin({ again: 'recent', passkey: true }))) return;
    setBusy(verdict);
    setProblem(undefined);
    const asked = await quarantine.judge(verdict, group);
    setBusy(undefined);
    setAsking(false);
    if (asked.kind !== 'ok') return setProblem(asked.kind === 'unreachable' ? 'offline' : 'refused');
    const waits = asked.value.results.some(({ outcome }) => outcome === 'quarantined' || outcome === 'parked');
    onJudged(verdict === 'set-aside' ? 'setAside' : waits ? 'still' : 'released');
  };
  const said = group.entries.flatMap(({ opId, set = {} }) =>
    Object.entries(set).map(([field, value]) => ({
      key: `${opId} ${field}`,
      term: words.field(field),
      detail: words.value(field, value),
    })),
  );
  return (
    <Page
      title={aboutOf(group, recordsById) ?? t('waiting.unknown')}
      context={t('waiting.title')}
      back={{ href: backHref }}
      action={
        mayRelease && (
          <Button
            variant="primary"
            block
            onClick={() => void judge('release')}
            busy={busy === 'release' ? t('waiting.working') : undefined}
          >
            {t('waiting.release')}
          </Button>
        )
      }
    >
      <Stack gap="l">
        {problem && (
          <Notice
            kind={problem === 'offline' ? 'offline' : 'warning'}
            announce
            title={t('waiting.notJudged')}
            kept={t('waiting.kept')}
            next={t(`waiting.${problem}`)}
          />
        )}
        {isStill && (
          <Notice
            kind="warning"
            announce
            title={t('waiting.still')}
            kept={t('waiting.kept')}
            next={t(`waiting.reasonNext.${reason}`)}
          />
        )}
        <p>{t('waiting.from', { name: first.name, time: format.time(first.time) })}</p>
        <p>{t(`waiting.reasonNext.${reason}`)}</p>
        {first.revoked && <p>{t('waiting.revoked')}</p>}
        {said.length > 0 ? <Facts items={said} /> : <p>{t('waiting.unreadable')}</p>}
        <Row>
          <Button onClick={() => setAsking(true)}>{t('waiting.setAsideAction')}</Button>
        </Row>
      </Stack>
      <ConfirmDialog
        open={asking}
        title={t('waiting.setAsideTitle')}
        confirm={t('waiting.setAsideAction')}
        {...(busy === 'set-aside' && { busy: t('waiting.working') })}
        onConfirm={() => void judge('set-aside')}
        onCancel={() => setAsking(false)}
      >
        <p>{t('waiting.setAsideWhat')}</p>
      </ConfirmDialog>
    </Page>
  );
}
