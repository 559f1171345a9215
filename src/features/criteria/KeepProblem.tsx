import { mostLists } from '../../domain/checklist/area-checklist.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useRefusalWords, type Refusal } from '../../phone/refusal.ts';
import { Notice } from '../../ui/index.ts';

/** Why a list was not stored. @param refusal of the server, where `problem` is `failed` */
export function KeepProblem({
  problem,
  refusal = 'other',
}: {
  problem: 'failed' | 'meanwhile' | 'full';
  refusal: Refusal | undefined;
}) {
  const { t } = useTranslation('criteria');
  const refused = useRefusalWords();
  if (problem === 'failed') return <Notice announce="answer" title={t('notSaved')} {...refused(refusal)} />;
  return <Notice kind="warning" announce="answer" title={t(`refused.${problem}`, { most: mostLists })} />;
}
