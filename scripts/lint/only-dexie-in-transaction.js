// An IndexedDB transaction commits as soon as a turn of the event loop passes without a request on it. Awaiting
// anything else inside (WebCrypto, fetch, a timer) works by chance in Chromium and throws TransactionInactiveError in
// Firefox. Rule: inside the callback of `.transaction(…)`, every `await` is of a call whose chain starts at the
// database or the transaction.
const roots = new Set(['db', 'tx', 'tables']);

function rootOf(node) {
  let at = node;
  for (;;) {
    if (at.type === 'CallExpression') at = at.callee;
    else if (at.type === 'MemberExpression') at = at.object;
    else if (at.type === 'ChainExpression') at = at.expression;
    else break;
  }
  return at.type === 'Identifier' ? at.name : at.type === 'ThisExpression' ? 'this' : undefined;
}

const isTransactionCall = (node) =>
  node?.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  node.callee.property.name === 'transaction';

export const onlyDexieInTransaction = {
  meta: {
    type: 'problem',
    messages: { foreign: 'Inside an IndexedDB transaction await only calls on db, tx or tables (got "{{root}}").' },
    schema: [],
  },
  create(context) {
    return {
      AwaitExpression(node) {
        let inside = false;
        for (let at = node.parent; at; at = at.parent) {
          if (
            (at.type === 'ArrowFunctionExpression' || at.type === 'FunctionExpression') &&
            isTransactionCall(at.parent)
          ) {
            inside = true;
            break;
          }
        }
        if (!inside) return;
        const root = rootOf(node.argument);
        if (!root || !roots.has(root))
          context.report({ node, messageId: 'foreign', data: { root: root ?? node.argument.type } });
      },
    };
  },
};
