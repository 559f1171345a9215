// The allowed imports between rooms, as data and as a lint rule (docs/architecture.md shows the same). An import that
// is not listed here is an error, so that a new one is a decision.
import path from 'node:path';

const arrows = {
  'src/lib': [],
  'src/domain': ['src/lib'],
  'src/protocol': ['src/domain', 'src/lib'],
  'src/store': ['src/protocol', 'src/domain', 'src/lib'],
  'src/sync': ['src/store', 'src/protocol', 'src/domain', 'src/lib'],
  'src/i18n': ['src/lib', 'locales'],
  'src/phone': ['src/sync', 'src/store', 'src/protocol', 'src/domain', 'src/lib', 'src/i18n'],
  'src/ui': ['src/i18n', 'src/lib'],
  // `locales`: the worker words the reminders.
  'src/sw': ['src/sync', 'src/store', 'src/protocol', 'src/domain', 'src/lib', 'locales'],
  // `locales`: the server renders the visitor's card.
  'src/server': ['src/protocol', 'src/domain', 'src/lib', 'locales'],
};

const belowFeatures = [
  'src/ui',
  'src/i18n',
  'src/phone',
  'src/sync',
  'src/store',
  'src/protocol',
  'src/domain',
  'src/lib',
  'locales',
];
const features = [
  'survey',
  'guides',
  'progress',
  'team',
  'settings',
  'review',
  'rights',
  'households',
  'recordings',
  'passkeys',
  'village',
  'campaigns',
  'criteria',
];
for (const name of features) arrows[`src/features/${name}`] = belowFeatures;
arrows['src/app'] = ['src/features', ...belowFeatures];
arrows['src/main.tsx'] = ['src/app'];

/** The rooms that have arrows, as paths from the project's root. */
export const roomNames = Object.keys(arrows);

const isWithin = (file, room) => file === room || file.startsWith(`${room}/`);

/** Rule: a relative import stays in its room or goes to an allowed one. Packages are not checked. */
export const rooms = {
  meta: { type: 'problem', messages: { arrow: '{{room}} may import only: {{allowed}}.' }, schema: [] },
  create(context) {
    const file = path.relative(context.cwd, context.filename).replaceAll(path.sep, '/');
    const room = roomNames.find((name) => isWithin(file, name));
    if (room === undefined) return {};
    const allowed = [room, ...arrows[room]];
    const judge = (source) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const target = path.posix.join(path.posix.dirname(file), source.value);
      if (!allowed.some((name) => isWithin(target, name))) {
        context.report({
          node: source,
          messageId: 'arrow',
          data: { room, allowed: arrows[room].join(', ') || 'nothing' },
        });
      }
    };
    const ofSource = (node) => judge(node.source);
    return {
      ImportDeclaration: ofSource,
      ImportExpression: ofSource,
      ExportNamedDeclaration: ofSource,
      ExportAllDeclaration: ofSource,
      // `new URL('../sw/worker.ts', import.meta.url)` and `import('…')` in a type import a module too.
      TSImportType: ofSource,
      NewExpression: (node) => node.callee.name === 'URL' && judge(node.arguments[0]),
    };
  },
};
