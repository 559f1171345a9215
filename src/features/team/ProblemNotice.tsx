import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/index.ts';
import type { TeamReply } from './team-api.ts';

export type Refusal = Exclude<TeamReply<never>, { kind: 'ok' }>;

type Words = 'unreachable' | 'busy' | 'signIn' | 'forbidden' | 'other';

function wordsFor(refusal: Refusal): Words {
  if (refusal.kind === 'unreachable') return 'unreachable';
  switch (refusal.problem) {
    case 'slowDown':
    case 'retry':
      return 'busy';
    case 'signIn':
    case 'revoked':
      return 'signIn';
    case 'forbidden':
    case 'notFound':
      return 'forbidden';
    default:
      return 'other';
  }
}

/** Why the server did not do it, and what to do; what was typed is still there. */
export function ProblemNotice({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation('team');
  const words = wordsFor(refusal);
  const kept = words === 'signIn' || words === 'forbidden' ? undefined : t(`problem.${words}.kept`);
  return <Notice kind={words === 'unreachable' ? 'offline' : 'error'} announce title={t(`problem.${words}.title`)} kept={kept} next={t(`problem.${words}.next`)} />;
}
