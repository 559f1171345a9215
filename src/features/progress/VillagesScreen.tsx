import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { roleRules } from '../../domain/roles.ts';
import { dayOf } from '../../domain/day.ts';
import { usePhone } from '../../sync/react.ts';
import { useReport } from './use-report.ts';
import { useVillagesReports } from './use-villages-reports.ts';
import { listVillages } from './village-list.ts';
import { VillagesView } from './VillagesView.tsx';

/**
 * The officer's first screen. The chosen village is in the address (`?village=`), so that "back" leads from it to the
 * list; an area's id tells nothing about a person.
 */
export function VillagesScreen() {
  const { me, home, clock, role } = usePhone();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const report = useReport('opened');
  const villages = useMemo(() => listVillages(me.areas, report.last?.villages ?? []), [me.areas, report.last]);
  const now = clock.now();
  const receives = roleRules[role].may.includes('receiveReport');
  // The reports come along with the figures, so that the workbook can be made later, without a network.
  useVillagesReports(receives && report.problem === undefined ? report.last?.now : undefined);
  const mayAdd = roleRules[role].may.includes('manageAreas');
  return (
    <VillagesView
      villages={villages}
      report={report}
      now={now}
      today={dayOf(now)}
      chosen={search.get('village') ?? undefined}
      listHref={pathname}
      hrefOf={(village) => `${pathname}?village=${village}`}
      addHref={mayAdd ? `${home}/team` : undefined}
      targetsHref={roleRules[role].may.includes('setTargets') ? `${home}/targets` : undefined}
      filesHref={receives ? `${home}/villages/files` : undefined}
      improversHref={receives ? `${home}/villages/improvers` : undefined}
      phonesHref={roleRules[role].may.includes('seeTeam') ? `${home}/villages/phones` : undefined}
      areas={me.areas}
      grants={me.grants}
    />
  );
}
