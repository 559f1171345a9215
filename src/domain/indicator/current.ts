import type { Condition } from '../condition.ts';
import type { Indicator } from './indicator.ts';

const online: Condition = { answer: 'P2', in: ['daily', 'weekly', 'rarely'] };
const digitalSolutions: Condition = {
  any: [
    { answer: 'P5', in: ['self'] },
    { answer: 'P6', in: ['self', 'guided'] },
    { answer: 'P7', in: ['self'] },
  ],
};
const account: Condition = { answer: 'P4', in: ['yes'] };
const eGovernment: Condition = {
  all: [
    { answer: 'P3', in: ['opens'] },
    { any: [{ answer: 'P6', in: ['self', 'guided'] }, { answer: 'P7', in: ['self'] }] },
  ],
};
const noErrand: Condition = { all: [{ answer: 'P6', in: ['noErrand'] }, { answer: 'P7', in: ['noTax'] }] };

/**
 * The village's figures, derived from the Krông Pắc targets of 2022 (docs/domain: T1–T5). Where a target names
 * "người dân" or "dân số", the same condition is counted among all residents beside it.
 */
export const indicators: readonly Indicator[] = [
  { id: 'T1', among: 'adults', asks: 'person', met: online },
  { id: 'T1residents', among: 'residents', asks: 'home', met: { answer: 'H1', in: ['yes'] } },
  { id: 'T2', among: 'adults', asks: 'person', met: digitalSolutions },
  // Online but nothing by their own hand: the article's main finding and the first list to coach.
  { id: 'socialOnly', among: 'adults', asks: 'person', met: { all: [online, { not: digitalSolutions }] } },
  { id: 'T3subscribed', among: 'households', asks: 'home', met: { answer: 'H2', in: ['yes'] } },
  { id: 'T4', among: 'adults', asks: 'person', met: account },
  { id: 'T4residents', among: 'residents', asks: 'person', met: account },
  { id: 'T5', among: 'adults', asks: 'person', met: eGovernment, apart: noErrand },
  { id: 'T5residents', among: 'residents', asks: 'person', met: eGovernment },
];
