import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { adultsOf } from '../../domain/village.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, ChoiceList, EmptyState, Page, Stack } from '../../ui/index.ts';
import { HomeActionScreen } from './HomeActionScreen.tsx';
import { hardshipChanges } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import type { HomeSheet } from './use-survey.ts';

/** One flag and no reason: this home is visited first. Only with the consent of an adult who lives there. */
export const HardshipScreen = () => <HomeActionScreen of={Hardship} />;

function Hardship({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const { home, me, newId } = usePhone();
  const navigate = useNavigate();
  const { household, today, basesOf } = sheet;
  const out = surveyPaths(home).household(household.id);
  const { problem, busy, save } = useFreeze();
  const [saidBy, setSaidBy] = useState<string>();
  const [tried, setTried] = useState(false);
  const adults = adultsOf(household, today);

  const keep = async (by: string | undefined) => {
    if (await save(hardshipChanges(household, by, { today, collector: me.account, newId }, basesOf))) void navigate(out, { replace: true });
  };
  const submit = () => {
    setTried(true);
    if (household.hardship) void keep(undefined);
    else if (saidBy !== undefined) void keep(saidBy);
  };

  return (
    <Page
      title={t('hardship.title')}
      context={household.headName || t('home.noName')}
      places="hide"
      back={{ href: out }}
      intro={<p>{t('hardship.intro')}</p>}
      action={(household.hardship || adults.length > 0) && <Button variant="primary" block onClick={submit} busy={busy ? t('question.saving') : undefined}>{t(household.hardship ? 'hardship.remove' : 'hardship.save')}</Button>}
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={submit} />}
        {!household.hardship && adults.length === 0 && <EmptyState title={t('ticks.nobodyKnown')} />}
        {!household.hardship && adults.length > 0 && (
          <ChoiceList
            legend={t('hardship.who')}
            hint={t('hardship.whoHint')}
            value={saidBy ?? null}
            onChange={setSaidBy}
            error={tried && saidBy === undefined ? t('question.choose') : undefined}
            options={adults.map(({ id, name }) => ({ value: id, label: name || t('person.noName') }))}
          />
        )}
      </Stack>
    </Page>
  );
}
