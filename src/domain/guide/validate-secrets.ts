import type { Guide } from './guide.ts';
import { structureFile } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Label, ScreenPart } from './screen.ts';
import { stepsOf } from './steps.ts';

type Field = Extract<ScreenPart, { kind: 'field' }>;

const secretWords = /mật khẩu|otp|passcode|mã pin|password|mã xác thực/iu;
const personalWords = /căn cước|cccd|định danh|mã số thuế|số tài khoản|số thẻ/iu;

/**
 * No drawing may teach people to give codes or numbers away: secrets are drawn as dots, and no field holds a person's
 * number.
 * @param words the Vietnamese words of a label
 */
export function secretProblems(id: string, guide: Guide, words: (label: Label) => string): readonly Problem[] {
  return stepsOf(guide).flatMap(({ part, step }) =>
    step.screen.parts
      .flatMap((drawn) => (drawn.kind === 'field' ? fieldRemedies(drawn, words) : []))
      .map((remedy) => ({
        file: structureFile(id),
        place: `parts.${part.id}.steps.${step.id}.screen`,
        remedy,
      })),
  );
}

function fieldRemedies(field: Field, words: (label: Label) => string): readonly string[] {
  const called = words(field.label);
  const remedies: string[] = [];
  if (secretWords.test(called) && !field.secret)
    remedies.push(`The field "${called}" holds a secret: set "secret": true, so that dots are drawn.`);
  if (field.secret && field.value)
    remedies.push(`The field "${called}" is secret and has a "value": take the value out.`);
  if (personalWords.test(called) && field.value && 'says' in field.value)
    remedies.push(`The field "${called}" shows a number as if it were somebody's: describe it by a "text" instead.`);
  return remedies;
}
