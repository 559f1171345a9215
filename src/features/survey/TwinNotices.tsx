import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { Merge } from 'lucide-react';
import type { FoundHome } from '../../domain/home-index.ts';
import { sameElsewhere, type Elsewhere as TheirTwin } from '../../domain/same-person.ts';
import type { Person } from '../../domain/village.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useHomes, usePhone } from '../../sync/react.ts';
import { Button, ConfirmDialog, Notice, Stack, TextLink } from '../../ui/index.ts';
import { mergeChange, removalChange } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import { useVillage, type HomeSheet } from './use-survey.ts';

/** Maybe one person in two homes: shown with the way there and the way to unite them, and left to people. */
export function AlsoElsewhere({ person, sheet }: { person: Person; sheet: HomeSheet }) {
  const homes = useHomes(useVillage());
  const home = sheet.household.id;
  const found = useMemo(() => (homes.state === 'ready' ? sameElsewhere(person, home, homes.value.byPlace) : []), [homes, person, home]);
  return found.map((elsewhere) => <Elsewhere key={elsewhere.person.id} person={person} sheet={sheet} elsewhere={elsewhere} />);
}

/** This one stays; what was recorded of the other comes here. */
function Elsewhere({ person, sheet, elsewhere }: { person: Person; sheet: HomeSheet; elsewhere: TheirTwin<FoundHome> }) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const { problem, busy, save } = useFreeze();
  const [asking, setAsking] = useState(false);
  const { household, person: other } = elsewhere;
  const home = household.household.headName || t('home.noName');
  const unite = async () => {
    await save([mergeChange('person', other.id, person.id, sheet.basesOf)]);
    setAsking(false);
  };
  return (
    <Notice kind="warning" title={t('person.elsewhere', { home })} next={t('person.elsewhereNext')}>
      <Stack gap="s">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void unite()} />}
        <TextLink href={surveyPaths(phone.home).household(household.id)}>{home}</TextLink>
        <Button icon={Merge} onClick={() => setAsking(true)}>{t('merge.person')}</Button>
      </Stack>
      <ConfirmDialog
        open={asking}
        title={t('merge.personTitle', { name: person.name || t('person.noName') })}
        confirm={t('merge.personConfirm')}
        busy={busy ? t('question.saving') : undefined}
        onConfirm={() => void unite()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('merge.personText', { home })}</p>
      </ConfirmDialog>
    </Notice>
  );
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
