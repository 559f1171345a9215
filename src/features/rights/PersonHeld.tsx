import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stopBy } from '../../domain/request-days.ts';
import { usePhone, useToday } from '../../sync/react.ts';
import { Button, ConfirmDialog, Facts, LinkButton, Notice, Row, Section, Stack } from '../../ui/index.ts';
import { withdrawConsent, type Held, type HeldPerson } from './held.ts';
import { personLines, type Speaker } from './words.ts';

export interface PersonHeldProps {
  readonly held: Held;
  readonly person: HeldPerson;
  readonly speaker: Speaker;
  readonly onDone: (news: string) => void;
}

/** All that is held about one person, the way to put it right, and taking consent back. Works without a network. */
export function PersonHeld({ held, person, speaker, onDone }: PersonHeldProps) {
  const { t } = useTranslation('rights');
  const { home, store, sync } = usePhone();
  const today = useToday();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const name = person.name || t('nameless');
  const mayTakeBack = person.consent === 'yes' || (person.consent !== 'withdrawn' && Object.keys(person.answers).length > 0);

  const takeBack = async (): Promise<void> => {
    setAsking(false);
    try {
      await store.records.freeze(withdrawConsent(held, person.id, today));
      setFailed(false);
      onDone(t('withdraw.done', { name }));
      sync.wake('save');
    } catch (error) {
      console.warn(error);
      setFailed(true);
    }
  };
  return (
    <Section title={name}>
      <Stack>
        {failed && <Notice kind="error" announce title={t('withdraw.failed')} kept={t('withdraw.failedKept')} next={t('withdraw.failedNext')} />}
        <Facts items={personLines(speaker, person)} />
        <Row>
          <LinkButton href={`${home}/households/${held.household.id}/people/${person.id}`}>{t('correct')}</LinkButton>
          {mayTakeBack && <Button onClick={() => setAsking(true)}>{t('withdraw.button')}</Button>}
        </Row>
      </Stack>
      <ConfirmDialog open={asking} title={t('withdraw.ask', { name })} confirm={t('withdraw.confirm')} danger onConfirm={() => void takeBack()} onCancel={() => setAsking(false)}>
        <p>{t('withdraw.what')}</p>
        <p>{t('withdraw.stop', { day: speaker.format.day(stopBy(today)) })}</p>
      </ConfirmDialog>
    </Section>
  );
}
