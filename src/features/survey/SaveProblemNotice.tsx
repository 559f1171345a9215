import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, LinkButton, Notice } from '../../ui/index.ts';
import type { Unsaved } from './saving.ts';

type Props = { problem: Unsaved; /** Saves again, or for `stale` takes over the newer form first. */ onRetry: () => void };

/** What was typed is still on the screen; says why it is not saved and what helps. */
export function SaveProblemNotice({ problem, onRetry }: Props) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const { kind } = problem;
  return (
    <Notice
      kind="error"
      announce
      title={t(`problem.${kind}.title`)}
      kept={t(`problem.${kind}.kept`)}
      next={t(`problem.${kind}.next`)}
      action={
        <>
          <Button onClick={onRetry}>{t(`problem.${kind}.action`)}</Button>
          {/* Writing the file only reads, so that a full phone can do it. */}
          {kind !== 'stale' && <LinkButton variant="quiet" href={`${home}/backup`}>{t('problem.toFile')}</LinkButton>}
        </>
      }
    />
  );
}
