/**
 * One file per namespace and language: `locales/<language>/<namespace>.json`. A new file is named here and typed in
 * `typed-keys.ts`.
 */
export const namespaces = [
  'common',
  'app',
  'ui',
  'guides',
  'survey',
  'progress',
  'villages',
  'team',
  'join',
  'lock',
  'settings',
  'sync',
  'consent',
  'review',
  'rights',
  'households',
  'practice',
  'drills',
  'reading',
  'audio',
  'visits',
  'passkeys',
  'papers',
  'village',
  'proposals',
  'campaigns',
  'checklists',
  'criteria',
] as const;
export type Namespace = (typeof namespaces)[number];
