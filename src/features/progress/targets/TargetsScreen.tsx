import { useCallback, useEffect, useState } from 'react';
import { titleName } from '../../../domain/access/area.ts';
import type { AreaTarget } from '../../../domain/report/area-target.ts';
import type { OfferedSet, OfferedTarget } from '../../../domain/report/national-targets.ts';
import { yearOf } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { indicatorIds } from '../../../domain/indicator/indicator.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { TargetsResponse } from '../../../protocol/report.ts';
import type { Asked } from '../../../sync/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import { refusalIn, useRefusalWords, type Refusal } from '../../../phone/refusal.ts';
import {
  Button,
  Form,
  List,
  ListRow,
  Notice,
  NumberField,
  Page,
  Section,
  SelectField,
  Skeleton,
  Stack,
  TextField,
  YearField,
} from '../../../ui/index.ts';
import { isSource } from '../figures/sources.ts';
import { useReportApi } from '../report/use-report-api.ts';
import { OfferedSets } from './OfferedSets.tsx';

/** The officer's targets: what is to be reached, by when, and who says so. Every earlier version stays in the list. */
export function TargetsScreen() {
  const { t } = useTranslation('progress');
  const { basePath, me } = usePhone();
  const api = useReportApi();
  const [targets, setTargets] = useState<readonly AreaTarget[]>();
  const refused = useRefusalWords();
  const [problem, setProblem] = useState<Refusal>();
  const show = useCallback((reply: Asked<TargetsResponse>) => {
    setProblem(refusalIn(reply));
    if (reply.kind === 'ok') setTargets(reply.value.targets);
  }, []);
  useEffect(() => {
    let left = false;
    void api.targets().then((reply) => {
      if (!left) show(reply);
    });
    return () => {
      left = true;
    };
  }, [api, show]);
  const nameOf = (id: string): string => {
    const area = me.areas.find((one) => one.id === id);
    return area ? titleName(area) : t('targets.otherArea');
  };
  return (
    <Page
      title={t('targets.title')}
      back={{ href: addressesBelow(basePath).villages() }}
      intro={<p>{t('targets.intro')}</p>}
    >
      <Stack gap="l">
        {problem && (
          <Notice
            announce
            title={t('targets.notDone')}
            {...refused(problem)}
            action={<Button onClick={() => void api.targets().then(show)}>{t('report.again')}</Button>}
          />
        )}
        <TargetForm onSet={show} />
        {targets === undefined && !problem && <Skeleton />}
        {targets && targets.length > 0 && <TargetList targets={targets} nameOf={nameOf} />}
      </Stack>
    </Page>
  );
}

function TargetList({ targets, nameOf }: { targets: readonly AreaTarget[]; nameOf: (id: string) => string }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  return (
    <Section title={t('targets.set')}>
      <List>
        {[...targets].reverse().map((one) => (
          <ListRow
            key={`${one.area} ${one.indicator} ${one.year} ${one.version}`}
            title={
              one.share > 0
                ? t('targets.line', {
                    name: t(`indicator.${one.indicator}.short`),
                    share: format.percent(one.share),
                    year: one.year,
                  })
                : t('targets.takenBack', { name: t(`indicator.${one.indicator}.short`), year: one.year })
            }
            meta={t('targets.meta', {
              area: nameOf(one.area),
              source: isSource(one.source) ? t(`source.${one.source}.short`) : one.source,
              version: one.version,
            })}
          />
        ))}
      </List>
    </Section>
  );
}

/** The years that a target may be for, as the server takes them. */
const isTargetYear = (year: number): boolean => year >= 2000 && year <= 2100;

function TargetForm({ onSet }: { onSet: (reply: Asked<TargetsResponse>) => void }) {
  const { t } = useTranslation('progress');
  const { me, newId } = usePhone();
  const api = useReportApi();
  const own = me.areas.filter((area) =>
    me.grants.some((grant) => grant.area === undefined || grant.area === area.id || area.parent === grant.area),
  );
  const thisYear = yearOf(useToday());
  const [id, setId] = useState(newId);
  const [area, setArea] = useState(own.find(({ kind }) => kind === 'commune')?.id ?? own[0]?.id ?? '');
  const [indicator, setIndicator] = useState<string>('T1');
  const [percent, setPercent] = useState<number | null>(null);
  const [year, setYear] = useState<number | null>(thisYear);
  const [source, setSource] = useState('');
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  /** An id of each target of a set: tapped again after a broken connection, it is the same target. */
  const [offeredIds] = useState(() => new Map<string, Uuid>());
  const take = async (set: OfferedSet): Promise<boolean> => {
    for (const { indicator: of, share } of set.targets) {
      const key = `${area} ${set.id} ${of}`;
      const known = offeredIds.get(key) ?? newId();
      offeredIds.set(key, known);
      if (share === undefined) continue;
      const reply = await api.setTarget({ id: known, area, indicator: of, share, year: set.year, source: set.source });
      onSet(reply);
      if (reply.kind !== 'ok') return false;
    }
    // Taken again later they are set anew, over what was changed meanwhile.
    for (const { indicator: of } of set.targets) offeredIds.delete(`${area} ${set.id} ${of}`);
    return true;
  };
  const fill = ({ indicator: of }: OfferedTarget, set: OfferedSet): void => {
    setIndicator(of);
    setPercent(null);
    setYear(Math.max(set.year, thisYear));
    setSource(set.source);
  };
  const save = async (): Promise<void> => {
    const chosen = indicatorIds.find((one) => one === indicator);
    const complete =
      percent !== null &&
      Number.isInteger(percent) &&
      percent <= 100 &&
      year !== null &&
      isTargetYear(year) &&
      source.trim() !== '' &&
      chosen !== undefined &&
      area !== '';
    setMissing(!complete);
    if (!complete || busy) return;
    setBusy(true);
    const reply = await api.setTarget({
      id,
      area,
      indicator: chosen,
      share: percent / 100,
      year,
      source: source.trim(),
    });
    setBusy(false);
    if (reply.kind === 'ok') {
      setId(newId());
      setPercent(null);
    }
    onSet(reply);
  };
  const chosenArea = own.find((one) => one.id === area);
  return (
    <Form gap="m" busy={busy} onSave={save}>
      <SelectField
        label={t('targets.area')}
        value={area}
        onChange={setArea}
        options={own.map((one) => ({ value: one.id, label: titleName(one) }))}
      />
      {chosenArea && (
        <OfferedSets key={area} area={titleName(chosenArea)} year={thisYear} onTake={take} onFill={fill} />
      )}
      <SelectField
        label={t('targets.figure')}
        value={indicator}
        onChange={setIndicator}
        options={indicatorIds.map((one) => ({ value: one, label: t(`indicator.${one}.name`) }))}
      />
      <NumberField
        label={t('targets.share')}
        unit="%"
        value={percent}
        onChange={setPercent}
        max={100}
        hint={t('targets.shareHint')}
        error={missing && (percent === null || !(percent <= 100)) ? t('targets.shareNeeded') : undefined}
      />
      <YearField
        label={t('targets.year')}
        value={year}
        onChange={setYear}
        thisYear={thisYear}
        ages={false}
        error={missing && !(year !== null && isTargetYear(year)) ? t('targets.yearNeeded') : undefined}
      />
      <TextField
        label={t('targets.source')}
        hint={t('targets.sourceHint')}
        value={source}
        onChange={setSource}
        maxLength={200}
        error={missing && source.trim() === '' ? t('targets.sourceNeeded') : undefined}
      />
      <Button type="submit" variant="primary" busy={busy ? t('targets.saving') : undefined}>
        {t('targets.save')}
      </Button>
    </Form>
  );
}
