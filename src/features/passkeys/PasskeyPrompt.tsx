import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import type { PasskeyQuestion } from '../../phone/passkey-prompt.ts';
import type { PasskeyAnswer } from '../../sync/index.ts';
import { ConfirmDialog, Notice } from '../../ui/index.ts';
import { signWithPasskey } from './authenticator.ts';
import { useRegister, type RegisterProblem } from './use-register.ts';

/**
 * Asks for the passkey that a request needs, above the screen that made it: what was typed there stays. Who has none
 * makes one first, and the request goes on.
 */
export function PasskeyPrompt({ question }: { question: PasskeyQuestion }) {
  const { t } = useTranslation('passkeys');
  const register = useRegister();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<RegisterProblem | undefined>(question.isRepeated ? 'refused' : undefined);
  const [answer, setAnswer] = useState<{ readonly given: PasskeyAnswer }>();
  // After the dialog has closed, and the focus is back where it was: the request may change the screen.
  useEffect(() => {
    if (answer) question.answer(answer.given);
  }, [question, answer]);
  const { refusal } = question;
  const kind = refusal.challenge === undefined ? 'none' : 'ask';

  const confirm = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const done = kind === 'none' ? await register(t('thisPhone')) : await signWithPasskey(refusal);
    setBusy(false);
    if (done.kind === 'problem') return setProblem(done.problem);
    setAnswer({ given: 'clientExtensionResults' in done.value ? { assertion: done.value } : 'made' });
  };

  return (
    <ConfirmDialog
      open={answer === undefined}
      title={t(`prompt.${kind}.title`)}
      confirm={t(`prompt.${kind}.confirm`)}
      busy={busy ? t('prompt.waiting') : undefined}
      onConfirm={() => void confirm()}
      onCancel={() => setAnswer({ given: undefined })}
    >
      <p>{t(`prompt.${kind}.what`)}</p>
      {problem !== undefined && (
        <Notice kind="warning" announce title={t(`problem.${problem}.title`)} next={t(`problem.${problem}.next`)} />
      )}
    </ConfirmDialog>
  );
}
