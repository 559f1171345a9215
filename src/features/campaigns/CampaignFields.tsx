import type { Area } from '../../domain/access/area.ts';
import { titleName } from '../../domain/access/area.ts';
import { ageBands, longestName } from '../../domain/campaign/campaign.ts';
import { campaignTopics } from '../../domain/campaign/topics.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { ChoiceList, NumberField, SelectField, TextField } from '../../ui/index.ts';
import { everyAge, type CampaignFieldProblem, type CampaignTyped } from './campaign-form.ts';
import { villagesOf } from './areas-by-name.ts';

interface CampaignFieldsProps {
  readonly typed: CampaignTyped;
  readonly problems: readonly CampaignFieldProblem[];
  /** What is compared stays as it is, and is not asked. */
  readonly hasBegun: boolean;
  /** To choose from; none or one: nothing to choose. */
  readonly communes: readonly Area[];
  readonly onChange: (part: Partial<CampaignTyped>) => void;
}

/** The fields of a campaign. */
export function CampaignFields({ typed, problems, hasBegun, communes, onChange }: CampaignFieldsProps) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const today = useToday();
  const wrong = (part: CampaignFieldProblem): string | undefined =>
    problems.includes(part) ? t(`form.wrong.${part}`, { day: format.day(today) }) : undefined;
  return (
    <>
      {communes.length > 1 && (
        <SelectField
          label={t('form.commune')}
          value={typed.area}
          onChange={(area) => onChange({ area, villages: [] })}
          options={communes.map((one) => ({ value: one.id, label: titleName(one) }))}
        />
      )}
      <TextField
        label={t('form.name')}
        hint={t('form.nameHint')}
        value={typed.name}
        onChange={(name) => onChange({ name })}
        maxLength={longestName}
        error={wrong('name')}
      />
      {!hasBegun && <ComparedFields typed={typed} onChange={onChange} />}
      {!hasBegun && (
        <TextField
          label={t('form.from')}
          hint={t('form.dayHint', { day: format.day(today) })}
          value={typed.from}
          onChange={(from) => onChange({ from })}
          error={wrong('from')}
        />
      )}
      <TextField
        label={t('form.until')}
        value={typed.until}
        onChange={(until) => onChange({ until })}
        error={wrong('until')}
      />
      {!hasBegun && <VillageFields typed={typed} wrong={wrong('which')} onChange={onChange} />}
      <NumberField
        label={t('form.share')}
        hint={t('form.shareHint')}
        unit="%"
        value={typed.percent}
        onChange={(percent) => onChange({ percent })}
        max={100}
        error={wrong('share')}
      />
    </>
  );
}

type PartProps = Pick<CampaignFieldsProps, 'typed' | 'onChange'>;

/** The topic, and whom it is for. */
function ComparedFields({ typed, onChange }: PartProps) {
  const { t } = useTranslation('campaigns');
  return (
    <>
      <SelectField
        label={t('form.topic')}
        value={typed.topic}
        onChange={(topic) => onChange({ topic })}
        options={campaignTopics.map((value) => ({ value, label: t(`topic.${value}`) }))}
      />
      <SelectField
        label={t('form.ages')}
        hint={t('form.agesHint')}
        value={typed.ages}
        onChange={(ages) => onChange({ ages })}
        options={[
          { value: everyAge, label: t('form.agesAll') },
          ...ageBands.map((value) => ({ value, label: t(`whom.ages.${value}`) })),
        ]}
      />
      <SelectField
        label={t('form.hardship')}
        value={typed.hardshipOnly ? 'only' : 'all'}
        onChange={(value) => onChange({ hardshipOnly: value === 'only' })}
        options={[
          { value: 'all', label: t('form.hardshipAll') },
          { value: 'only', label: t('form.hardshipOnly') },
        ]}
      />
      <TextField
        label={t('form.clusters')}
        hint={t('form.clustersHint')}
        value={typed.clusters}
        onChange={(clusters) => onChange({ clusters })}
        maxLength={200}
      />
    </>
  );
}

function VillageFields({ typed, wrong, onChange }: PartProps & { readonly wrong: string | undefined }) {
  const { t } = useTranslation('campaigns');
  const { me } = usePhone();
  return (
    <>
      <ChoiceList
        legend={t('form.villages')}
        value={typed.some ? 'some' : 'all'}
        onChange={(value) => onChange({ some: value === 'some' })}
        options={[
          { value: 'all', label: t('form.villagesAll') },
          { value: 'some', label: t('form.villagesSome') },
        ]}
      />
      {typed.some && (
        <ChoiceList
          multiple
          legend={t('form.which')}
          value={typed.villages}
          onChange={(villages) => onChange({ villages })}
          error={wrong}
          options={villagesOf(me.areas, typed.area).map((one) => ({ value: one.id, label: titleName(one) }))}
        />
      )}
    </>
  );
}
