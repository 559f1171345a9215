// `export *` would make every export of a module part of its room's interface, including later ones.
export const noExportAll = {
  meta: { type: 'problem', messages: { all: 'A room has a small face: export by name.' }, schema: [] },
  create: (context) => ({ ExportAllDeclaration: (node) => context.report({ node, messageId: 'all' }) }),
};
