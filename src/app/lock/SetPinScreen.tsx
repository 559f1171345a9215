import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { pinLength } from '../../store/index.ts';
import { usePhone } from '../../sync/react.ts';
import { LinkButton, Notice, Page, Skeleton } from '../../ui/index.ts';
import { useSession, useTeam } from '../session/TeamContext.tsx';
import { ChoosePin } from './ChoosePin.tsx';
import { useHasPin } from './LockSection.tsx';
import { PinEntry } from './PinEntry.tsx';
import { usePinWait } from './use-pin-wait.ts';
import { useWaitInWords } from './wait-in-words.ts';

type Step = { readonly kind: 'current' } | { readonly kind: 'choose'; readonly current: string | undefined } | { readonly kind: 'set' };

/** Sets the first PIN or another one, for who knows the one in use. */
export function SetPinScreen() {
  const { t } = useTranslation(['lock', 'common']);
  const { enrolment, home } = usePhone();
  const { device } = useTeam();
  const handOver = useSession((state) => state.handOver);
  const hasPin = useHasPin(enrolment);
  const [step, setStep] = useState<Step>();
  const back = { href: `${home}/settings` };

  if (hasPin === undefined) return <Page title={t('common:product')} back={back}><Skeleton rows={4} /></Page>;
  const at = step ?? (hasPin ? { kind: 'current' } : { kind: 'choose', current: undefined });
  if (at.kind === 'current') return <CurrentPin back={back} onRight={(current) => setStep({ kind: 'choose', current })} />;
  if (at.kind === 'set') {
    return (
      <Page title={t('set.done')} back={back} focusKey="set" action={<LinkButton variant="primary" block href={back.href}>{t('common:back')}</LinkButton>}>
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
  const { registry } = useTeam().device;
  const wait = useWaitInWords();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(0);
  const [failed, setFailed] = useState<Error>();
  const left = usePinWait(registry, enrolment, wrong);
  if (failed) throw failed; // the error boundary tells what was kept and what to do

  const check = async (pin: string): Promise<void> => {
    setBusy(true);
    const checked = await registry.checkPin(enrolment, pin);
    if (checked.kind === 'right') return onRight(pin);
    setBusy(false);
    setTyped('');
    setWrong((before) => before + 1);
  };
  const onType = (value: string): void => {
    setTyped(value);
    if (value.length === pinLength) check(value).catch((error: unknown) => setFailed(new Error('The PIN could not be checked', { cause: error })));
  };
  const error = wrong > 0 && !busy && left === 0 ? t('set.wrong') : undefined;
  return (
    <Page title={t('set.current')} back={back} places="hide" focusKey="current" intro={wrong > 0 || left > 0 ? undefined : <p>{t('set.currentIntro')}</p>}>
      {left > 0 && <Notice kind="warning" title={t('unlock.wait', { time: wait(left) })} next={t('unlock.waitHow')} />}
      <PinEntry value={typed} onChange={onType} busy={busy ? t('set.checking') : undefined} error={error} disabled={left > 0} />
    </Page>
  );
}
