import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Button, LinkButton, Notice } from '../../../ui/index.ts';
import type { Unsaved } from '../drafts/saving.ts';

type Props = {
  problem: Unsaved;
  /** Saves again, or for `stale` takes over the newer form first. */ onRetry: () => void;
};

/** Why a form is not saved and what helps; the typed values stay on the screen. */
export function SaveProblemNotice({ problem, onRetry }: Props) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const { kind } = problem;
  return (
    <Notice
      kind="error"
      announce="answer"
      title={t(`problem.${kind}.title`)}
      kept={t(`problem.${kind}.kept`)}
      next={t(`problem.${kind}.next`)}
      action={
        <>
          <Button onClick={onRetry}>{t(`problem.${kind}.action`)}</Button>
          {/* Making a backup file only reads the store, so a full phone can do it. */}
          {kind !== 'stale' && (
            <LinkButton variant="quiet" href={addressesBelow(basePath).backup}>
              {t('problem.toFile')}
            </LinkButton>
          )}
        </>
      }
    />
  );
}
