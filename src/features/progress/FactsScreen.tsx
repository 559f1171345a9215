import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { titleName, type Area } from '../../domain/area.ts';
import { roadmapSteps, teamParts, type AreaFact } from '../../domain/area-fact.ts';
import { isDay, type Day } from '../../domain/day.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useHouseholds, usePhone } from '../../sync/react.ts';
import { Button, EmptyState, Notice, NumberField, Page, Section, SelectField, Skeleton, Stack, TextField } from '../../ui/index.ts';
import { useReportApi } from './use-report-api.ts';

/** What no home is asked: told by the head of a village, or by the officer (`?village=`). */
export function FactsScreen() {
  const { t } = useTranslation('progress');
  const { village, me, home } = usePhone();
  const [search] = useSearchParams();
  const chosen = village ?? me.areas.find(({ id, kind }) => kind === 'village' && id === search.get('village'));
  if (!chosen) {
    return (
      <Page title={t('facts.title')} back={{ href: home }}>
        <EmptyState title={t('noVillage.title')}>{t('noVillage.next')}</EmptyState>
      </Page>
    );
  }
  const back = village ? `${home}/progress` : `${home}/villages?village=${chosen.id}`;
  return village ? <OfOwn village={chosen} back={back} /> : <Loading village={chosen} back={back} clusters={[]} />;
}

function OfOwn({ village, back }: { village: Area; back: string }) {
  const households = useHouseholds(village.id);
  const clusters = useMemo(() => (households.state === 'ready' ? [...new Set(households.value.map(({ cluster }) => cluster))].filter(Boolean).sort((a, b) => a.localeCompare(b, 'vi', { numeric: true })) : undefined), [households]);
  return clusters && <Loading village={village} back={back} clusters={clusters} />;
}

function Loading({ village, back, clusters }: { village: Area; back: string; clusters: readonly string[] }) {
  const { t } = useTranslation('progress');
  const api = useReportApi();
  const [facts, setFacts] = useState<readonly AreaFact[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    void api.facts(village.id).then((reply) => {
      if (left) return;
      if (reply.kind === 'ok') setFacts(reply.value.facts);
      else setFailed(true);
    });
    return () => {
      left = true;
    };
  }, [api, village.id]);
  if (facts) return <FactsForm village={village} back={back} clusters={clusters} facts={facts} />;
  return (
    <Page context={titleName(village)} title={t('facts.title')} back={{ href: back }}>
      {failed ? <Notice kind="offline" announce title={t('report.offline.title')} next={t('report.offline.next')} /> : <Skeleton />}
    </Page>
  );
}

const fibreValues = ['all', 'some', 'none'] as const;
const key = (kind: AreaFact['kind'], part: string): string => `${kind} ${part}`;
const words = (fact: AreaFact): string => (fact.kind === 'roadmap' && fact.value ? fact.value.split('-').reverse().join('/') : String(fact.value ?? ''));

/** 15/12/2026 → 2026-12-15; undefined for what is no day. */
function dayIn(typed: string): Day | undefined {
  const [date = '', month = '', year = ''] = typed.trim().split('/');
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

function FactsForm({ village, back, clusters, facts }: { village: Area; back: string; clusters: readonly string[]; facts: readonly AreaFact[] }) {
  const { t } = useTranslation('progress');
  const api = useReportApi();
  const { store } = usePhone();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(facts.map((fact) => [key(fact.kind, fact.part), words(fact)])));
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | 'failed' | 'wrong'>('idle');
  const of = (kind: AreaFact['kind'], part: string): string => typed[key(kind, part)] ?? '';
  const change = (kind: AreaFact['kind'], part: string) => (value: string) => {
    setState('idle');
    setTyped((before) => ({ ...before, [key(kind, part)]: value }));
  };
  const reached = clusters.length > 0 ? clusters : [''];
  const wrongDay = (step: string): boolean => of('roadmap', step).trim() !== '' && dayIn(of('roadmap', step)) === undefined;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (state === 'saving') return;
    if (roadmapSteps.some(wrongDay)) return setState('wrong');
    setState('saving');
    const told: AreaFact[] = [
      ...reached.map((part): AreaFact => ({ kind: 'fibre', part, value: fibreValues.find((one) => one === of('fibre', part)) ?? null })),
      ...teamParts.map((part): AreaFact => ({ kind: 'team', part, value: of('team', part) === '' ? null : Number(of('team', part)) })),
      ...roadmapSteps.map((part): AreaFact => ({ kind: 'roadmap', part, value: dayIn(of('roadmap', part)) ?? null })),
    ];
    const reply = await api.tellFacts(village.id, told);
    if (reply.kind === 'ok') await store.settings.set('facts', { village: village.id, facts: reply.value.facts });
    setState(reply.kind === 'ok' ? 'saved' : 'failed');
  };
  return (
    <Page
      context={titleName(village)}
      title={t('facts.title')}
      back={{ href: back }}
      intro={<p>{t('facts.intro')}</p>}
      action={<Button variant="primary" block type="submit" form="facts" busy={state === 'saving' ? t('facts.saving') : undefined}>{t('facts.save')}</Button>}
    >
      <form id="facts" autoComplete="off" noValidate onSubmit={(event) => void save(event)}>
        <Stack gap="l">
          {state === 'saved' && <Notice kind="success" announce title={t('facts.saved')} />}
          {state === 'failed' && <Notice kind="offline" announce title={t('report.offline.title')} next={t('report.offline.next')} />}
          <Section title={t('facts.fibre')}>
            <Stack>
              {reached.map((part) => (
                <SelectField key={part} label={part || t('facts.whole')} value={of('fibre', part)} onChange={change('fibre', part)} options={[{ value: '', label: t('facts.fibreValue.unknown') }, ...fibreValues.map((value) => ({ value, label: t(`facts.fibreValue.${value}`) }))]} />
              ))}
            </Stack>
          </Section>
          <Section title={t('facts.team')}>
            <Stack>
              {teamParts.map((part) => (
                <NumberField key={part} label={t(`facts.teamPart.${part}`)} value={of('team', part) === '' ? null : Number(of('team', part))} onChange={(value) => change('team', part)(value === null ? '' : String(value))} max={999} />
              ))}
            </Stack>
          </Section>
          <Section title={t('facts.roadmap')}>
            <Stack>
              {roadmapSteps.map((step) => (
                <TextField key={step} label={t(`facts.step.${step}`)} hint={t('facts.day')} value={of('roadmap', step)} onChange={change('roadmap', step)} maxLength={10} error={state === 'wrong' && wrongDay(step) ? t('facts.dayWrong') : undefined} />
              ))}
            </Stack>
          </Section>
        </Stack>
      </form>
    </Page>
  );
}
