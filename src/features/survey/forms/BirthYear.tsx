import { useTranslation } from '../../../i18n/index.ts';
import { ChoiceList, Stack, YearField } from '../../../ui/index.ts';
import type { Birth } from '../changes/person-form.ts';

type Props = {
  birth: Birth;
  onChange: (birth: Birth) => void;
  thisYear: number;
  error: string | undefined;
};

/** The year alone is kept, by law. Not knowing it is an answer too. */
export function BirthYear({ birth, onChange, thisYear, error }: Props) {
  const { t } = useTranslation('survey');
  return (
    <Stack gap="s">
      <YearField
        label={t('person.year')}
        hint={t('person.yearHint')}
        thisYear={thisYear}
        value={birth.year}
        onChange={(year) => onChange({ year, isUnknown: false })}
        error={error}
      />
      <ChoiceList
        multiple
        legend={t('person.year')}
        hideLegend
        value={birth.isUnknown ? ['unknown'] : []}
        onChange={(values) =>
          onChange(values.length > 0 ? { year: null, isUnknown: true } : { ...birth, isUnknown: false })
        }
        options={[{ value: 'unknown', label: t('person.yearUnknown') }]}
      />
    </Stack>
  );
}
