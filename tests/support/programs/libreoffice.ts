import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The command that starts LibreOffice; undefined where it is not installed. */
export const findLibreOffice = (): string | undefined =>
  ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);

/** Formulas are worked out anew, whatever results the file brings along: "Recalculation on File Load: Always". */
const settings =
  `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">` +
  `<item oor:path="/org.openoffice.Office.Calc/Formula/Load">` +
  `<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>`;

/**
 * Opens a workbook as LibreOffice does and gives each sheet's cells as it works them out: shares in full, not as shown.
 * @returns rows of texts by the sheet's name
 */
export function calculated(workbook: Uint8Array): Map<string, string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'thon-so-office-'));
  try {
    mkdirSync(join(folder, 'profile/user'), { recursive: true });
    writeFileSync(join(folder, 'profile/user/registrymodifications.xcu'), settings);
    writeFileSync(join(folder, 'r.xlsx'), workbook);
    // Tab, quote, UTF-8, from row 1, no column types, quote all, numbers as they are, every sheet into a file of its
    // own.
    const filter = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,true,false,false,false,false,-1';
    const { status, stderr } = spawnSync(
      findLibreOffice() ?? 'soffice',
      [
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--headless',
        '--convert-to',
        filter,
        '--outdir',
        folder,
        join(folder, 'r.xlsx'),
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`LibreOffice failed: ${stderr}`);
    const sheets = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    return new Map(
      sheets.map((name) => [name.slice('r-'.length, -'.csv'.length), rowsOf(readFileSync(join(folder, name), 'utf8'))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rowsOf = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.replaceAll(/^"|"$/g, '').replaceAll('""', '"')));

/**
 * Files as LibreOffice saves them when it has opened these. @param files by name with their extension
 * @param to extension and, after a colon, the filter where the extension does not tell
 * @returns by name without extension
 */
export function converted(files: ReadonlyMap<string, Uint8Array>, to: string): Map<string, Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'thon-so-office-'));
  try {
    mkdirSync(join(folder, 'in'));
    for (const [name, bytes] of files) writeFileSync(join(folder, 'in', name), bytes);
    const { status, stderr } = spawnSync(
      findLibreOffice() ?? 'soffice',
      [
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        join(folder, 'out'),
        ...[...files.keys()].map((name) => join(folder, 'in', name)),
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`LibreOffice failed: ${stderr}`);
    return new Map(
      readdirSync(join(folder, 'out')).map((name) => [
        name.slice(0, name.lastIndexOf('.')),
        readFileSync(join(folder, 'out', name)),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
