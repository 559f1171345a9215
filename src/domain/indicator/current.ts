import type { Condition } from '../questionnaire/condition.ts';
import { seenAlone } from '../visits/observed.ts';
import { FIBRE } from './fibre.ts';
import type { Indicator } from './indicator.ts';

const online: Condition = { answer: 'P2', in: ['daily', 'weekly', 'rarely', 'online'] };
/** Files papers online, alone or shown how: `byOwnHand` is what a tick in the short form says of either. */
const filesOnline: Condition = { answer: 'P6', in: ['self', 'guided', 'byOwnHand'] };
const handlesTax: Condition = { answer: 'P15', in: ['self'] };
const pays: Condition = { answer: 'P5', in: ['self'] };
const opensCard: Condition = { answer: 'P16', in: ['yes'] };
const opensRecord: Condition = { answer: 'P17', in: ['yes'] };
const ratesCommune: Condition = { answer: 'P10', in: ['yes'] };
const buys: Condition = { answer: 'P12', in: ['self'] };
/** A VNeID that is not opened helps nobody: registered at the police, or of level 1, is not enough. */
const opensVneid: Condition = { answer: 'P3', in: ['opens'] };
const ownPhone: Condition = { answer: 'P1', in: ['own'] };
const signs: Condition = { answer: 'P13', in: ['yes'] };
const confirmed: Condition = { answer: 'P14', in: ['yes'] };
/** Told of the household's cluster, not asked of the household (report/fibre.ts). */
const fibreReaches: Condition = { answer: FIBRE, in: ['all'] };
/** One a kind: what people did by their own hand in the last 12 months. */
const digitalSolutions: readonly Condition[] = [
  pays,
  filesOnline,
  handlesTax,
  opensCard,
  opensRecord,
  ratesCommune,
  buys,
];
const usesAny: Condition = { any: digitalSolutions };
const account: Condition = { answer: 'P4', in: ['yes'] };
const eGovernment: Condition = {
  all: [opensVneid, { any: [filesOnline, handlesTax, seenAlone] }],
};
const noErrand: Condition = {
  all: [
    { answer: 'P6', in: ['noErrand'] },
    { answer: 'P15', in: ['noTax'] },
  ],
};

/**
 * The village's figures, derived from the Krông Pắc targets of 2022 (docs/domain: T1–T5). Where a target names
 * "người dân" or "dân số", the same condition is counted among all residents beside it.
 */
export const indicators: readonly Indicator[] = [
  { id: 'T1', among: 'adults', asks: 'person', met: online },
  { id: 'T1residents', among: 'residents', asks: 'household', met: { answer: 'H1', in: ['yes'] } },
  { id: 'T2', among: 'adults', asks: 'person', met: usesAny },
  { id: 'T2plus', among: 'adults', asks: 'person', met: { least: 3, of: digitalSolutions } },
  // Online but nothing by their own hand: the article's main finding and the first list to coach.
  { id: 'socialOnly', among: 'adults', asks: 'person', met: { all: [online, { not: usesAny }] } },
  { id: 'T3covered', among: 'households', asks: 'household', met: fibreReaches },
  { id: 'T3subscribed', among: 'households', asks: 'household', met: { answer: 'H2', in: ['yes'] } },
  { id: 'T4', among: 'adults', asks: 'person', met: account },
  { id: 'T4residents', among: 'residents', asks: 'person', met: account },
  { id: 'T5', among: 'adults', asks: 'person', met: eGovernment, apart: noErrand },
  { id: 'T5residents', among: 'residents', asks: 'person', met: eGovernment },
  // One figure for each service, as officers are asked for them.
  { id: 'vneid', among: 'adults', asks: 'person', met: opensVneid },
  { id: 'payment', among: 'adults', asks: 'person', met: pays },
  { id: 'publicServices', among: 'adults', asks: 'person', met: filesOnline },
  { id: 'etax', among: 'adults', asks: 'person', met: handlesTax },
  { id: 'healthCard', among: 'adults', asks: 'person', met: opensCard },
  { id: 'healthRecord', among: 'adults', asks: 'person', met: opensRecord },
  {
    id: 'satisfaction',
    among: 'adults',
    asks: 'person',
    met: ratesCommune,
  },
  { id: 'buysOnline', among: 'adults', asks: 'person', met: buys },
  // QĐ 411/QĐ-TTg speaks of adults with a smartphone and with a signature for signing online.
  { id: 'smartphone', among: 'adults', asks: 'person', met: ownPhone },
  { id: 'signature', among: 'adults', asks: 'person', met: signs },
  // Safe in all three: two of three still lose their savings.
  {
    id: 'safety',
    among: 'adults',
    asks: 'person',
    met: {
      all: [
        { answer: 'P11a', in: ['hangUp'] },
        { answer: 'P11b', in: ['ownStore'] },
        { answer: 'P11c', in: ['callBank'] },
      ],
    },
  },
  { id: 'skillsConfirmed', among: 'adults', asks: 'person', met: confirmed },
  { id: 'homePhone', among: 'households', asks: 'household', met: { answer: 'H4', atLeast: 1 } },
  { id: 'zaloGroup', among: 'households', asks: 'household', met: { answer: 'H6', in: ['yes'] } },
  { id: 'sellsOnline', among: 'households', asks: 'household', met: { answer: 'H7', in: ['shop', 'live', 'post'] } },
  // The same conditions among those whom national plans name: 15 or over for accounts, "trưởng thành" is 18 or over.
  { id: 'T4from15', among: 'from15', asks: 'person', met: account },
  { id: 'T4from18', among: 'from18', asks: 'person', met: account },
  { id: 'smartphoneFrom18', among: 'from18', asks: 'person', met: ownPhone },
  { id: 'signatureFrom18', among: 'from18', asks: 'person', met: signs },
  { id: 'publicServicesFrom18', among: 'from18', asks: 'person', met: filesOnline },
  { id: 'skillsConfirmedFrom18', among: 'from18', asks: 'person', met: confirmed },
];
