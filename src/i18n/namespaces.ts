/** One file per namespace and language: `locales/<language>/<namespace>.json`. A new file is named here and typed in `typed-keys.ts`. */
export const namespaces = ['common', 'app', 'ui', 'guides', 'survey', 'progress', 'team', 'join', 'lock', 'settings', 'sync', 'consent', 'review', 'rights', 'homes', 'practice', 'drills', 'reading', 'audio', 'visits'] as const;
export type Namespace = (typeof namespaces)[number];
