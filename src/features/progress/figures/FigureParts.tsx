import { nameKey } from '../../../domain/search/name-order.ts';
import { roleRules } from '../../../domain/access/roles.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { List, ListRow, Section, Stack, TextLink } from '../../../ui/index.ts';
import type { Part } from './households-for-figure.ts';
import styles from './figures.module.css';

/** A figure by cluster; nothing where there is but one. */
export function ClusterParts({ parts }: { parts: readonly Part<string>[] }) {
  const { t } = useTranslation('progress');
  const wordsOf = usePartWords();
  if (parts.length < 2) return null;
  return (
    <Section title={t('parts.title')}>
      <List>
        {parts.map((part) => (
          <ListRow key={part.key} title={part.key || t('parts.none')} meta={wordsOf(part)} />
        ))}
      </List>
    </Section>
  );
}

/**
 * A figure by who looks after the households, by name and never by rank; for who gives households into people's care.
 */
export function MemberParts({ parts }: { parts: readonly Part<string | undefined>[] }) {
  const { t } = useTranslation('progress');
  const { me, basePath, role } = usePhone();
  const wordsOf = usePartWords();
  if (!roleRules[role].may.includes('seeTeam') || parts.length === 0) return null;
  const nameOf = (account: string): string =>
    account === me.account
      ? t('members.me', { name: me.name })
      : ((me.team ?? []).find((member) => member.account === account)?.name ?? t('members.unknown'));
  const cared = parts
    .flatMap(({ key, ...part }) => (key === undefined ? [] : [{ ...part, key, name: nameOf(key) }]))
    .map((part) => ({ ...part, order: nameKey(part.name) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  const left = parts.find(({ key }) => key === undefined);
  return (
    <Section title={t('members.title')}>
      <Stack gap="s">
        {cared.length === 0 && <p>{t('members.nobodyYet')}</p>}
        {cared.length > 0 && (
          <List label={t('members.title')}>
            {cared.map((part) => (
              <ListRow key={part.key} title={part.name} meta={wordsOf(part)} />
            ))}
            {left && <ListRow title={t('members.none')} meta={wordsOf(left)} />}
          </List>
        )}
        {left && <TextLink href={addressesBelow(basePath).assign}>{t('members.assign')}</TextLink>}
        {cared.length > 0 && <p className={styles.soft}>{t('members.note')}</p>}
      </Stack>
    </Section>
  );
}

/** "12 trên 41 · 3 chưa rõ · đã hỏi 14/20 hộ" */
function usePartWords(): (part: Part<unknown>) => string {
  const { t } = useTranslation('progress');
  return ({ figure: { met, total, unknown }, householdCount, surveyed }) =>
    [
      total > 0 ? t('parts.met', { met, total }) : t('bounds.nobody'),
      unknown > 0 ? t('parts.unknown', { count: unknown }) : '',
      t('parts.asked', { done: surveyed, all: householdCount }),
    ]
      .filter(Boolean)
      .join(' · ');
}
