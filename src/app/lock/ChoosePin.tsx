import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { pinLength, weaknessOf, type PinWeakness } from '../../store/index.ts';
import { Page } from '../../ui/index.ts';
import { PinEntry } from './PinEntry.tsx';

type Props = {
  /** The person or the task, in the line above the title. */
  context?: string | undefined;
  back?: { readonly href: string } | undefined;
  /** A PIN that was typed the same way twice. */
  onChosen: (pin: string) => Promise<void>;
};

/** A new PIN, twice. One that anybody would guess is refused, with the reason. */
export function ChoosePin({ context, back, onChosen }: Props) {
  const { t } = useTranslation('lock');
  const [typed, setTyped] = useState('');
  const [first, setFirst] = useState<string>();
  const [problem, setProblem] = useState<PinWeakness | 'differs'>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Error>();
  if (failed) throw failed; // the error boundary tells what was kept and what to do

  const takeFirst = (pin: string): void => {
    const weakness = weaknessOf(pin);
    setProblem(weakness);
    if (!weakness) setFirst(pin);
    setTyped('');
  };
  const takeSecond = (pin: string): void => {
    if (pin === first) {
      setBusy(true);
      onChosen(pin).then(
        () => setBusy(false),
        (error: unknown) => setFailed(new Error('The PIN could not be set', { cause: error })),
      );
      return;
    }
    setProblem('differs');
    setFirst(undefined);
    setTyped('');
  };
  // The error stays until six digits are typed: keys that move under the finger cause wrong taps.
  const onType = (value: string): void => {
    setTyped(value);
    if (value.length === pinLength) (first === undefined ? takeFirst : takeSecond)(value);
  };

  const again = first !== undefined;
  return (
    <Page
      title={t(again ? 'choose.again' : 'choose.title')}
      context={context}
      back={back}
      places="hide"
      focusKey={again ? 'again' : 'choose'}
      intro={problem === undefined ? <p>{t(again ? 'choose.againIntro' : 'choose.intro')}</p> : undefined}
    >
      <PinEntry
        value={typed}
        onChange={onType}
        busy={busy ? t('choose.saving') : undefined}
        error={problem && t(`choose.${problem}`)}
      />
    </Page>
  );
}
