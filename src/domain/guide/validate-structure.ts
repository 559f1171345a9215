import type { Day } from '../../lib/day.ts';
import type { Guide } from './guide.ts';
import { structureFile } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Screen } from './screen.ts';
import { labelsOf, spotsOf } from './spots.ts';
import { stepsOf } from './steps.ts';
import { hasLink, isStorePage, looksPersonal } from './wording.ts';

/** The mistakes in a guide's structure that its schema does not find. */
export function structureProblems(id: string, guide: Guide, asOf: Day): readonly Problem[] {
  const problems: Problem[] = [];
  const add = (place: string, remedy: string): unknown => problems.push({ file: structureFile(id), place, remedy });

  if (guide.id !== id) add('id', `The folder is called "${id}": use the same id.`);
  for (const [place, ids] of idLists(guide))
    for (const twice of repeated(ids)) add(place, `"${twice}" stands here twice: ids are unique in their list.`);
  if (!guide.parts.some(({ id: part }) => part === guide.again))
    add('again', `There is no part "${guide.again}": name the part that is practised once more some days later.`);
  if (guide.checked > asOf) add('checked', 'This day has not come yet: write the day the steps were gone through.');
  for (const source of guide.sources) {
    if (source.checked > asOf)
      add(`sources.${source.id}.checked`, 'This day has not come yet: write the day the source was read.');
    if (source.page && isStorePage(source.page))
      add(
        `sources.${source.id}.page`,
        'This opens an app or a store. People find the app in their own store: ' +
          'name it under "app" and cite a page of the authority.',
      );
  }

  const known = new Set(guide.sources.map((source) => source.id));
  for (const { part, step } of stepsOf(guide)) {
    const place = `parts.${part.id}.steps.${step.id}`;
    for (const source of step.sources)
      if (!known.has(source))
        add(`${place}.sources`, `No source "${source}" in "sources": add it there or correct the name.`);
    if (step.confirmed && new Set(step.sources).size < 2 && guide.version === undefined)
      add(
        `${place}.confirmed`,
        'A confirmed step names two independent sources, ' +
          'or the guide says by "version" on which app it was seen: add one, or set "confirmed" to false.',
      );
    if (step.confirmed && step.confidence === 'L')
      add(
        `${place}.confirmed`,
        'A step of confidence L cannot be confirmed: ' +
          'check it again, or set "confirmed" to false so that the page says so.',
      );
    if (step.advice && labelsOf(step.screen).some((label) => 'says' in label))
      add(
        `${place}.advice`,
        'Advice quotes no app, and this drawing does ("says"): take "advice" out, or describe with a "text".',
      );
    for (const remedy of screenRemedies(step.screen, step.target)) add(`${place}.screen`, remedy);
  }
  return problems;
}

function screenRemedies(screen: Screen, target: string): readonly string[] {
  const spots = screen.parts.flatMap(spotsOf).map((spot) => spot.id);
  const said = labelsOf(screen).flatMap((label) => ('says' in label ? [label.says] : []));
  return [
    ...repeated(spots).map((twice) => `Two places are called "${twice}": give each its own id.`),
    ...(spots.includes(target)
      ? []
      : [`The target "${target}" is not on the screen: it has ${spots.join(', ') || 'no place to tap'}.`]),
    ...said
      .filter(looksPersonal)
      .map((words) => `"${words}" looks like somebody's number: draw dots or leave digits out.`),
    ...said
      .filter(hasLink)
      .map((words) => `"${words}" shows an address: nothing here may teach people to follow a link.`),
  ];
}

const idLists = (guide: Guide): readonly (readonly [string, readonly string[]])[] => [
  ['parts', guide.parts.map((part) => part.id)],
  ...guide.parts.map((part) => [`parts.${part.id}.steps`, part.steps.map((step) => step.id)] as const),
  ['ready', guide.ready],
  ['stumbles', guide.stumbles],
  ['contacts', guide.contacts.map((contact) => contact.id)],
  ['sources', guide.sources.map((source) => source.id)],
];

const repeated = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((one, index) => ids.indexOf(one) !== index)),
];
