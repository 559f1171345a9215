import { describe, expect, it } from 'vitest';
import type { AreaFact } from '../../../../src/domain/report/area-fact.ts';
import { paceTo, paceUntil, roadmapIn } from '../../../../src/domain/report/pace.ts';
import { skillSteps } from '../../../../src/domain/report/skill-steps.ts';
import type { Confidence, Visit } from '../../../../src/domain/visits/visit.ts';
import { day, id, today } from '../build.ts';

const [na, tu, le] = [id(1), id(2), id(3)];
const shown = (
  person: string | null,
  guide: string,
  confidence: Confidence | null,
  recheckConfidence: Confidence | null = null,
): Visit => ({
  id: id(900),
  household: id(800),
  person,
  guide,
  how: 'finished',
  confidence,
  on: today,
  by: id(700),
  recheckOn: null,
  recheckedOn: null,
  recheckedBy: null,
  recheckHow: null,
  recheckConfidence,
});

describe('the steps of confidence with a skill', () => {
  it('are by the latest answer: at the re-check, or at a later visit', () => {
    const visits = [
      shown(na, 'vneid', 'never', 'alone'),
      shown(tu, 'vneid', 'guided'),
      shown(tu, 'vneid', 'teaches'),
      shown(na, 'etax', 'guided'),
    ];
    expect(skillSteps(visits, new Set([na, tu]))).toEqual([
      { guide: 'vneid', people: 2, steps: { never: 0, guided: 0, alone: 1, teaches: 1 }, up: 2 },
      { guide: 'etax', people: 1, steps: { never: 0, guided: 1, alone: 0, teaches: 0 }, up: 0 },
    ]);
  });

  it('count nobody who was not named, not asked, or has moved away; and a step back is no step up', () => {
    const visits = [
      shown(null, 'vneid', 'alone'),
      shown(tu, 'vneid', null),
      shown(le, 'vneid', 'alone'),
      shown(na, 'vneid', 'alone', 'guided'),
    ];
    expect(skillSteps(visits, new Set([na, tu]))).toEqual([
      { guide: 'vneid', people: 1, steps: { never: 0, guided: 1, alone: 0, teaches: 0 }, up: 0 },
    ]);
  });
});

describe('the pace', () => {
  const target = { indicator: 'T1', share: 0.8, year: 2026, source: 'x', version: 1 } as const;
  const gap = { missing: 30, unknown: 0 };

  it('is by the village’s own day while that lies ahead, also where the target’s year is over', () => {
    expect(paceTo(target, gap, today, day('2026-12-05'))).toEqual({
      weeksLeft: 2,
      perWeek: 15,
      milestone: '2026-12-05',
    });
    expect(paceTo({ ...target, year: 2023 }, gap, today, day('2026-12-05'))).toMatchObject({ perWeek: 15 });
  });

  it('is by the end of the target’s year where the day has passed, and none where both have', () => {
    expect(paceTo(target, gap, today, day('2026-11-21'))).toEqual({ weeksLeft: 6, perWeek: 5, milestone: undefined });
    expect(paceTo({ ...target, year: 2025 }, gap, today, day('2026-11-21'))).toBeUndefined();
  });

  it('of asking counts the last day, and none when all are asked', () => {
    expect(paceUntil(7, today, today)).toEqual({ weeksLeft: 1, perWeek: 7 });
    expect(paceUntil(0, today, '2026-12-31')).toBeUndefined();
    expect(paceUntil(-2, today, '2026-12-31')).toBeUndefined();
  });

  it('takes its days from the facts about the village', () => {
    const facts: AreaFact[] = [
      { kind: 'roadmap', part: 'surveyEnds', value: day('2026-12-15') },
      { kind: 'roadmap', part: 'smartVillage', value: null },
      { kind: 'team', part: 'youth', value: 2 },
    ];
    expect(roadmapIn(facts)).toEqual({ surveyEnds: '2026-12-15', smartVillage: undefined });
  });
});
