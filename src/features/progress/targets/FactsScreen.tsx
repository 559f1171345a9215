import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { titleName, type Area } from '../../../domain/access/area.ts';
import { roadmapSteps, type AreaFact } from '../../../domain/report/area-fact.ts';
import { changeEdit, takeNow, viewEdit, type Edit } from '../../../domain/record/edit.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { dayTyped } from '../../../lib/typed-day.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useWholeHouseholdList } from '../../../phone/hooks.ts';
import { refusalOf, useRefusalWords, type Refusal } from '../../../phone/refusal.ts';
import { saveOnTop } from '../../../phone/save-on-top.ts';
import type { FactsResponse } from '../../../protocol/report.ts';
import {
  EmptyState,
  Form,
  LinkButton,
  Notice,
  Page,
  SaveButton,
  Section,
  SelectField,
  Skeleton,
  Stack,
  TextField,
  WithValueNow,
} from '../../../ui/index.ts';
import { factsIn, fibreValues, fieldsOf, key, shownOf, type Typed } from './facts-form.ts';
import { useReportApi } from '../report/use-report-api.ts';

/** Facts about the village that no household is asked; entered by the head, or by the officer (`?village=`). */
export function FactsScreen() {
  const { t } = useTranslation('progress');
  const { village, me, basePath } = usePhone();
  const [search] = useSearchParams();
  const chosen = village ?? me.areas.find(({ id, kind }) => kind === 'village' && id === search.get('village'));
  if (!chosen) {
    return (
      <Page title={t('facts.title')} back={{ href: basePath }}>
        <EmptyState title={t('noVillage.title')}>{t('noVillage.next')}</EmptyState>
      </Page>
    );
  }
  const back = village ? addressesBelow(basePath).progress : addressesBelow(basePath).villages(chosen.id);
  return village ? <OfOwn village={chosen} back={back} /> : <Loading village={chosen} back={back} clusters={[]} />;
}

function OfOwn({ village, back }: { village: Area; back: string }) {
  const households = useWholeHouseholdList(village.id);
  const clusters = useMemo(
    () =>
      households.state === 'ready'
        ? [...new Set(households.value.byName.map(({ household }) => household.cluster))]
            .filter(Boolean)
            .sort((a, b) => a.localeCompare(b, 'vi', { numeric: true }))
        : undefined,
    [households],
  );
  return clusters && <Loading village={village} back={back} clusters={clusters} />;
}

function Loading({ village, back, clusters }: { village: Area; back: string; clusters: readonly string[] }) {
  const { t } = useTranslation('progress');
  const api = useReportApi();
  const [facts, setFacts] = useState<FactsResponse['facts']>();
  const refused = useRefusalWords();
  const [failed, setFailed] = useState<Refusal>();
  useEffect(() => {
    let left = false;
    void api.facts(village.id).then((reply) => {
      if (left) return;
      if (reply.kind === 'ok') setFacts(reply.value.facts);
      else setFailed(refusalOf(reply));
    });
    return () => {
      left = true;
    };
  }, [api, village.id]);
  if (facts) return <FactsForm village={village} back={back} clusters={clusters} facts={facts} />;
  return (
    <Page context={titleName(village)} title={t('facts.title')} back={{ href: back }}>
      {failed ? <Notice announce title={t('facts.notShown')} {...refused(failed)} /> : <Skeleton />}
    </Page>
  );
}

type SaveState = 'idle' | 'saving' | 'saved' | 'wrong' | 'meanwhile' | { readonly refusal: Refusal };

function FactsForm({
  village,
  back,
  clusters,
  facts,
}: {
  village: Area;
  back: string;
  clusters: readonly string[];
  facts: FactsResponse['facts'];
}) {
  const { t } = useTranslation(['progress', 'papers']);
  const api = useReportApi();
  const { store, basePath, village: own } = usePhone();
  const isOwn = own?.id === village.id;
  const [reached] = useState(clusters.length > 0 ? clusters : ['']);
  const [fields] = useState(() => fieldsOf(reached));
  const [now, setNow] = useState(() => shownOf(facts, fields));
  const [edit, setEdit] = useState<Edit<Typed>>(() => ({ ...now, opened: now.values }));
  const [state, setState] = useState<SaveState>('idle');
  const { values, elsewhere } = viewEdit(edit, now, fields);
  const of = (kind: AreaFact['kind'], part: string): string => values[key(kind, part)] ?? '';
  const change = (kind: AreaFact['kind'], part: string) => (value: string) => {
    setState('idle');
    setEdit((before) => changeEdit(before, { [key(kind, part)]: value }, now, fields));
  };
  /** What somebody else has told meanwhile of a fact that is being changed, beside its field. */
  const nowOf = (kind: AreaFact['kind'], part: string) => ({
    now: elsewhere[key(kind, part)],
    onTake: () => setEdit((before) => takeNow(before, key(kind, part), now, fields)),
  });
  const fibreWord = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : t(`facts.fibreValue.${fibreValues.find((one) => one === value) ?? 'unknown'}`);
  const wrongDay = (step: string): boolean =>
    of('roadmap', step).trim() !== '' && dayTyped(of('roadmap', step)) === undefined;
  const refused = useRefusalWords();
  const save = async (): Promise<void> => {
    if (roadmapSteps.some(wrongDay)) return setState('wrong');
    setState('saving');
    const outcome = await saveOnTop({
      edit,
      now,
      fields,
      send: (view, shown) => api.tellFacts(village.id, factsIn(view, shown, reached)),
      read: (answer) => shownOf(answer.facts, fields),
    });
    if ('refusal' in outcome) return setState(outcome);
    const { facts: told } = outcome.answer;
    const shown = shownOf(told, fields);
    setNow(shown);
    if (outcome.state === 'saved') {
      setEdit({ ...shown, opened: shown.values });
      await store.settings.set('facts', { village: village.id, facts: told });
    }
    setState(outcome.state);
  };
  return (
    <Page
      context={titleName(village)}
      title={t('facts.title')}
      back={{ href: back }}
      intro={<p>{t('facts.intro')}</p>}
      action={
        <SaveButton form="facts" busy={state === 'saving' ? t('facts.saving') : undefined}>
          {t('facts.save')}
        </SaveButton>
      }
    >
      <Form id="facts" busy={state === 'saving'} onSave={save}>
        {state === 'saved' && <Notice kind="success" announce="answer" title={t('facts.saved')} />}
        {state === 'meanwhile' && <Notice kind="warning" announce="answer" title={t('facts.meanwhile')} />}
        {typeof state === 'object' && (
          <Notice announce="answer" title={t('facts.notSaved')} {...refused(state.refusal)} />
        )}
        <Section title={t('facts.fibre')}>
          <Stack>
            {reached.map((part) => (
              <WithValueNow key={part} {...nowOf('fibre', part)} now={fibreWord(elsewhere[key('fibre', part)])}>
                <SelectField
                  label={part || t('facts.whole')}
                  value={of('fibre', part)}
                  onChange={change('fibre', part)}
                  options={[
                    { value: '', label: t('facts.fibreValue.unknown') },
                    ...fibreValues.map((value) => ({ value, label: t(`facts.fibreValue.${value}`) })),
                  ]}
                />
              </WithValueNow>
            ))}
          </Stack>
        </Section>
        <LinkButton block href={addressesBelow(basePath).teamFile(isOwn ? undefined : village.id)}>
          {t('papers:team.open')}
        </LinkButton>
        <Section title={t('facts.roadmap')}>
          <Stack>
            {roadmapSteps.map((step) => (
              <WithValueNow key={step} {...nowOf('roadmap', step)}>
                <TextField
                  label={t(`facts.step.${step}`)}
                  hint={t('facts.day')}
                  value={of('roadmap', step)}
                  onChange={change('roadmap', step)}
                  error={state === 'wrong' && wrongDay(step) ? t('facts.dayWrong') : undefined}
                />
              </WithValueNow>
            ))}
          </Stack>
        </Section>
      </Form>
    </Page>
  );
}
