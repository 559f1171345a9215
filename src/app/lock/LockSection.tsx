import { Lock, UsersRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, LinkButton, Section, Stack } from '../../ui/index.ts';
import { useTeam } from '../session/TeamContext.tsx';
import { usePeoplePath } from './UnlockScreen.tsx';

/** In the settings: the PIN, locking by hand, another person. */
export function LockSection() {
  const { t } = useTranslation('lock');
  const { basePath, enrolment } = usePhone();
  const { sessions } = useTeam();
  const hasPin = useHasPin(enrolment);
  const people = usePeoplePath();
  return (
    <Section title={t('settings.title')}>
      <Stack gap="s">
        {hasPin !== undefined && <p>{t(hasPin ? 'settings.has' : 'settings.none')}</p>}
        {hasPin === true && (
          <Button block icon={Lock} onClick={() => void sessions.getState().lock()}>
            {t('settings.now')}
          </Button>
        )}
        <LinkButton block href={addressesBelow(basePath).pin}>
          {t(hasPin === true ? 'settings.change' : 'settings.set')}
        </LinkButton>
        <LinkButton block icon={UsersRound} href={people}>
          {t('settings.switch')}
        </LinkButton>
      </Stack>
    </Section>
  );
}

/** Undefined until it is known. */
export function useHasPin(enrolment: string): boolean | undefined {
  const { registry } = useTeam().device;
  const [hasPin, setHasPin] = useState<boolean>();
  const [failed, setFailed] = useState<Error>();
  useEffect(() => {
    let gone = false;
    registry.hasPin(enrolment).then(
      (has) => {
        if (!gone) setHasPin(has);
      },
      (error: unknown) => setFailed(new Error('The phone’s registry could not be read', { cause: error })),
    );
    return () => {
      gone = true;
    };
  }, [registry, enrolment]);
  if (failed) throw failed; // the error boundary tells what to do
  return hasPin;
}
