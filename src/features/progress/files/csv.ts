/** Spreadsheets read a cell with one of these first characters as a formula (OWASP, "CSV Injection"). */
const runs = /^[=+\-@\t\r]/;

const cell = (value: string): string => {
  const safe = runs.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** RFC 4180 with a byte order mark, without which Excel does not read Vietnamese. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
