// The failures of a run, repeated at its end, where people look and what machines keep.

interface VitestFile {
  readonly name: string;
  /** Why a file failed as a whole, for example because it could not be loaded. */
  readonly message?: string;
  readonly status?: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages?: readonly string[] | null;
  }[];
}

/**
 * @param report Vitest's JSON report, undefined when the run died before writing one
 * @returns one text for each failed test, or for a file that failed without one: where, and why
 */
export function failuresOfVitest(report: string | undefined): readonly string[] {
  if (report === undefined) return [];
  const { testResults } = JSON.parse(report) as { readonly testResults: readonly VitestFile[] };
  return testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0)
      return file.status === 'failed' ? [describe(file.name, 'the whole file', file.message)] : [];
    return failed.map((test) => describe(file.name, test.fullName, test.failureMessages?.[0]));
  });
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly PlaywrightSpec[];
}
interface PlaywrightSpec {
  readonly file: string;
  readonly title: string;
  readonly tests: readonly {
    /** The browser (playwright.config.ts). */
    readonly projectName: string;
    readonly status: string;
    readonly results: readonly { readonly error?: { readonly message?: string } }[];
  }[];
}

/** As {@link failuresOfVitest}, from Playwright's JSON report. Includes flaky tests. */
export function failuresOfPlaywright(report: string | undefined): readonly string[] {
  if (report === undefined) return [];
  const specsOf = (suite: PlaywrightSuite): readonly PlaywrightSpec[] => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specsOf),
  ];
  return specsOf(JSON.parse(report) as PlaywrightSuite).flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName, results }) =>
        describe(file, `${title}, in ${projectName}`, results.find(({ error }) => error)?.error?.message),
      ),
  );
}

/** Lines of a message to print: enough for the expected and the actual value. */
const messageLines = 14;

const describe = (file: string, title: string, message = 'no message'): string =>
  [
    `✗ ${file} › ${title}`,
    ...message
      .split('\n')
      .slice(0, messageLines)
      .map((line) => `    ${line}`),
  ].join('\n');
