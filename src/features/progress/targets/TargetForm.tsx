import { useState } from 'react';
import { titleName } from '../../../domain/access/area.ts';
import { indicatorIds } from '../../../domain/indicator/indicator.ts';
import { latestOf, type AreaTarget } from '../../../domain/report/area-target.ts';
import type { OfferedSet, OfferedTarget } from '../../../domain/report/national-targets.ts';
import { yearOf } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import type { TargetsResponse } from '../../../protocol/report.ts';
import type { Asked } from '../../../sync/index.ts';
import {
  Button,
  Form,
  Notice,
  NumberField,
  SelectField,
  TextField,
  WithValueNow,
  YearField,
} from '../../../ui/index.ts';
import { useReportApi } from '../report/use-report-api.ts';
import { OfferedSets, type TakenSet } from './OfferedSets.tsx';
import { useSourceWords } from './use-source-words.ts';

/** The years that a target may be for, as the server takes them. */
const isTargetYear = (year: number): boolean => year >= 2000 && year <= 2100;

interface TargetFormProps {
  /** Those set, every version. */
  readonly targets: readonly AreaTarget[];
  readonly onSet: (reply: Asked<TargetsResponse>) => void;
}

/** Sets a target, or all of a plan's, on top of those that are shown. */
export function TargetForm({ targets, onSet }: TargetFormProps) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const sourceWords = useSourceWords();
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
  /** What another officer has set meanwhile of what is in the form. */
  const [meanwhile, setMeanwhile] = useState<AreaTarget>();
  const take = async (set: OfferedSet): Promise<TakenSet> => {
    for (const { indicator: of, share } of set.targets) {
      const key = `${area} ${set.id} ${of}`;
      const known = offeredIds.get(key) ?? newId();
      offeredIds.set(key, known);
      if (share === undefined) continue;
      const wanted = { area, indicator: of, year: set.year };
      const seen = latestOf(targets, wanted)?.version ?? 0;
      const reply = await api.setTarget({ ...wanted, id: known, share, source: set.source, seen });
      onSet(reply);
      if (reply.kind !== 'ok') return 'failed';
      if (reply.value.meanwhile) return 'meanwhile';
    }
    // Taken again later they are set anew, over what was changed meanwhile.
    for (const { indicator: of } of set.targets) offeredIds.delete(`${area} ${set.id} ${of}`);
    return 'taken';
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
    const wanted = { area, indicator: chosen, year };
    const seen = latestOf(targets, wanted)?.version ?? 0;
    const reply = await api.setTarget({ ...wanted, id, share: percent / 100, source: source.trim(), seen });
    setBusy(false);
    setMeanwhile(reply.kind === 'ok' && reply.value.meanwhile ? latestOf(reply.value.targets, wanted) : undefined);
    if (reply.kind === 'ok' && !reply.value.meanwhile) {
      setId(newId());
      setPercent(null);
    }
    onSet(reply);
  };
  // Of another figure than it was asked about it is no news.
  const now =
    meanwhile?.area === area && meanwhile.indicator === indicator && meanwhile.year === year ? meanwhile : undefined;
  const percentNow = now && Math.round(now.share * 100);
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
      {now && <Notice kind="warning" announce="answer" title={t('targets.meanwhile')} />}
      <SelectField
        label={t('targets.figure')}
        value={indicator}
        onChange={setIndicator}
        options={indicatorIds.map((one) => ({ value: one, label: t(`indicator.${one}.name`) }))}
      />
      <WithValueNow
        now={now && percentNow !== percent ? format.percent(now.share) : undefined}
        onTake={() => setPercent(percentNow ?? null)}
      >
        <NumberField
          label={t('targets.share')}
          unit="%"
          value={percent}
          onChange={setPercent}
          max={100}
          hint={t('targets.shareHint')}
          error={missing && (percent === null || !(percent <= 100)) ? t('targets.shareNeeded') : undefined}
        />
      </WithValueNow>
      <YearField
        label={t('targets.year')}
        value={year}
        onChange={setYear}
        thisYear={thisYear}
        ages={false}
        error={missing && !(year !== null && isTargetYear(year)) ? t('targets.yearNeeded') : undefined}
      />
      <WithValueNow
        now={now && now.source !== source.trim() ? sourceWords(now.source) : undefined}
        onTake={() => now && setSource(now.source)}
      >
        <TextField
          label={t('targets.source')}
          hint={t('targets.sourceHint')}
          value={source}
          onChange={setSource}
          maxLength={200}
          error={missing && source.trim() === '' ? t('targets.sourceNeeded') : undefined}
        />
      </WithValueNow>
      <Button type="submit" variant="primary" busy={busy ? t('targets.saving') : undefined}>
        {t('targets.save')}
      </Button>
    </Form>
  );
}
