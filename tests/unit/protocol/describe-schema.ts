import type * as v from 'valibot';

type AnySchema = v.GenericSchema | v.GenericPipeAction;

/**
 * A schema as plain data: everything that decides what it accepts, in a stable order. Functions (custom checks,
 * transforms) are shown by their message or kind only: JavaScript gives no way to compare what they do.
 */
export function describeSchema(schema: AnySchema): unknown {
  const node = schema as unknown as Record<string, unknown>;
  const shape: Record<string, unknown> = { type: node['type'] };
  if (Array.isArray(node['pipe'])) {
    const [root, ...actions] = node['pipe'] as AnySchema[];
    return {
      ...(describeSchema({ ...(root as object), pipe: undefined } as unknown as AnySchema) as object),
      pipe: actions.map(describeSchema),
    };
  }
  if (node['entries'] && typeof node['entries'] === 'object')
    shape['entries'] = describeEntries(node['entries'] as Record<string, AnySchema>);
  for (const part of ['wrapped', 'item', 'key', 'value', 'rest'] as const) {
    if (isSchema(node[part])) shape[part] = describeSchema(node[part]);
  }
  if (Array.isArray(node['options']))
    shape['options'] = (node['options'] as unknown[]).map((option) =>
      isSchema(option) ? describeSchema(option) : option,
    );
  for (const part of ['literal', 'requirement', 'default', 'key'] as const) {
    if (part in node && !isSchema(node[part])) shape[part] = plain(node[part]);
  }
  if (node['type'] === 'custom') shape['message'] = plain(node['message']);
  return shape;
}

const isSchema = (value: unknown): value is AnySchema => typeof value === 'object' && value !== null && 'kind' in value;

const describeEntries = (entries: Record<string, AnySchema>): unknown =>
  Object.fromEntries(
    Object.keys(entries)
      .sort()
      .map((name) => [name, describeSchema(entries[name]!)]),
  );

function plain(value: unknown): unknown {
  if (value instanceof RegExp) return String(value);
  return typeof value === 'function' ? 'function' : value;
}
