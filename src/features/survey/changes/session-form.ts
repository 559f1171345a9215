import type { Bases, Shown } from '../../../domain/record/edit.ts';
import type { Session } from '../../../domain/visits/session.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { SessionContent } from '../drafts/draft-content.ts';
import { viewOf, type RecordForm } from '../drafts/record-form.ts';
import { written } from './written.ts';

/** What the form of a group session shows of it. */
export type SessionFields = Pick<SessionContent, 'on' | 'topic' | 'heads' | 'partners' | 'wishes' | 'note'>;

export const sessionForm: RecordForm<SessionContent, SessionFields> = {
  fields: { on: 'on', topic: 'topic', heads: 'heads', partners: 'partners', wishes: 'wishes', note: 'note' },
  valuesOf: ({ on, topic, heads, partners, wishes, note }) => ({ on, topic, heads, partners, wishes, note }),
  contentOf: (values) => values,
};

/** The session as its form shows it. */
export const sessionShown = (session: Session, bases: Bases): Shown<SessionFields> => ({
  values: {
    on: session.on,
    topic: session.topic,
    heads: session.heads,
    partners: [...session.partners],
    wishes: [...session.wishes],
    note: session.note ?? '',
  },
  bases,
});

/** What the form of a session writes: what was changed of one that is noted, everything of a new one. */
export function sessionChange(
  record: Uuid,
  content: SessionContent,
  now: Shown<SessionFields> | undefined,
  by: Uuid,
): Omit<Change, 'village'> {
  const { values, changed } = viewOf(sessionForm, content, now);
  const isNew = now === undefined && content.opened === undefined;
  const note = written(values.note);
  return {
    kind: 'session',
    record,
    set: {
      ...Object.fromEntries(
        changed.map((name) => [name, name === 'note' ? (note === '' ? null : note) : values[name]]),
      ),
      ...(isNew && { by }),
    },
    bases: content.bases,
  };
}
