import { useState } from 'react';
import { currentConsentText } from '../../domain/people/consent.ts';
import { isAdult } from '../../domain/people/person.ts';
import { stopBy } from '../../domain/visits/request-days.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Change } from '../../store/phone-store.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { Button, ConfirmDialog, Facts, LinkButton, Notice, Row, Section, Stack } from '../../ui/index.ts';
import { agreeAnew, withdrawConsent, type Held, type HeldPerson } from './held.ts';
import { personLines, type Speaker } from './words.ts';

export interface PersonHeldProps {
  readonly held: Held;
  readonly person: HeldPerson;
  readonly speaker: Speaker;
  readonly onDone: (news: string) => void;
}

/** All that is held about one person, the way to put it right, and taking consent back. Works without a network. */
export function PersonHeld({ held, person, speaker, onDone }: PersonHeldProps) {
  const { t } = useTranslation(['rights', 'consent']);
  const { basePath, store, sync, me, newId } = usePhone();
  const today = useToday();
  const [asking, setAsking] = useState<'takeBack' | 'agree'>();
  const [failed, setFailed] = useState(false);
  const name = person.name || t('nameless');
  const mayTakeBack =
    person.consent === 'yes' || (person.consent !== 'withdrawn' && Object.keys(person.answers).length > 0);

  // They may change their mind at any time, and nobody asks them to.
  const mayAgree = (person.consent === 'no' || person.consent === 'withdrawn') && isAdult(person.birthYear, today);

  const write = async (changes: readonly Change[], news: string): Promise<void> => {
    setAsking(undefined);
    try {
      await store.records.submit(changes);
      setFailed(false);
      onDone(news);
      sync.wake('save');
    } catch (error) {
      console.warn(error);
      setFailed(true);
    }
  };
  return (
    <Section title={name}>
      <Stack>
        {failed && (
          <Notice
            kind="error"
            announce
            title={t('withdraw.failed')}
            kept={t('withdraw.failedKept')}
            next={t('withdraw.failedNext')}
          />
        )}
        <Facts items={personLines(speaker, person)} />
        <Row>
          <LinkButton href={addressesBelow(basePath).person(held.household.id, person.id)}>{t('correct')}</LinkButton>
          {mayTakeBack && <Button onClick={() => setAsking('takeBack')}>{t('withdraw.button')}</Button>}
          {mayAgree && <Button onClick={() => setAsking('agree')}>{t('agree.button')}</Button>}
        </Row>
      </Stack>
      <ConfirmDialog
        open={asking === 'takeBack'}
        title={t('withdraw.ask', { name })}
        confirm={t('withdraw.confirm')}
        danger
        onConfirm={() => void write(withdrawConsent(held, person.id, today), t('withdraw.done', { name }))}
        onCancel={() => setAsking(undefined)}
      >
        <p>{t('withdraw.what')}</p>
        <p>{t('withdraw.stop', { day: speaker.format.day(stopBy(today)) })}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'agree'}
        title={t('agree.ask', { name })}
        confirm={t('agree.confirm')}
        onConfirm={() =>
          void write(
            agreeAnew(held, person.id, { today, collector: me.account, consent: newId() }),
            t('agree.done', { name }),
          )
        }
        onCancel={() => setAsking(undefined)}
      >
        <p>{t(`consent:text.${currentConsentText}`)}</p>
        <p>{t('consent:ownTap')}</p>
      </ConfirmDialog>
    </Section>
  );
}
