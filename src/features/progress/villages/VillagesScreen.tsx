import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { roleRules } from '../../../domain/access/roles.ts';
import { dayOf } from '../../../lib/day.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { useReport } from '../report/use-report.ts';
import { useVillagesReports } from './use-villages-reports.ts';
import { listVillages } from './village-list.ts';
import { VillagesView } from './VillagesView.tsx';

const minute = 60_000;

/**
 * The officer's first screen. The chosen village and the commune whose rows are shown are in the address (`?village=`,
 * `?area=`), so that "back" leads from them to the rows; an area's id tells nothing about a person.
 */
export function VillagesScreen() {
  const { me, basePath, calendar, role } = usePhone();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const report = useReport('opened');
  const villages = useMemo(() => listVillages(me.areas, report.last?.villages ?? []), [me.areas, report.last]);
  // To the minute: a time that differs at each drawing would make all rows anew.
  const now = Math.floor(calendar.now() / minute) * minute;
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
      scope={search.get('area') ?? undefined}
      hrefTo={({ scope, village }) => {
        const query = new URLSearchParams({ ...(scope && { area: scope }), ...(village && { village }) }).toString();
        return query === '' ? pathname : `${pathname}?${query}`;
      }}
      addHref={mayAdd ? addressesBelow(basePath).team : undefined}
      targetsHref={roleRules[role].may.includes('setTargets') ? addressesBelow(basePath).targets : undefined}
      criteriaHref={roleRules[role].may.includes('keepChecklists') ? addressesBelow(basePath).criteria() : undefined}
      filesHref={receives ? addressesBelow(basePath).villagesFiles : undefined}
      improversHref={receives ? addressesBelow(basePath).improvers : undefined}
      campaignsHref={addressesBelow(basePath).campaigns}
      proposalsHref={
        roleRules[role].may.includes('answerProposals') ? addressesBelow(basePath).sentProposals : undefined
      }
      phonesHref={roleRules[role].may.includes('seeTeam') ? addressesBelow(basePath).phones : undefined}
      areas={me.areas}
      grants={me.grants}
    />
  );
}
