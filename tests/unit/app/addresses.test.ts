import { matchRoutes } from 'react-router';
import { describe, expect, it, test } from 'vitest';
import { addressesBelow, routes } from '../../../src/phone/addresses.ts';

const basePath = '/p/e1';
const to = addressesBelow(basePath);

const routeOf = (address: string): string | undefined => {
  const all = Object.values(routes).map((path) => ({ path: `${basePath}/${path}` }));
  return matchRoutes(all, address)?.[0]?.route.path.slice(basePath.length + 1);
};

describe('every address opens the screen it is named after', () => {
  test.each<[keyof typeof routes, string]>([
    ['today', to.today],
    ['households', to.households],
    ['importHouseholds', to.importHouseholds],
    ['newHousehold', to.newHousehold],
    ['household', to.household('h')],
    ['rights', to.rights('h')],
    ['householdHistory', to.householdHistory('h')],
    ['personHistory', to.personHistory('h', 'p')],
    ['editHousehold', to.editHousehold('h')],
    ['newPerson', to.newPerson('h')],
    ['person', to.person('h', 'p')],
    ['movePerson', to.movePerson('h', 'p')],
    ['outcome', to.outcome('h')],
    ['tally', to.tally('h')],
    ['hardship', to.hardship('h')],
    ['split', to.split('h')],
    ['merge', to.merge('h')],
    ['moveHousehold', to.moveHousehold('h')],
    ['help', to.help('h')],
    ['survey', to.survey('h')],
    ['newVisit', to.chooseHousehold('g')],
    ['newVisit', to.newVisit('h', { person: 'p' })],
    ['visit', to.visit('v', 'h')],
    ['recheck', to.recheck('v', 'h')],
    ['sessions', to.sessions],
    ['newSession', to.newSession('g')],
    ['session', to.session('s', 'g')],
    ['proposals', to.proposals],
    ['newProposal', to.newProposal('h')],
    ['sentProposals', to.sentProposals],
    ['proposal', to.proposal('p', 'h')],
    ['newAid', to.newAid('h')],
    ['aid', to.aid('a', 'h')],
    ['newRemark', to.newRemark('h')],
    ['remark', to.remark('r', 'h')],
    ['assign', to.assign],
    ['progress', to.progress],
    ['figure', to.figure('online')],
    ['report', to.report],
    ['reportFiles', to.reportFiles],
    ['printReport', to.printReport],
    ['criteria', to.criteria('a')],
    ['newCriteria', to.newCriteria('a')],
    ['criteriaList', to.criteriaList('c', 'a')],
    ['editCriteria', to.editCriteria('c', 'a')],
    ['targets', to.targets],
    ['facts', to.facts('v')],
    ['villagePage', to.villagePage('a')],
    ['villageInfo', to.villageInfo('a')],
    ['villageContact', to.villageContact('c', 'a')],
    ['announce', to.announce('a')],
    ['villages', to.villages('v')],
    ['villagesFiles', to.villagesFiles],
    ['phones', to.phones],
    ['improvers', to.improvers],
    ['card', to.card],
    ['team', to.team],
    ['review', to.review('h')],
    ['conflict', to.conflict('c', 'h')],
    ['waiting', to.waiting('g')],
    ['recordings', to.recordings('g', 2)],
    ['settings', to.settings],
    ['pin', to.pin],
    ['ledger', to.ledger],
    ['backup', to.backup],
    ['restore', to.restore],
  ])('%s: %s', (route, address) => {
    expect(routeOf(new URL(address, 'https://x').pathname)).toBe(routes[route]);
  });
});

it('leaves out what is not known', () => {
  expect(to.visit('v', 'h', { guide: 'etax' })).toBe('/p/e1/visits/v?household=h&guide=etax');
  expect([to.survey('h'), to.recordings('g'), to.review()]).toEqual([
    '/p/e1/survey/h',
    '/p/e1/recordings/g',
    '/p/e1/review',
  ]);
});

it('gives each person their own addresses', () => {
  expect(addressesBelow('/en/p/e2').today).toBe('/en/p/e2/today');
  expect(addressesBelow(basePath).today).toBe('/p/e1/today');
});
