import { tallyFigures, tallyProblem, type Tally } from '../../domain/tally.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone } from '../../sync/react.ts';
import { NumberField } from '../../ui/index.ts';
import type { TallyContent } from './draft-content.ts';
import { FormPage } from './FormPage.tsx';
import { HomeFormScreen, type HomeFormProps } from './HomeFormScreen.tsx';
import { shownBases } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import type { HomeSheet } from './use-survey.ts';

/** A home, or some of it, that gives numbers and no names. */
export const TallyScreen = () => <HomeFormScreen form="tally" start={startOf} of={TallyForm} newId={usePhone().newId} />;

const names = ['residents', 'adults', ...tallyFigures] as const;
type Numbers = TallyContent['numbers'];

function startOf({ household: { id, tally }, basesOf }: HomeSheet, newId: () => Uuid): TallyContent {
  const record = tally?.id ?? newId();
  return { form: 'tally', showing: true, household: id, record, bases: shownBases(['household', 'on', ...names], record, basesOf), numbers: numbersOf(tally) };
}

const numbersOf = (tally: Tally | undefined): Numbers => Object.fromEntries(names.map((name) => [name, tally?.[name] ?? null])) as Numbers;

function TallyForm({ sheet, ...open }: HomeFormProps<TallyContent>) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const { household, today } = sheet;
  const { content, change, finish } = open.form;
  const { numbers, record, bases } = content;
  const wrong = tallyProblem({ ...numbers, residents: numbers.residents ?? 0, adults: numbers.adults ?? 0 });

  return (
    <FormPage
      {...open}
      title={t('tally.title')}
      context={household.headName || t('home.noName')}
      out={surveyPaths(home).household(household.id)}
      intro={<p>{t('tally.intro')}</p>}
      save={t('tally.save')}
      isWrong={wrong !== undefined}
      onSave={() => finish({ kind: 'tally', record, set: { household: household.id, ...numbers, on: today }, bases })}
    >
      {(tried) =>
        names.map((name) => (
          <NumberField
            key={name}
            label={t(`tally.${name}`)}
            value={numbers[name]}
            onChange={(value) => change({ numbers: { ...numbers, [name]: value } })}
            max={50}
            unit={t('tally.unit')}
            error={tried && wrong?.at === name ? t(`tally.${wrong.problem}`) : undefined}
          />
        ))
      }
    </FormPage>
  );
}
