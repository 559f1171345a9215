import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { tallyFigures, tallyProblem, type Tally } from '../../domain/tally.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, NumberField, Page, Stack } from '../../ui/index.ts';
import { HomeActionScreen } from './HomeActionScreen.tsx';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import type { HomeSheet } from './use-survey.ts';

/** A home, or some of it, that gives numbers and no names. */
export const TallyScreen = () => <HomeActionScreen of={TallyForm} />;

const names = ['residents', 'adults', ...tallyFigures] as const;
type Name = (typeof names)[number];
type Numbers = Record<Name, number | null>;

function TallyForm({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const { home, newId } = usePhone();
  const navigate = useNavigate();
  const { household, today, basesOf } = sheet;
  const out = surveyPaths(home).household(household.id);
  const { problem, busy, save } = useFreeze();
  const [numbers, setNumbers] = useState<Numbers>(() => startOf(household.tally));
  const [tried, setTried] = useState(false);
  const wrong = tallyProblem({ ...numbers, residents: numbers.residents ?? 0, adults: numbers.adults ?? 0 });

  const submit = async () => {
    setTried(true);
    if (wrong) return;
    const record = household.tally?.id ?? newId();
    const shown = basesOf(record) ?? {};
    const set = { household: household.id, ...numbers, on: today };
    const bases = Object.fromEntries(Object.keys(set).flatMap((name) => (shown[name] === undefined ? [] : [[name, shown[name]]])));
    if (await save([{ kind: 'tally', record, set, bases }])) void navigate(out, { replace: true });
  };

  return (
    <Page
      title={t('tally.title')}
      context={household.headName || t('home.noName')}
      places="hide"
      back={{ href: out }}
      intro={<p>{t('tally.intro')}</p>}
      action={<Button variant="primary" block onClick={() => void submit()} busy={busy ? t('question.saving') : undefined}>{t('tally.save')}</Button>}
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void submit()} />}
        {names.map((name) => (
          <NumberField
            key={name}
            label={t(`tally.${name}`)}
            value={numbers[name]}
            onChange={(value) => setNumbers({ ...numbers, [name]: value })}
            max={50}
            unit={t('tally.unit')}
            error={tried && wrong?.at === name ? t(`tally.${wrong.problem}`) : undefined}
          />
        ))}
      </Stack>
    </Page>
  );
}

const startOf = (tally: Tally | undefined): Numbers => Object.fromEntries(names.map((name) => [name, tally?.[name] ?? null])) as Numbers;
