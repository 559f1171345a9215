import { useRef, useState } from 'react';
import { bestMatches } from '../../../domain/guide/search.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, Stack, TextField } from '../../../ui/index.ts';

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-search]')];

/** Shows only those guides of the index that answer what was typed. Nothing is sent: the words stand in the page. */
function showOnly(query: string): number {
  const all = rows();
  const found = new Set(
    bestMatches(
      all.map((row) => row.dataset['search'] ?? ''),
      query,
    ),
  );
  for (const [index, row] of all.entries()) {
    const item = row.closest('li');
    if (item) item.hidden = !found.has(index);
  }
  for (const section of new Set(all.map((row) => row.closest('section')))) {
    if (section) section.hidden = [...section.querySelectorAll('li')].every((item) => item.hidden);
  }
  return found.size;
}

/** A search in everyday words, with or without marks. */
export function Search() {
  const { t } = useTranslation('reading');
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<number>();
  const field = useRef<HTMLInputElement>(null);
  const search = (typed: string): void => {
    setQuery(typed);
    const count = showOnly(typed);
    setFound(typed.trim() === '' ? undefined : count);
  };
  const clear = (): void => {
    search('');
    field.current?.focus();
  };
  return (
    <Stack gap="s">
      <TextField
        type="search"
        label={t('search.label')}
        hint={t('search.hint')}
        value={query}
        onChange={search}
        inputRef={field}
      />
      <p role="status">
        {found !== undefined && (found === 0 ? t('search.none') : t('search.found', { count: found }))}
      </p>
      {found === 0 && (
        <Button block onClick={clear}>
          {t('search.all')}
        </Button>
      )}
    </Stack>
  );
}
