import { foldText } from '../../lib/fold.ts';
import type { Guide, GuideTexts, StepTexts } from './guide.ts';
import { textsFile } from './problem.ts';
import type { Problem } from './problem.ts';
import { labelsOf } from './spots.ts';
import { stepsOf } from './steps.ts';
import type { NumberedStep } from './steps.ts';
import {
  countWords,
  hasLink,
  hasSecondAction,
  looksPersonal,
  mostNoteWords,
  mostWords,
  quotations,
} from './wording.ts';

/** The mistakes in a guide's texts of one language: missing, unused, and against the rules for a step's sentence. */
export function textProblems(id: string, language: string, guide: Guide, texts: GuideTexts): readonly Problem[] {
  const file = textsFile(language, id);
  const problems: Problem[] = [];
  for (const [place, ids, written] of lists(guide, texts)) {
    for (const missing of ids.filter((one) => !(one in written)))
      problems.push({
        file,
        place: `${place}.${missing}`,
        remedy: 'The guide has this and the texts do not: write it.',
      });
    for (const extra of Object.keys(written).filter((one) => !ids.includes(one)))
      problems.push({
        file,
        place: `${place}.${extra}`,
        remedy: 'Nothing in the guide uses this: take it out or correct the id.',
      });
  }
  const search = texts.search.map((each) => foldText(each));
  for (const twice of new Set(search.filter((each, index) => search.indexOf(each) !== index)))
    problems.push({ file, place: 'search', remedy: `"${twice}" is there twice, tone marks aside: once is enough.` });
  for (const numbered of stepsOf(guide)) {
    const words = texts.parts[numbered.part.id]?.steps[numbered.step.id];
    const place = `parts.${numbered.part.id}.steps.${numbered.step.id}`;
    if (words)
      for (const [at, remedy] of stepRemedies(numbered, words))
        problems.push({ file, place: `${place}.${at}`, remedy });
  }
  for (const [place, words] of sentences(texts)) {
    if (hasLink(words))
      problems.push({
        file,
        place,
        remedy: 'No address of a page or an app in a guide: say what to look for in the store, or whom to ask.',
      });
    if (looksPersonal(words))
      problems.push({
        file,
        place,
        remedy: 'A long number looks like somebody\'s: put a number to call under "contacts", leave any other out.',
      });
  }
  return problems;
}

function stepRemedies({ step }: NumberedStep, words: StepTexts): readonly (readonly [string, string])[] {
  const remedies: (readonly [string, string])[] = [];
  const count = countWords(words.do);
  if (count > mostWords)
    remedies.push(['do', `${count} words: at most ${mostWords}. Shorten it, or put the explanation into "note".`]);
  if (hasSecondAction(words.do)) remedies.push(['do', 'More than one action: make a step of each.']);
  if (words.note && countWords(words.note) > mostNoteWords)
    remedies.push(['note', `At most ${mostNoteWords} words: leave out what is not needed now.`]);
  const drawn = labelsOf(step.screen).flatMap((label) => ('says' in label ? [label.says] : []));
  for (const quoted of quotations(words.do)) {
    if (!drawn.includes(quoted))
      remedies.push([
        'do',
        `“${quoted}” is not on the step's drawn screen: draw it, or quote what is drawn (${drawn.join(', ')}).`,
      ]);
  }
  return remedies;
}

const lists = (guide: Guide, texts: GuideTexts): readonly (readonly [string, readonly string[], object])[] => [
  ['ready', guide.ready, texts.ready],
  ['parts', guide.parts.map((part) => part.id), texts.parts],
  ...guide.parts.map(
    (part) => [`parts.${part.id}.steps`, part.steps.map((step) => step.id), texts.parts[part.id]?.steps ?? {}] as const,
  ),
  ['stumbles', guide.stumbles, texts.stumbles],
  ['contacts', guide.contacts.map((contact) => contact.id), texts.contacts],
  ['sources', guide.sources.map((source) => source.id), texts.sources],
  ['labels', labelKeys(guide), texts.labels],
];

const labelKeys = (guide: Guide): readonly string[] => [
  ...new Set(
    stepsOf(guide).flatMap(({ step }) =>
      labelsOf(step.screen).flatMap((label) => ('text' in label ? [label.text] : [])),
    ),
  ),
];

/** Every text with its place, however deep. */
const sentences = (tree: object, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]: [string, unknown]): readonly (readonly [string, string])[] => {
    if (typeof value === 'string') return [[prefix + key, value]];
    return typeof value === 'object' && value !== null ? sentences(value, `${prefix}${key}.`) : [];
  });
