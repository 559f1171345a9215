import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Area } from '../../domain/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { villagesOf } from '../../sync/pull-step.ts';
import { useDrafts, usePhone, type Phone } from '../../sync/react.ts';
import { Button, ChoiceList, Notice, Page, Stack } from '../../ui/index.ts';
import { HomeActionScreen } from './HomeActionScreen.tsx';
import { moveHomeChange } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import type { HomeSheet } from './use-survey.ts';

/** Villages besides this one in which the person may write too: a home can go only where both sides are theirs. */
export function otherVillages({ me, village }: Pick<Phone, 'me' | 'village'>): Area[] {
  const ids = villagesOf(me);
  return me.areas.filter(({ id }) => ids.includes(id) && id !== village?.id);
}

/** A home that has gone to another village, with its people and their answers. */
export const MoveHomeScreen = () => <HomeActionScreen of={MoveHome} />;

function MoveHome({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const navigate = useNavigate();
  const { household, basesOf } = sheet;
  const paths = surveyPaths(phone.home);
  const { problem, busy, save } = useFreeze();
  const drafts = useDrafts();
  const [chosen, setChosen] = useState<Uuid | null>(null);
  const [tried, setTried] = useState(false);
  const here = new Set([household.id, ...household.people.map(({ id }) => id)]);
  const inForm = drafts.state === 'ready' && drafts.value.some(({ id }) => here.has(id));

  const submit = async () => {
    setTried(true);
    if (chosen !== null && !inForm && (await save([moveHomeChange(household.id, chosen, basesOf)]))) void navigate(paths.today, { replace: true });
  };

  return (
    <Page
      title={t('moveHome.title')}
      context={household.headName || t('home.noName')}
      places="hide"
      back={{ href: paths.household(household.id) }}
      intro={<p>{t('moveHome.intro')}</p>}
      action={<Button variant="primary" block onClick={() => void submit()} busy={busy ? t('question.saving') : undefined}>{t('moveHome.save')}</Button>}
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void submit()} />}
        {inForm && <Notice kind="warning" title={t('merge.draft')} next={t('moveHome.draftNext')} />}
        <ChoiceList
          legend={t('moveHome.which')}
          value={chosen}
          onChange={setChosen}
          error={tried && chosen === null ? t('moveHome.whichNeeded') : undefined}
          options={otherVillages(phone).map(({ id, prefix, name }) => ({ value: id, label: `${prefix} ${name}` }))}
        />
      </Stack>
    </Page>
  );
}
