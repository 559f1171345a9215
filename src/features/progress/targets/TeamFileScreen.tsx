import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { lineOf, titleName, type Area } from '../../../domain/access/area.ts';
import { grantsFor } from '../../../domain/access/roles.ts';
import { changeEdit, takeNow, viewEdit, type Edit } from '../../../domain/record/edit.ts';
import { teamFileOf } from '../../../domain/report/team-file.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { useRefusalWords, type Refusal } from '../../../phone/refusal.ts';
import { saveOnTop } from '../../../phone/save-on-top.ts';
import type { TeamFileResponse } from '../../../protocol/report.ts';
import { EmptyState, Form, Notice, Page, SaveButton, Skeleton, Stack } from '../../../ui/index.ts';
import { useReportApi } from '../report/use-report-api.ts';
import { TeamFileFields } from './TeamFileFields.tsx';
import { TeamFileFacts } from './TeamFileFacts.tsx';
import { fileFields, fileProblems, shownFile, teamFactsIn, trainingIds, type TypedFile } from './team-file-form.ts';
import { keepTeamFile, useTeamFacts } from './use-team-file.ts';

/** The file of a village's team: its own, or one of an officer's (`?village=`). */
export function TeamFileScreen() {
  const { t } = useTranslation(['papers', 'progress']);
  const { village, me, basePath } = usePhone();
  const [search] = useSearchParams();
  const chosen = village ?? me.areas.find(({ id, kind }) => kind === 'village' && id === search.get('village'));
  if (!chosen)
    return (
      <Page title={t('papers:team.title')} back={{ href: basePath }}>
        <EmptyState title={t('progress:noVillage.title')}>{t('progress:noVillage.next')}</EmptyState>
      </Page>
    );
  const back = village ? addressesBelow(basePath).report : addressesBelow(basePath).villages(chosen.id);
  return <OfVillage key={chosen.id} village={chosen} back={back} />;
}

function OfVillage({ village, back }: { village: Area; back: string }) {
  const { t } = useTranslation(['papers', 'progress']);
  const { me } = usePhone();
  const { facts, toldAt, state } = useTeamFacts(village.id);
  const { format } = useLanguage();
  const line = lineOf(village.id, new Map(me.areas.map((area) => [area.id, area]))).map(({ id }) => id);
  const mayTell = grantsFor('tellFacts', me.grants, line).length > 0;
  if (facts && state === 'fresh' && mayTell) return <FileForm village={village} back={back} facts={facts} />;
  return (
    <Page context={titleName(village)} title={t('papers:team.title')} back={{ href: back }}>
      <Stack gap="l">
        {state === 'loading' && !facts && <Skeleton />}
        {state === 'offline' && (
          <Notice
            kind="offline"
            announce
            title={
              toldAt === undefined ? t('papers:team.noneKept') : t('papers:team.offline', { time: format.time(toldAt) })
            }
          />
        )}
        {facts && state !== 'loading' && <TeamFileFacts team={teamFileOf(facts)} />}
      </Stack>
    </Page>
  );
}

type SaveState = 'idle' | 'saving' | 'saved' | 'wrong' | 'meanwhile' | { readonly refusal: Refusal };

function FileForm({ village, back, facts }: { village: Area; back: string; facts: TeamFileResponse['facts'] }) {
  const { t } = useTranslation(['papers', 'progress']);
  const { store, newId } = usePhone();
  const api = useReportApi();
  const [known, setKnown] = useState(facts);
  const [added, setAdded] = useState<readonly Uuid[]>([]);
  const refused = useRefusalWords();
  const [state, setState] = useState<SaveState>('idle');
  const ids = [...new Set([...trainingIds(known), ...added])];
  const fields = fileFields(ids);
  const now = shownFile(known, fields);
  const [typed, setTyped] = useState<Edit<TypedFile>>(() => ({ ...now, opened: now.values }));
  // A training that came since has fields that the form did not open with.
  const edit: Edit<TypedFile> = {
    ...typed,
    values: { ...now.values, ...typed.values },
    opened: { ...now.values, ...typed.opened },
  };
  const view = viewEdit(edit, now, fields);
  const problems = fileProblems(view.values, ids);
  const change = (name: string) => (value: string) => {
    setState((before) => (before === 'wrong' ? before : 'idle'));
    setTyped(changeEdit(edit, { [name]: value }, now, fields));
  };
  const save = async (): Promise<void> => {
    if (problems.size > 0) return setState('wrong');
    setState('saving');
    const outcome = await saveOnTop({
      edit,
      now,
      fields,
      send: (changed, shown) => api.tellTeamFile(village.id, teamFactsIn(changed, shown, ids)),
      read: (answer) => shownFile(answer.facts, fields),
    });
    if ('refusal' in outcome) return setState(outcome);
    const { facts: told, now: toldAt } = outcome.answer;
    setKnown(told);
    if (outcome.state === 'saved') {
      const shown = shownFile(told, fileFields(trainingIds(told)));
      setAdded([]);
      setTyped({ ...shown, opened: shown.values });
      await keepTeamFile(store, village.id, { facts: told, now: toldAt });
    }
    setState(outcome.state);
  };
  return (
    <Page
      context={titleName(village)}
      title={t('papers:team.title')}
      back={{ href: back }}
      intro={<p>{t('papers:team.intro')}</p>}
      action={
        <SaveButton form="team-file" busy={state === 'saving' ? t('papers:team.saving') : undefined}>
          {t('papers:team.save')}
        </SaveButton>
      }
    >
      <Form id="team-file" busy={state === 'saving'} onSave={save}>
        {state === 'saved' && <Notice kind="success" announce="answer" title={t('papers:team.saved')} />}
        {state === 'meanwhile' && <Notice kind="warning" announce="answer" title={t('progress:facts.meanwhile')} />}
        {typeof state === 'object' && (
          <Notice announce="answer" title={t('papers:team.notSaved')} {...refused(state.refusal)} />
        )}
        <TeamFileFields
          ids={ids}
          view={view}
          team={teamFileOf(known)}
          problems={state === 'wrong' ? problems : new Map()}
          onChange={change}
          onTake={(name) => setTyped(takeNow(edit, name, now, fields))}
          onAdd={() => setAdded([...added, newId()])}
        />
      </Form>
    </Page>
  );
}
