import type { ReactNode } from 'react';
import type { Area } from '../../domain/access/area.ts';
import { titleName } from '../../domain/access/area.ts';
import { ageBands, longestName } from '../../domain/campaign/campaign.ts';
import { campaignTopics } from '../../domain/campaign/topics.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { ChoiceList, NumberField, SelectField, TextField, WithValueNow } from '../../ui/index.ts';
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
  /** What another officer has put there meanwhile of a field that is being changed. */
  readonly elsewhere: Partial<CampaignTyped>;
  readonly onTake: (part: keyof CampaignTyped) => void;
}

/** The fields of a campaign. */
export function CampaignFields({ problems, hasBegun, communes, ...part }: CampaignFieldsProps) {
  const { typed, onChange } = part;
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
      <Kept {...part} name="name">
        <TextField
          label={t('form.name')}
          hint={t('form.nameHint')}
          value={typed.name}
          onChange={(name) => onChange({ name })}
          maxLength={longestName}
          error={wrong('name')}
        />
      </Kept>
      {!hasBegun && <ComparedFields {...part} />}
      {!hasBegun && (
        <Kept {...part} name="from">
          <TextField
            label={t('form.from')}
            hint={t('form.dayHint', { day: format.day(today) })}
            value={typed.from}
            onChange={(from) => onChange({ from })}
            error={wrong('from')}
          />
        </Kept>
      )}
      <Kept {...part} name="until">
        <TextField
          label={t('form.until')}
          value={typed.until}
          onChange={(until) => onChange({ until })}
          error={wrong('until')}
        />
      </Kept>
      {!hasBegun && <VillageFields {...part} wrong={wrong('which')} />}
      <Kept {...part} name="percent">
        <NumberField
          label={t('form.share')}
          hint={t('form.shareHint')}
          unit="%"
          value={typed.percent}
          onChange={(percent) => onChange({ percent })}
          max={100}
          error={wrong('share')}
        />
      </Kept>
    </>
  );
}

type PartProps = Pick<CampaignFieldsProps, 'typed' | 'onChange' | 'elsewhere' | 'onTake'>;

interface KeptProps extends PartProps {
  readonly name: keyof CampaignTyped;
  readonly children: ReactNode;
}

/** A field, and what is kept now where another officer has changed it meanwhile. */
function Kept({ name, elsewhere, onTake, children }: KeptProps) {
  const words = useKeptWords();
  return (
    <WithValueNow now={name in elsewhere ? words(name, elsewhere) : undefined} onTake={() => onTake(name)}>
      {children}
    </WithValueNow>
  );
}

function useKeptWords(): (name: keyof CampaignTyped, of: Partial<CampaignTyped>) => string {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const { me } = usePhone();
  const titleOf = (id: Uuid): string => {
    const area = me.areas.find((one) => one.id === id);
    return area ? titleName(area) : '';
  };
  return (name, { topic, ages, hardshipOnly, some, villages = [], percent = null, ...texts }) => {
    switch (name) {
      case 'topic':
        return t(`topic.${campaignTopics.find((one) => one === topic) ?? campaignTopics[0]}`);
      case 'ages': {
        const band = ageBands.find((one) => one === ages);
        return band ? t(`whom.ages.${band}`) : t('form.agesAll');
      }
      case 'hardshipOnly':
        return t(hardshipOnly ? 'form.hardshipOnly' : 'form.hardshipAll');
      case 'some':
        return t(some ? 'form.villagesSome' : 'form.villagesAll');
      case 'villages':
        return villages.map(titleOf).join(', ');
      case 'percent':
        return percent === null ? '' : format.percent(percent / 100);
      case 'area':
        return titleOf(texts.area ?? '');
      default:
        return texts[name] ?? '';
    }
  };
}

/** The topic, and whom it is for. */
function ComparedFields(part: PartProps) {
  const { t } = useTranslation('campaigns');
  const { typed, onChange } = part;
  return (
    <>
      <Kept {...part} name="topic">
        <SelectField
          label={t('form.topic')}
          value={typed.topic}
          onChange={(topic) => onChange({ topic })}
          options={campaignTopics.map((value) => ({ value, label: t(`topic.${value}`) }))}
        />
      </Kept>
      <Kept {...part} name="ages">
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
      </Kept>
      <Kept {...part} name="hardshipOnly">
        <SelectField
          label={t('form.hardship')}
          value={typed.hardshipOnly ? 'only' : 'all'}
          onChange={(value) => onChange({ hardshipOnly: value === 'only' })}
          options={[
            { value: 'all', label: t('form.hardshipAll') },
            { value: 'only', label: t('form.hardshipOnly') },
          ]}
        />
      </Kept>
      <Kept {...part} name="clusters">
        <TextField
          label={t('form.clusters')}
          hint={t('form.clustersHint')}
          value={typed.clusters}
          onChange={(clusters) => onChange({ clusters })}
          maxLength={200}
        />
      </Kept>
    </>
  );
}

function VillageFields({ wrong, ...part }: PartProps & { readonly wrong: string | undefined }) {
  const { typed, onChange } = part;
  const { t } = useTranslation('campaigns');
  const { me } = usePhone();
  return (
    <>
      <Kept {...part} name="some">
        <ChoiceList
          legend={t('form.villages')}
          value={typed.some ? 'some' : 'all'}
          onChange={(value) => onChange({ some: value === 'some' })}
          options={[
            { value: 'all', label: t('form.villagesAll') },
            { value: 'some', label: t('form.villagesSome') },
          ]}
        />
      </Kept>
      {typed.some && (
        <Kept {...part} name="villages">
          <ChoiceList
            multiple
            legend={t('form.which')}
            value={typed.villages}
            onChange={(villages) => onChange({ villages })}
            error={wrong}
            options={villagesOf(me.areas, typed.area).map((one) => ({ value: one.id, label: titleName(one) }))}
          />
        </Kept>
      )}
    </>
  );
}
