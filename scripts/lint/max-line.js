// oxfmt breaks code at 120 columns but leaves long strings, template texts, regular expressions and comments as they
// are. This rule finds those lines. A line that cannot be broken is allowed: an import of one long path, or a URL.
const max = 120;

const isImport = (line) =>
  /^\s*(import|export)\b.*\bfrom\s+['"][^'"]+['"];?$/.test(line) || /^\s*}?\s*from\s+['"]/.test(line);

/** Nothing but a URL: comment signs, quotes and punctuation around it aside. */
const isUrl = (line) => /^[\s/*#'"`<>(),;+-]*https?:\/\/\S+$/.test(line);

/** Rule: no line is longer than 120 characters (code points, so that Vietnamese counts as it is seen). */
export const maxLine = {
  meta: {
    type: 'layout',
    messages: {
      long: 'This line has {{length}} characters; at most {{max}} are allowed. Split the text or shorten it.',
    },
    schema: [],
  },
  create(context) {
    return {
      Program() {
        context.sourceCode.text.split('\n').forEach((text, index) => {
          if (text.length <= max) return;
          const line = text.replace(/\r$/, '').normalize('NFC');
          const length = [...line].length;
          if (length <= max || isImport(line) || isUrl(line)) return;
          const at = { line: index + 1, column: 0 };
          const loc = { start: at, end: { line: index + 1, column: text.length } };
          context.report({ loc, messageId: 'long', data: { length: String(length), max: String(max) } });
        });
      },
    };
  },
};
