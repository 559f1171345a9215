/** The properties of Rolldown's chunk that are used here. */
export interface BuiltChunk {
  readonly fileName: string;
  /** The module it was made for; null for a chunk that several share. */
  readonly facadeModuleId: string | null;
  readonly isEntry: boolean;
  readonly moduleIds: readonly string[];
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
}

/** The files of the team's app, in order of precedence for a module. */
export const chunkNames = ['team-parts', 'team-app', 'team-survey'] as const;
export type ChunkName = (typeof chunkNames)[number];

/** The file for a language's texts of the team app's first screens; undefined for other texts and modules. */
export const textsChunk = (id: string): string | undefined => {
  const language = /\/locales\/(\w+)\/(?:app|survey)\.json$/.exec(id)?.[1];
  return language && `team-${language}`;
};

/**
 * Which file each module of the team's app goes to. On a slow line every file costs a round trip, and a browser fetches
 * six at a time: sixty small files are a second and a half of waiting, whatever is in them.
 *
 * | file | holds |
 * |---|---|
 * | `team-parts` | what both the team's app and the interactive parts of a resident's page use |
 * | `team-app` | the team's app, and what its survey shares with its other screens |
 * | `team-survey` | the survey alone |
 *
 * Modules that every page runs are one more file; all others are fetched when a screen is opened.
 *
 * @param chunks of a build with the smallest possible files: only that build tells which modules are really used
 */
export function chunksByModule(
  chunks: readonly BuiltChunk[],
  roots: { readonly team: string; readonly survey: string },
): Map<string, ChunkName> {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const of = (file: string): BuiltChunk[] => [byFile.get(file) ?? []].flat();
  const madeFor = (module: string): BuiltChunk => {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === module);
    if (!chunk) throw new Error(`The build has no file for ${module}.`);
    return chunk;
  };
  const [team, survey] = [madeFor(roots.team), madeFor(roots.survey)];

  /** These chunks and their static imports, without dynamic ones. */
  function withImports(from: readonly BuiltChunk[]): Set<BuiltChunk> {
    const found = new Set<BuiltChunk>();
    const open = [...from];
    for (let chunk = open.pop(); chunk; chunk = open.pop()) {
      if (found.has(chunk)) continue;
      found.add(chunk);
      open.push(...chunk.imports.flatMap(of));
    }
    return found;
  }
  const later = (from: Iterable<BuiltChunk>): BuiltChunk[] =>
    [...from].flatMap(({ dynamicImports }) => dynamicImports.flatMap(of));

  /** These chunks and everything they import statically or dynamically, except the team's app. */
  function everythingFrom(from: readonly BuiltChunk[]): Set<BuiltChunk> {
    const found = new Set<BuiltChunk>();
    let open = from;
    while (open.length > 0) {
      const more = [...withImports(open)].filter((chunk) => !found.has(chunk));
      for (const chunk of more) found.add(chunk);
      open = later(more).filter((chunk) => chunk !== team && !found.has(chunk));
    }
    return found;
  }

  const atOnce = withImports(chunks.filter(({ isEntry }) => isEntry));
  const alive = everythingFrom(later(atOnce).filter((chunk) => chunk !== team));
  const ofTeam = withImports([team]);
  const screens = withImports(later(ofTeam).filter((chunk) => chunk !== survey));
  const names = new Map<string, ChunkName>();
  const put = (chunk: BuiltChunk, name: ChunkName): void => {
    if (!atOnce.has(chunk))
      for (const module of chunk.moduleIds) names.set(module, alive.has(chunk) ? 'team-parts' : name);
  };
  for (const chunk of withImports([survey])) put(chunk, screens.has(chunk) ? 'team-app' : 'team-survey');
  for (const chunk of ofTeam) put(chunk, 'team-app');
  return names;
}
