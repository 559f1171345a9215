import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { LinkButton, Notice, Page, Skeleton } from '../../ui/index.ts';
import { useSession, useTeam } from '../session/TeamContext.tsx';
import { ChoosePin } from './ChoosePin.tsx';
import { useHasPin } from './LockSection.tsx';
import { PinEntry } from './PinEntry.tsx';
import { usePinCheck } from './use-pin-check.ts';
import { useWaitInWords } from './wait-in-words.ts';

type Step =
  | { readonly kind: 'current' }
  | { readonly kind: 'choose'; readonly current: string | undefined }
  | { readonly kind: 'set' };

/** Sets the first PIN or another one, for who knows the one in use. */
export function SetPinScreen() {
  const { t } = useTranslation(['lock', 'common']);
  const { enrolment, basePath } = usePhone();
  const { device } = useTeam();
  const handOver = useSession((state) => state.handOver);
  const hasPin = useHasPin(enrolment);
  const [step, setStep] = useState<Step>();
  const back = { href: addressesBelow(basePath).settings };

  if (hasPin === undefined)
    return (
      <Page title={t('common:product')} back={back}>
        <Skeleton rows={4} />
      </Page>
    );
  const at = step ?? (hasPin ? { kind: 'current' } : { kind: 'choose', current: undefined });
  if (at.kind === 'current')
    return <CurrentPin back={back} onRight={(current) => setStep({ kind: 'choose', current })} />;
  if (at.kind === 'set') {
    return (
      <Page
        title={t('set.done')}
        back={back}
        focusKey="set"
        action={
          <LinkButton variant="primary" block href={back.href}>
            {t('common:back')}
          </LinkButton>
        }
      >
        <p>{t('set.doneBody')}</p>
      </Page>
    );
  }
  const choose = async (pin: string): Promise<void> => {
    const changed = await device.registry.setPin(enrolment, pin, at.current);
    if (changed.kind === 'set') {
      handOver(changed.handOver);
      setStep({ kind: 'set' });
    } else setStep({ kind: 'current' }); // it was changed in another tab meanwhile
  };
  return <ChoosePin back={back} onChosen={choose} />;
}

function CurrentPin({ back, onRight }: { back: { readonly href: string }; onRight: (pin: string) => void }) {
  const { t } = useTranslation('lock');
  const { enrolment } = usePhone();
  const wait = useWaitInWords();
  const { typed, onType, busy, isWrong, isFirst, left } = usePinCheck(enrolment, onRight);
  return (
    <Page
      title={t('set.current')}
      back={back}
      places="hide"
      focusKey="current"
      intro={isFirst ? <p>{t('set.currentIntro')}</p> : undefined}
    >
      {left > 0 && <Notice kind="warning" title={t('unlock.wait', { time: wait(left) })} next={t('unlock.waitHow')} />}
      <PinEntry
        value={typed}
        onChange={onType}
        busy={busy}
        error={isWrong ? t('set.wrong') : undefined}
        disabled={left > 0}
      />
    </Page>
  );
}
