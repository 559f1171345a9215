import type { Condition } from '../condition.ts';
import { seenAlone } from '../observed.ts';
import type { Indicator } from './indicator.ts';

const online: Condition = { answer: 'P2', in: ['daily', 'weekly', 'rarely', 'online'] };
/** Files papers online, alone or shown how: `byOwnHand` is what a tick in the short form says of either. */
const filesOnline: Condition = { answer: 'P6', in: ['self', 'guided', 'byOwnHand'] };
const handlesTax: Condition = { answer: 'P7', in: ['self'] };
/** One a kind: what people did by their own hand in the last 12 months. */
const digitalSolutions: readonly Condition[] = [
  { answer: 'P5', in: ['self'] },
  filesOnline,
  handlesTax,
  { answer: 'P8', in: ['yes'] },
  { answer: 'P9', in: ['yes'] },
  { answer: 'P10', in: ['yes'] },
  { answer: 'P12', in: ['self'] },
];
const usesAny: Condition = { any: digitalSolutions };
const account: Condition = { answer: 'P4', in: ['yes'] };
const eGovernment: Condition = { all: [{ answer: 'P3', in: ['opens'] }, { any: [filesOnline, handlesTax, seenAlone] }] };
const noErrand: Condition = { all: [{ answer: 'P6', in: ['noErrand'] }, { answer: 'P7', in: ['noTax'] }] };

/**
 * The village's figures, derived from the Krông Pắc targets of 2022 (docs/domain: T1–T5). Where a target names
 * "người dân" or "dân số", the same condition is counted among all residents beside it.
 */
export const indicators: readonly Indicator[] = [
  { id: 'T1', among: 'adults', asks: 'person', met: online },
  { id: 'T1residents', among: 'residents', asks: 'home', met: { answer: 'H1', in: ['yes'] } },
  { id: 'T2', among: 'adults', asks: 'person', met: usesAny },
  { id: 'T2plus', among: 'adults', asks: 'person', met: { least: 3, of: digitalSolutions } },
  // Online but nothing by their own hand: the article's main finding and the first list to coach.
  { id: 'socialOnly', among: 'adults', asks: 'person', met: { all: [online, { not: usesAny }] } },
  { id: 'T3subscribed', among: 'households', asks: 'home', met: { answer: 'H2', in: ['yes'] } },
  { id: 'T4', among: 'adults', asks: 'person', met: account },
  { id: 'T4residents', among: 'residents', asks: 'person', met: account },
  { id: 'T5', among: 'adults', asks: 'person', met: eGovernment, apart: noErrand },
  { id: 'T5residents', among: 'residents', asks: 'person', met: eGovernment },
  // QĐ 411/QĐ-TTg speaks of adults with a smartphone and with a signature for signing online.
  { id: 'smartphone', among: 'adults', asks: 'person', met: { answer: 'P1', in: ['own'] } },
  { id: 'signature', among: 'adults', asks: 'person', met: { answer: 'P13', in: ['yes'] } },
  // Safe in all three: two of three still lose their savings.
  {
    id: 'safety',
    among: 'adults',
    asks: 'person',
    met: { all: [{ answer: 'P11a', in: ['hangUp'] }, { answer: 'P11b', in: ['ownStore'] }, { answer: 'P11c', in: ['callBank'] }] },
  },
  { id: 'skillsConfirmed', among: 'adults', asks: 'person', met: { answer: 'P14', in: ['yes'] } },
  { id: 'homePhone', among: 'households', asks: 'home', met: { answer: 'H4', atLeast: 1 } },
  { id: 'zaloGroup', among: 'households', asks: 'home', met: { answer: 'H6', in: ['yes'] } },
  { id: 'sellsOnline', among: 'households', asks: 'home', met: { answer: 'H7', in: ['shop', 'live', 'post'] } },
];
