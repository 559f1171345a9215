import { useState } from 'react';
import { offeredSets, type OfferedSet, type OfferedTarget } from '../../../domain/report/national-targets.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, Card, Notice, Section, Stack } from '../../../ui/index.ts';

/** `meanwhile`: another officer has set one of them since, and what was not set before that waits for another tap. */
export type TakenSet = 'taken' | 'failed' | 'meanwhile';

export interface OfferedSetsProps {
  /** The area that the targets are set for, by name. */
  readonly area: string;
  readonly year: number;
  /** Sets every target of the set. */
  readonly onTake: (set: OfferedSet) => Promise<TakenSet>;
  /** Puts a target without a share into the form. */
  readonly onFill: (target: OfferedTarget, set: OfferedSet) => void;
}

/** Targets of national plans, each set with one tap, with its source and how sure it is. */
export function OfferedSets({ area, year, onTake, onFill }: OfferedSetsProps) {
  const { t } = useTranslation('progress');
  return (
    <Section title={t('offered.title')}>
      <Stack>
        <p>{t('offered.intro')}</p>
        {offeredSets.map((set) => (
          <Offered key={set.id} set={set} area={area} year={year} onTake={onTake} onFill={onFill} />
        ))}
      </Stack>
    </Section>
  );
}

function Offered({ set, area, year, onTake, onFill }: OfferedSetsProps & { set: OfferedSet }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const [state, setState] = useState<'offered' | 'taking' | 'filled' | TakenSet>('offered');
  const name = t(`offered.${set.id}.name`);
  const [first] = set.targets;
  const tap = async (): Promise<void> => {
    if (set.standing === 'noShare' && first) {
      onFill(first, set);
      return setState('filled');
    }
    setState('taking');
    setState(await onTake(set));
  };
  return (
    <Card title={name} level={3}>
      <Stack gap="s">
        <p>{t(set.year < year ? 'offered.past' : 'offered.year', { year: set.year })}</p>
        <ul>
          {set.targets.map(({ indicator, share }) => (
            <li key={indicator}>
              {share === undefined
                ? t('offered.itemNoShare', { name: t(`indicator.${indicator}.name`) })
                : t('offered.item', { name: t(`indicator.${indicator}.name`), share: format.percent(share) })}
            </li>
          ))}
        </ul>
        <p>{t(`offered.${set.id}.note`)}</p>
        <p>
          {t('offered.source', { source: set.source })}{' '}
          {t(`offered.standing.${set.standing}`, { read: set.read, day: format.day(set.checked) })}
        </p>
        {state === 'taken' && (
          <Notice
            kind="success"
            announce="answer"
            title={t('offered.taken', { name, area })}
            next={t('offered.takenNext')}
          />
        )}
        {state === 'meanwhile' && <Notice kind="warning" announce="answer" title={t('offered.meanwhile')} />}
        {state === 'filled' && <Notice kind="info" announce="answer" title={t('offered.filled')} />}
        <Button
          aria-label={`${t(set.standing === 'noShare' ? 'offered.fill' : 'offered.take')}: ${name}`}
          busy={state === 'taking' ? t('offered.taking') : undefined}
          onClick={() => void tap()}
        >
          {t(set.standing === 'noShare' ? 'offered.fill' : 'offered.take')}
        </Button>
      </Stack>
    </Card>
  );
}
