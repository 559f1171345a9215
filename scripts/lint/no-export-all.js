// `export *` makes everything of a module part of its room's face, also what is written there tomorrow.
export const noExportAll = {
  meta: { type: 'problem', messages: { all: 'A room has a small face: export by name.' }, schema: [] },
  create: (context) => ({ ExportAllDeclaration: (node) => context.report({ node, messageId: 'all' }) }),
};
