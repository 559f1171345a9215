import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { SyncProblem, SyncState } from '../../sync/index.ts';
import { Notice, Row, Stack, StatusChip } from '../../ui/index.ts';

/** What the sync is doing, in people's words: where the forms are, what it waits for, what went wrong. */
export function SendingState({ sync }: { sync: SyncState }) {
  const { t } = useTranslation(['settings', 'sync']);
  const { format } = useLanguage();
  const { phase, progress, waitingFor, unsentForms, drafts, oldestUnsent, lastContact, problem, retryAt } = sync;
  const waits = unsentForms > 0 || drafts > 0;
  return (
    <Stack gap="s">
      {waits && (
        <Row>
          {unsentForms > 0 && (
            <StatusChip kind="onPhone">{t('settings:send.unsent', { count: unsentForms })}</StatusChip>
          )}
          {drafts > 0 && <StatusChip kind="todo">{t('settings:send.drafts', { count: drafts })}</StatusChip>}
        </Row>
      )}
      {waits && oldestUnsent !== undefined && <p>{t('settings:send.since', { time: format.time(oldestUnsent) })}</p>}
      {progress && (
        <p role="status">
          {t('sync:progress', {
            sent: progress.forms,
            total: Math.max(progress.of, progress.forms),
            kilobytes: progress.kilobytes,
          })}
        </p>
      )}
      {problem ? (
        <Problem problem={problem} />
      ) : (
        !progress && (
          <p role="status">
            {waitingFor
              ? t(`sync:waitingFor.${waitingFor}`)
              : t(`sync:phase.${phase === 'idle' && unsentForms > 0 ? 'idleUnsent' : phase}`)}
          </p>
        )
      )}
      {retryAt !== undefined && phase !== 'idle' && <p>{t('sync:retryAt', { time: format.time(retryAt) })}</p>}
      <p>
        {lastContact === undefined
          ? t('sync:neverContacted')
          : t('sync:lastContact', { time: format.time(lastContact) })}
      </p>
    </Stack>
  );
}

function Problem({ problem }: { problem: SyncProblem }) {
  const { t } = useTranslation('sync');
  const code = problem.kind === 'refused' ? problem.problem : '';
  return (
    <Notice
      kind="warning"
      announce
      title={t(`problem.${problem.kind}.title`)}
      kept={t('kept')}
      next={t(`problem.${problem.kind}.next`, { code })}
    />
  );
}
