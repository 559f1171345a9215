import { useState } from 'react';
import type { TFunction } from 'i18next';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { List, ListRow, Stack, StatusChip, TextField, type StatusKind } from '../../ui/index.ts';
import { figureGroups, summarize, type FigureGroup } from '../../domain/report/figure-summary.ts';
import styles from './figures.module.css';
import { countsOf, villagesNamed, type ListedVillage } from './village-list.ts';
import { villageStatus, type VillageStatus } from './village-status.ts';

export interface VillageListProps {
  readonly villages: readonly ListedVillage[];
  readonly now: number;
  readonly chosen: string | undefined;
  readonly hrefOf: (village: string) => string;
}

// More rows than an officer of one commune has; a province finds its villages by name.
const most = 100;
const worthSearching = 12;

/** The villages by name, each with what is certain of it and what its phones still hold. */
export function VillageList({ villages, now, chosen, hrefOf }: VillageListProps) {
  const { t } = useTranslation('progress');
  const [typed, setTyped] = useState('');
  const found = villagesNamed(typed, villages);
  const rest = found.length - most;
  return (
    <Stack>
      {villages.length > worthSearching && (
        <TextField type="search" label={t('villages.search')} hint={t('villages.searchHint')} value={typed} onChange={setTyped} />
      )}
      {found.length === 0 && <p>{t('villages.foundNone')}</p>}
      <List label={t('villages.title')}>
        {found.slice(0, most).map((village) => (
          <VillageRow key={village.area.id} village={village} now={now} href={hrefOf(village.area.id)} current={village.area.id === chosen} />
        ))}
      </List>
      {rest > 0 && <p className={styles.soft}>{t('villages.more', { count: rest })}</p>}
    </Stack>
  );
}

function VillageRow({ village, now, href, current }: { village: ListedVillage; now: number; href: string; current: boolean }) {
  const { progress, name, within } = village;
  return (
    <ListRow
      href={href}
      current={current}
      title={within ? `${name}, ${within}` : name}
      meta={<RowMeta village={village} />}
      trailing={progress && <Status status={villageStatus(progress, now)} />}
    />
  );
}

function RowMeta({ village: { progress } }: { village: ListedVillage }) {
  const { t } = useTranslation('progress');
  const leasts = useLeasts(progress);
  if (!progress) return t('villages.notCounted');
  const { households, surveyed } = progress.coverage;
  if (households === 0) return t('villages.noHomes');
  return (
    <>
      {t('villages.asked', { done: surveyed, all: households })}
      {progress.report && ` · ${t(`report.state.${progress.report.receivedAt !== undefined ? 'received' : progress.report.signedAt !== undefined ? 'sent' : 'notSent'}`)}`}
      {surveyed > 0 && (
        <>
          <br />
          {leasts}
        </>
      )}
    </>
  );
}

/** "Ít nhất: Vào mạng 61 %, Tự làm việc trên mạng 40 %, …": what is true at least, and what this reader is not shown, which is not the same as unknown. */
function useLeasts(progress: ListedVillage['progress']): string {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  if (!progress) return '';
  const counts = countsOf(progress);
  const isHidden = ({ main }: FigureGroup): boolean => !(main in progress.figures);
  const shown = figureGroups
    .filter((group) => !isHidden(group))
    .map(({ main }) => {
      const { known, leastPercent } = summarize(main, counts, [], 0);
      const name = t(`indicator.${main}.short`);
      return known === 'exact' || known === 'range' ? t('villages.least', { name, share: format.percent(leastPercent / 100) }) : t('villages.notKnown', { name });
    })
    .join(', ');
  const hidden = figureGroups.filter(isHidden).map(({ main }) => t(`indicator.${main}.short`));
  return [shown && `${t('villages.leasts')} ${shown}.`, hidden.length > 0 && t('villages.hidden', { names: hidden.join(', ') })].filter(Boolean).join(' ');
}

const chips: Readonly<Record<VillageStatus['kind'], StatusKind>> = { none: 'todo', sent: 'onServer', unsent: 'onPhone', stale: 'waiting' };

function Status({ status }: { status: VillageStatus }) {
  const { t } = useTranslation('progress');
  return <StatusChip kind={chips[status.kind]}>{statusWords(status, t)}</StatusChip>;
}

function statusWords(status: VillageStatus, t: TFunction<'progress'>): string {
  if (status.kind === 'unsent') return t('villages.status.unsent', { count: status.forms });
  if (status.kind === 'stale') return t('villages.status.stale', { count: status.days });
  return t(`villages.status.${status.kind}`);
}
