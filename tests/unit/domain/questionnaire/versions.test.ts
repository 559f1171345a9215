import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { countIndicators } from '../../../../src/domain/indicator/count.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { questionnaire, questionnaireVersions } from '../../../../src/domain/questionnaire/current.ts';
import { formerCodes, standingAnswer } from '../../../../src/domain/questionnaire/former-codes.ts';
import type { AnswersByCode } from '../../../../src/domain/record/answer.ts';
import { someAnswers } from '../arbitrary.ts';
import { aHousehold, day, refused, said, unknown } from '../build.ts';

const newest = questionnaire;
const earlier = questionnaireVersions.slice(0, -1);

/** The same facts as a version asks for them: under its own codes, without what it has no question for. */
function askedUnder(version: (typeof questionnaireVersions)[number], of: 'household' | 'person', facts: AnswersByCode) {
  const codes = new Set(version[of].map(({ code }) => code));
  return Object.fromEntries(
    Object.entries(facts).flatMap(([code, given]) => {
      const asked = [code, formerCodes[code] ?? code].find((one) => codes.has(one));
      return asked === undefined ? [] : [[asked, { ...given, q: version.version }]];
    }),
  );
}

/** The facts that this version has a question for, under the newest codes. */
const knownTo = (version: (typeof questionnaireVersions)[number], of: 'household' | 'person', facts: AnswersByCode) =>
  Object.fromEntries(
    Object.entries(facts).filter(([code]) =>
      version[of].some((one) => one.code === code || one.code === formerCodes[code]),
    ),
  );

describe('the versions of the questionnaire', () => {
  test.each(earlier.map((version) => [version.version, version] as const))(
    'version %i gives the same figures as the newest for the same facts',
    (_, version) => {
      fc.assert(
        fc.property(
          someAnswers(newest.household),
          fc.array(someAnswers(newest.person), { minLength: 1, maxLength: 3 }),
          (home, people) => {
            const count = (asked: typeof askedUnder) =>
              countIndicators(
                aHousehold({
                  answers: asked(version, 'household', home),
                  people: people.map((facts) => ({ answers: asked(version, 'person', facts) })),
                }),
                indicators,
                day('2026-12-31'),
              );
            expect(count(askedUnder).figures).toEqual(count(knownTo).figures);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it('keep the codes that figures, gaps and ticks read: each is asked now', () => {
    const codes = new Set(newest.person.map(({ code }) => code));
    for (const [code, former] of Object.entries(formerCodes)) {
      expect(codes.has(code)).toBe(true);
      expect(codes.has(former)).toBe(false);
    }
  });
});

describe('an answer to a question that replaced another', () => {
  const before = day('2026-10-01');
  test.each([
    ['neither', {}, undefined],
    ['the former only', { P7: said('self') }, 'self'],
    ['its own only', { P15: said('no') }, 'no'],
    ['its own later', { P7: said('self', before), P15: said('no') }, 'no'],
    ['the former later, from a phone that still asks it', { P7: said('self'), P15: said('no', before) }, 'self'],
    ['both on one day', { P7: said('self'), P15: said('no') }, 'no'],
    ['"Chưa rõ" later', { P7: said('self', before), P15: unknown }, 'unknown'],
    ['a refusal before', { P7: refused, P15: said('no', before) }, 'refused'],
    ['a question that replaced none', { P5: said('self') }, undefined],
  ])('%s', (_, answers: AnswersByCode, expected) => {
    const given = standingAnswer('P15', answers);
    expect(given && ('na' in given ? given.na : given.v)).toBe(expected);
  });
});
