import { useCallback, useMemo } from 'react';
import type { Campaign } from '../../../domain/campaign/campaign.ts';
import type { HouseholdEntry, HouseholdList } from '../../../domain/search/household-index.ts';
import { summarisedDayWork } from '../../../domain/work/day-work.ts';
import { todaysWork } from '../../../domain/work/todays-work.ts';
import type { SummarisedWork } from '../../../domain/work/why-visit.ts';
import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useRunningCampaigns } from '../../../phone/campaigns.ts';
import { usePhone, useToday, type Phone } from '../../../phone/hooks.ts';
import { useInSteps } from '../../../phone/in-steps.ts';
import { useKeepNoted, useNoted } from '../../../phone/list-note.ts';
import { isInCare } from '../interview/in-care.ts';
import { useVillage } from '../use-household.ts';

const visitsADay = 4;

/** What stands above everything else of Hôm nay. JSON: it is noted for the next start. */
export interface FirstOfDay {
  readonly day: readonly SummarisedWork[];
  /** The households of `day`, in that order. */
  readonly entries: readonly HouseholdEntry[];
  /** How many more have work. */
  readonly laterCount: number;
  /** Forms that were sent back to this person, and those that others have answered. */
  readonly sentBack: { readonly open: readonly HouseholdEntry[]; readonly answered: readonly HouseholdEntry[] };
}

/** The day worked out of the whole list. */
export interface WholeDay {
  readonly list: HouseholdList;
  readonly byId: ReadonlyMap<Uuid, HouseholdEntry>;
  readonly later: readonly SummarisedWork[];
  readonly first: FirstOfDay;
}

export interface DayOfMember {
  /** There before the list is read, where nothing has changed since the last time. */
  readonly first: FirstOfDay | undefined;
  readonly whole: WholeDay | undefined;
}

/** A member's day. @param list undefined until all of it is read: the most urgent household may be the last one */
export function useDay(list: HouseholdList | undefined): DayOfMember {
  const phone = usePhone();
  const { me, role } = phone;
  const village = useVillage();
  const today = useToday();
  const campaigns = useRunningCampaigns();
  const steps = useCallback(
    function* (): Generator<void, WholeDay | undefined> {
      return list && (yield* wholeDay(list, phone, today, campaigns));
    },
    [list, phone, today, campaigns],
  );
  const whole = useInSteps(steps)?.value;
  const key = useMemo(() => JSON.stringify([today, me.account, role, campaigns]), [today, me.account, role, campaigns]);
  const noted = useNoted<FirstOfDay>(village, key, whole === undefined);
  useKeepNoted(village, key, whole?.list, whole?.first);
  return { first: whole?.first ?? noted, whole };
}

function* wholeDay(
  list: HouseholdList,
  phone: Phone,
  today: Day,
  campaigns: readonly Campaign[],
): Generator<void, WholeDay> {
  const households = list.byAddress;
  const mine = households.filter(({ household }) => isInCare(household.responsible, phone));
  const byId = new Map(mine.map((entry) => [entry.id, entry]));
  const work = yield* summarisedDayWork(mine, today, campaigns);
  const day = todaysWork(work, visitsADay);
  const inDay = new Set(day);
  const later = work.filter((one) => !inDay.has(one));
  const first = {
    day,
    entries: day.map(({ household }) => byId.get(household.id)!),
    laterCount: later.length,
    sentBack: {
      open: mine.filter(({ remark }) => remark === 'open'),
      answered: phone.role === 'member' ? [] : households.filter(({ remark }) => remark === 'answered'),
    },
  };
  return { list, byId, later, first };
}
