import { Plus } from 'lucide-react';
import type { EditView } from '../../../domain/record/edit.ts';
import { mostInPart } from '../../../domain/report/area-fact.ts';
import { mostTrainings, organisations, type TeamFile } from '../../../domain/report/team-file.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { Button, NumberField, Section, Stack, TextField, WithValueNow } from '../../../ui/index.ts';
import { TrainedNotice } from './TeamFileFacts.tsx';
import {
  decisionField,
  foundedField,
  longestShortText,
  memberField,
  trainingField,
  type FileProblem,
  type TypedFile,
} from './team-file-form.ts';

export interface TeamFileFieldsProps {
  /** The trainings shown, told and being added. */
  readonly ids: readonly Uuid[];
  readonly view: EditView<TypedFile>;
  /** As it is told. */
  readonly team: TeamFile;
  /** Shown beside their fields. */
  readonly problems: ReadonlyMap<string, FileProblem>;
  readonly onChange: (name: string) => (value: string) => void;
  readonly onTake: (name: string) => void;
  readonly onAdd: () => void;
}

/** Decision, members by organisation, trainings. */
export function TeamFileFields(props: TeamFileFieldsProps) {
  const { ids, view, team, onAdd } = props;
  const { t } = useTranslation(['papers', 'progress']);
  const count = organisations.reduce((sum, one) => sum + Number(view.values[memberField(one)] ?? ''), 0);
  return (
    <>
      <Section title={t('papers:team.founding')}>
        <Stack>
          <Text
            {...props}
            name={decisionField}
            label={t('papers:team.decision')}
            hint={t('papers:team.decisionHint')}
          />
          <Text {...props} name={foundedField} label={t('papers:team.foundedOn')} hint={t('papers:team.day')} />
        </Stack>
      </Section>
      <Section title={t('papers:team.members')}>
        <Stack>
          <p>{t('papers:team.membersNote')}</p>
          {organisations.map((one) => (
            <Count key={one} {...props} name={memberField(one)} label={t(`papers:team.organisation.${one}`)} />
          ))}
          <p>{t('papers:team.sum', { count: Number.isFinite(count) ? count : 0 })}</p>
        </Stack>
      </Section>
      <Section title={t('papers:team.trainings')}>
        <Stack gap="l">
          <TrainedNotice team={team} />
          {ids.map((id, at) => (
            <Training key={id} {...props} id={id} number={at + 1} />
          ))}
          {ids.length < mostTrainings && (
            <Button block icon={Plus} onClick={onAdd}>
              {t('papers:team.addTraining')}
            </Button>
          )}
        </Stack>
      </Section>
    </>
  );
}

function Training({ id, number, ...props }: TeamFileFieldsProps & { id: Uuid; number: number }) {
  const { t } = useTranslation('papers');
  const gone = trainingField(id, 'gone');
  const title = t('team.training', { number });
  const isGone = (props.view.values[gone] ?? '') !== '';
  return (
    <Stack>
      <h3>{title}</h3>
      {isGone ? (
        <>
          <p>{t('team.removed')}</p>
          <Button onClick={() => props.onChange(gone)('')}>{t('team.keepTraining')}</Button>
        </>
      ) : (
        <>
          <Text {...props} name={trainingField(id, 'on')} label={t('team.trainedOn')} hint={t('team.day')} />
          <Text {...props} name={trainingField(id, 'topic')} label={t('team.topic')} />
          <Count {...props} name={trainingField(id, 'members')} label={t('team.trained')} />
          <Button onClick={() => props.onChange(gone)('gone')}>{t('team.removeTraining')}</Button>
        </>
      )}
    </Stack>
  );
}

type FieldProps = TeamFileFieldsProps & { name: string; label: string; hint?: string };

function useProblem({ name, problems }: FieldProps): string | undefined {
  const { t } = useTranslation(['papers', 'progress']);
  const problem = problems.get(name);
  if (problem === undefined) return undefined;
  if (problem === 'number') return t('progress:facts.numberWrong', { most: mostInPart });
  if (problem === 'text') return t('papers:team.tooLong', { most: longestShortText });
  return t(problem === 'day' ? 'papers:team.dayWrong' : 'papers:team.dayNeeded');
}

function Text(props: FieldProps) {
  const { name, label, hint, view, onChange, onTake } = props;
  return (
    <WithValueNow now={view.elsewhere[name]} onTake={() => onTake(name)}>
      <TextField
        label={label}
        hint={hint}
        value={view.values[name] ?? ''}
        onChange={onChange(name)}
        error={useProblem(props)}
      />
    </WithValueNow>
  );
}

function Count(props: FieldProps) {
  const { name, label, view, onChange, onTake } = props;
  const value = view.values[name] ?? '';
  return (
    <WithValueNow now={view.elsewhere[name]} onTake={() => onTake(name)}>
      <NumberField
        label={label}
        value={value === '' ? null : Number(value)}
        onChange={(count) => onChange(name)(count === null ? '' : String(count))}
        max={mostInPart}
        error={useProblem(props)}
      />
    </WithValueNow>
  );
}
