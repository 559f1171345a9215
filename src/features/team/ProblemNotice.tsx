import { useTranslation } from '../../i18n/index.ts';
import { Button, Notice } from '../../ui/index.ts';
import type { TeamReply } from './team-api.ts';

export type Refusal = Exclude<TeamReply<never>, { kind: 'ok' }>;

type Words = 'unreachable' | 'busy' | 'signIn' | 'forbidden' | 'passkey' | 'other';

function wordsFor(refusal: Refusal): Words {
  if (refusal.kind === 'unreachable') return 'unreachable';
  switch (refusal.problem) {
    case 'slowDown':
    case 'retry':
      return 'busy';
    case 'signIn':
    case 'revoked':
      return 'signIn';
    case 'passkey':
      return 'passkey';
    case 'forbidden':
    case 'notFound':
      return 'forbidden';
    default:
      return 'other';
  }
}

/**
 * Why the server did not do it, and what to do; what was typed is still there.
 * @param onAgain asks anew, where it was a screen that could not be shown: nothing was typed and there is no other
 * button to press
 */
export function ProblemNotice({ refusal, onAgain }: { refusal: Refusal; onAgain?: () => Promise<void> }) {
  const { t } = useTranslation('team');
  const words = wordsFor(refusal);
  const mayHelp = words !== 'signIn' && words !== 'forbidden';
  const kept = mayHelp && !onAgain ? t(`problem.${words}.kept`) : undefined;
  const title = words === 'unreachable' && onAgain ? t('problem.unreachable.notShown') : t(`problem.${words}.title`);
  const again = mayHelp && onAgain ? <Button onClick={() => void onAgain()}>{t('problem.again')}</Button> : undefined;
  return (
    <Notice
      kind={words === 'unreachable' ? 'offline' : 'error'}
      announce="answer"
      title={title}
      kept={kept}
      next={t(`problem.${words}.next`)}
      action={again}
    />
  );
}
