import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { sameElsewhere } from '../../domain/same-person.ts';
import type { Person } from '../../domain/village.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useHouseholds, usePhone } from '../../sync/react.ts';
import { Button, ConfirmDialog, Notice, Stack, TextLink } from '../../ui/index.ts';
import { removalChange } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import { useVillage, type HomeSheet } from './use-survey.ts';

/** Maybe one person in two homes: shown with the way there, and left to people. */
export function AlsoElsewhere({ person, home }: { person: Person; home: Uuid }) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const households = useHouseholds(useVillage());
  const found = useMemo(() => (households.state === 'ready' ? sameElsewhere(person, home, households.value) : []), [households, person, home]);
  return found.map(({ household, person: other }) => (
    <Notice key={other.id} kind="warning" title={t('person.elsewhere', { home: household.headName || t('home.noName') })} next={t('person.elsewhereNext')}>
      <TextLink href={surveyPaths(phone.home).household(household.id)}>{household.headName || t('home.noName')}</TextLink>
    </Notice>
  ));
}

/** Takes a row off that was made twice. What it held stays in the history. */
export function RemoveTwin({ sheet, person }: { sheet: HomeSheet; person: Person }) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const navigate = useNavigate();
  const { problem, busy, save } = useFreeze();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    if (await save([removalChange(person.id, sheet.basesOf)])) void navigate(surveyPaths(home).household(sheet.household.id), { replace: true });
    else setAsking(false);
  };
  return (
    <Stack>
      {problem && <SaveProblemNotice problem={problem} onRetry={() => void remove()} />}
      <Button variant="quiet" onClick={() => setAsking(true)}>{t('person.twin')}</Button>
      <ConfirmDialog
        open={asking}
        danger
        title={t('person.twinTitle', { name: person.name || t('person.noName') })}
        confirm={t('person.twinConfirm')}
        busy={busy ? t('question.saving') : undefined}
        onConfirm={() => void remove()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('person.twinText')}</p>
      </ConfirmDialog>
    </Stack>
  );
}
