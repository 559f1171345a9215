import { describe, expect, test } from 'vitest';
import { roles } from '../../../src/domain/access/roles.ts';
import { firstScreen } from '../../../src/app/session/first-role.ts';
import { isCurrent, isForm, placePath, placesByRole } from '../../../src/app/shell/places.ts';

const basePath = '/p/01900000-0000-7000-8000-000000000001';

test.each(roles)('%s has at most four places, starts in the first, and reaches the settings', (role) => {
  const places = placesByRole[role];
  expect(places.length).toBeLessThanOrEqual(4);
  expect(places[0]).toBe(firstScreen[role]);
  expect(places).toContain('settings');
});

describe('where one is', () => {
  test.each([
    ['today', `${basePath}/today`, true],
    ['today', `${basePath}/households/1`, true],
    ['today', `${basePath}/survey/1/2/H1`, true],
    ['villages', `${basePath}/villages/1`, true],
    ['today', `${basePath}/progress`, false],
    ['guides', '/guides/etax-mobile', true],
    ['guides', '/guidesx', false],
  ] as const)('%s at %s: %s', (place, path, current) => {
    expect(isCurrent(place, basePath, path)).toBe(current);
  });
});

test('guides are in the language of the person’s pages', () => {
  expect(placePath('guides', `/en${basePath}`)).toBe('/en/guides');
  expect(placePath('guides', basePath)).toBe('/guides');
});

test.each([
  [`${basePath}/survey/1/2/H1`, true],
  [`${basePath}/households/1/edit`, true],
  [`${basePath}/households/1/people/2`, true],
  [`${basePath}/households/1`, false],
  [`${basePath}/today`, false],
])('nothing may get in the way at %s: %s', (path, form) => {
  expect(isForm(path)).toBe(form);
});
