import { useState } from 'react';
import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import { pinLength } from '../../store/index.ts';
import { Button, LinkButton, Notice, Page, Stack } from '../../ui/index.ts';
import { useTeam } from '../session/TeamContext.tsx';
import type { Session } from '../session/session.ts';
import { ForgottenPin } from './ForgottenPin.tsx';
import { PinEntry } from './PinEntry.tsx';
import { useLabel } from './use-label.ts';
import { usePinWait } from './use-pin-wait.ts';
import { useWaitInWords } from './wait-in-words.ts';

type Props = { enrolment: string; session: Extract<Session, { kind: 'locked' }>; onPin: (pin: string) => void };

/** The person's name and the keys. The screen of the address opens after unlocking. */
export function UnlockScreen({ enrolment, session, onPin }: Props) {
  const { t } = useTranslation('lock');
  const { device } = useTeam();
  const name = useLabel(enrolment);
  const [forgot, setForgot] = useState(false);
  const left = usePinWait(device, enrolment, session);
  const people = usePeoplePath();
  if (forgot) return <ForgottenPin onBack={() => setForgot(false)} />;
  return (
    <Page
      title={name === undefined ? t('unlock.title') : t('unlock.titleOf', { name })}
      intro={session.wrong || left > 0 ? undefined : <p>{t('unlock.intro')}</p>}
    >
      <Stack>
        {session.closed === true && <Notice kind="warning" title={t('unlock.closed')} next={t('unlock.closedNext')} />}
        <Keys session={session} left={left} onPin={onPin} />
        <Button variant="quiet" block onClick={() => setForgot(true)}>
          {t('unlock.forgot')}
        </Button>
        <LinkButton variant="quiet" block href={people}>
          {t('unlock.others')}
        </LinkButton>
      </Stack>
    </Page>
  );
}

function Keys({ session, left, onPin }: Pick<Props, 'session' | 'onPin'> & { left: number }) {
  const { t } = useTranslation('lock');
  const wait = useWaitInWords();
  const [typed, setTyped] = useState('');
  const [shownFor, setShownFor] = useState(session);
  if (shownFor !== session) {
    setShownFor(session); // a new answer: the digits it was about are removed
    if (!session.checking) setTyped('');
  }
  const onType = (value: string): void => {
    setTyped(value);
    if (value.length === pinLength) onPin(value);
  };
  // The error stays while the next try is typed: keys that move under the finger cause wrong taps.
  const error = session.wrong && !session.checking && left === 0 ? t('unlock.wrong') : undefined;
  return (
    <Stack>
      {left > 0 && <Notice kind="warning" title={t('unlock.wait', { time: wait(left) })} next={t('unlock.waitHow')} />}
      <PinEntry
        value={typed}
        onChange={onType}
        busy={session.checking ? t('checking') : undefined}
        error={error}
        disabled={left > 0}
      />
    </Stack>
  );
}

/** The picker, also where only one person has joined: another is added there. */
export const usePeoplePath = (): string => `${pathIn(languageFromPath(location.pathname), '/start')}?people`;
