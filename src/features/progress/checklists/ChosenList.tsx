import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { shownChecklists, type ShownChecklist } from '../../../domain/checklist/area-checklist.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { EmptyState, Page } from '../../../ui/index.ts';
import { ChecklistFrame, type VillageChecklists } from './ChecklistFrame.tsx';

interface ChosenListProps {
  /** Where one comes from, while nothing is known of the list yet. */
  readonly back: (list: string, named: Uuid | undefined) => string;
  readonly children: (list: ShownChecklist, of: VillageChecklists) => ReactNode;
}

/** The list that the address names, of those that the village has: its areas' own, and the built-in ones. */
export function ChosenList({ back, children }: ChosenListProps) {
  const { t } = useTranslation('checklists');
  const { checklist = '' } = useParams();
  return (
    <ChecklistFrame title={t('title')} back={(named) => back(checklist, named)}>
      {(of) => {
        const list = shownChecklists(of.ticks.lists).find(({ id }) => id === checklist);
        return list ? children(list, of) : <NoSuchList named={of.named} />;
      }}
    </ChecklistFrame>
  );
}

/** For an address that names no list of this village: an area may have withdrawn it, or put its own in its place. */
function NoSuchList({ named }: { named: Uuid | undefined }) {
  const { t } = useTranslation('checklists');
  const { basePath } = usePhone();
  return (
    <Page title={t('title')} back={{ href: addressesBelow(basePath).checklists(named) }}>
      <EmptyState title={t('unknownList')}>{t('unknownListNext')}</EmptyState>
    </Page>
  );
}
