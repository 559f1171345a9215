import { answerField, answersOf } from '../../domain/record/answer.ts';
import type { Answer } from '../../domain/record/answer.ts';
import { duePeriod, reportDay } from '../../domain/period.ts';
import { indicators } from '../../domain/indicator/current.ts';
import { evaluate } from '../../domain/questionnaire/condition.ts';
import { questionnaire } from '../../domain/questionnaire/current.ts';
import { addDays, dayOf, type Day } from '../../lib/day.ts';
import { createDice, type Dice } from './dice.ts';
import { evening, tellStory, Writer, type DemoChange } from './demo-operations.ts';
import { moreDays, type MoreVillage } from './more-villages.ts';
import { planVillage } from './village-plan.ts';

/** The past of a village of more-villages.ts; the same at each start with the same `begun`. */
export function moreChanges(village: MoreVillage, at: number, begun: number): DemoChange[] {
  const dice = createDice(66_245_000 + at);
  const told = tellStory(
    {
      village: village.area.id,
      households: planVillage(village.shape, dice),
      reach: village.reach,
      lister: village.head,
      team: [village.lead],
      days: moreDays,
    },
    begun,
    dice,
  );
  const writer = new Writer(village.area.id, dice);
  return [
    ...told,
    ...rechecked(writer, told, dayOf(begun)),
    ...improved(village, writer, told, dayOf(begun)),
    ...sessions(village, writer, begun, dice),
    ...contradicted(village, writer, told, begun),
    ...unreadable(village, writer, begun),
  ];
}

/** Half of the visits whose day has come were looked at again. */
function rechecked(writer: Writer, told: readonly DemoChange[], today: Day): DemoChange[] {
  const due = told.filter(
    ({ operation: { kind, set } }) =>
      kind === 'visit' && typeof set['recheckOn'] === 'string' && set['recheckOn'] < today,
  );
  return due
    .filter((_, index) => index % 2 === 0)
    .map(({ by, operation }, index) => {
      const on = addDays(today, -1);
      return writer.change(by, evening(on, index), 'visit', operation.record, {
        recheckedOn: on,
        recheckedBy: by.account,
        recheckHow: index % 3 === 0 ? 'told' : 'seen',
        recheckConfidence: index % 3 === 2 ? 'guided' : 'alone',
      });
    });
}

const usesServices = indicators.find(({ id }) => id === 'T2')!;

/** People who used no digital service and now pay by phone, as their re-check in the period that is due says. */
function improved(
  { improvers, lead }: MoreVillage,
  writer: Writer,
  told: readonly DemoChange[],
  today: Day,
): DemoChange[] {
  const period = duePeriod('cycle', today);
  const last = reportDay(period, today);
  const field = answerField('P5');
  const able = told.filter(({ operation: { kind, set } }) => {
    const answer = set[field] as Answer | undefined;
    return (
      kind === 'person' && answer && answer.on < period.from && evaluate(usesServices.met, answersOf(set)) === 'no'
    );
  });
  return able.slice(0, improvers).map(({ operation }, index) => {
    const on = addDays(period.from, 5 + index) < last ? addDays(period.from, 5 + index) : last;
    const at = evening(on, index);
    const set = { [field]: { v: 'self', by: 'self', on, q: questionnaire.version } };
    return writer.change(lead, at, 'person', operation.record, set, operation.opId);
  });
}

const topics = ['vneid', 'public-services', 'e-payment', 'internet-safety', 'etax-mobile'];

function sessions(
  { sessions: count, lead, area }: MoreVillage,
  writer: Writer,
  begun: number,
  dice: Dice,
): DemoChange[] {
  return Array.from({ length: count }, (_, index): DemoChange => {
    const on = addDays(dayOf(begun), -6 - index * 30);
    const at = evening(on, index);
    return writer.change(lead, at, 'session', writer.newId(at), {
      on,
      topic: topics[(index + area.name.length) % topics.length]!,
      heads: dice.between(8, 45),
      partners: index % 2 === 0 ? ['youth'] : ['vnpt', 'women'],
      by: lead.account,
    });
  });
}

/** The head wrote another answer than the lead, without having seen theirs. */
function contradicted(
  { conflicts = 0, head }: MoreVillage,
  writer: Writer,
  told: readonly DemoChange[],
  begun: number,
): DemoChange[] {
  const field = answerField('H2');
  const on = addDays(dayOf(begun), -3);
  // Its own push, or the head's would come first in the order in which phones push.
  const longAgo = begun - 100 * 24 * 60 * 60 * 1000;
  return told
    .filter(({ at, operation: { kind, set } }) => at < longAgo && kind === 'household' && field in set)
    .slice(0, conflicts)
    .map(({ operation: { record, set } }, index): DemoChange => {
      const before = set[field] as Answer | undefined;
      const v = before && 'v' in before && before.v === 'yes' ? 'no' : 'yes';
      const answer = { v, by: 'proxy', on, q: questionnaire.version };
      return {
        ...writer.change(head, evening(on, index), 'household', record, { [field]: answer }),
        becomes: 'conflict',
      };
    });
}

/** Operations that the server cannot read wait for the lead. */
function unreadable({ unread = 0, lead }: MoreVillage, writer: Writer, begun: number): DemoChange[] {
  const on = addDays(dayOf(begun), -2);
  return Array.from({ length: unread }, (_, index): DemoChange => {
    const at = evening(on, index);
    return {
      ...writer.change(lead, at, 'person', writer.newId(at), { name: 'Mẫu Thị Chờ', birthYear: 'khoảng 1980' }),
      becomes: 'quarantined',
    };
  });
}
