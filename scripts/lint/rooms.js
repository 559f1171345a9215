// The picture of the rooms, as data: who may import whom (docs/architecture.md shows the same).
// Everything not named here is forbidden, so a new arrow is a decision and not an accident.
const rooms = {
  'src/lib': [],
  'src/domain': ['src/lib'],
  'src/protocol': ['src/domain', 'src/lib'],
  'src/store': ['src/protocol', 'src/domain', 'src/lib'],
  'src/sync': ['src/store', 'src/protocol', 'src/domain', 'src/lib'],
  'src/i18n': ['src/lib', 'locales'],
  'src/ui': ['src/i18n', 'src/lib'],
  'src/sw': ['src/sync', 'src/store', 'src/protocol', 'src/domain', 'src/lib'],
  // `locales`: the visitor's card is a page that the server writes.
  'src/server': ['src/protocol', 'src/domain', 'src/lib', 'locales'],
};

const belowFeatures = ['src/ui', 'src/i18n', 'src/sync', 'src/store', 'src/protocol', 'src/domain', 'src/lib', 'locales'];
const features = ['survey', 'guides', 'progress', 'visits', 'team', 'settings', 'review', 'rights', 'homes', 'recordings'];
for (const name of features) rooms[`src/features/${name}`] = belowFeatures;
rooms['src/app'] = ['src/features', ...belowFeatures];
rooms['src/main.tsx'] = ['src/app'];

/** Zones of `import-x/no-restricted-paths`: a room reaches itself and what it is allowed, and nothing else of ours. */
export const roomZones = Object.entries(rooms).map(([room, allowed]) => ({
  target: `./${room}`,
  from: './',
  except: [room, ...allowed, 'node_modules'].map((path) => `./${path}`),
  message: `${room} may import only: ${allowed.join(', ') || 'nothing'}.`,
}));
