import { Pencil, UserPlus } from 'lucide-react';
import { spokenPhone } from '../../domain/village/phone-numbers.ts';
import { infoParts, isPhonePart } from '../../domain/village/village-info.ts';
import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { villagePagePath } from '../../protocol/village-page.ts';
import { EmptyState, Facts, LinkButton, List, ListRow, Notice, QrCode, Section, Stack } from '../../ui/index.ts';
import { Announcements } from './Announcements.tsx';
import { PageFrame } from './PageFrame.tsx';
import { usePageArea, type PageArea } from './use-page-area.ts';

/** What the public page of a village says, for its team; and the ways to change it, for whoever keeps it. */
export function VillagePageScreen() {
  const { t } = useTranslation('village');
  const { basePath } = usePhone();
  const of = usePageArea();
  return (
    <PageFrame of={of} title={t('title')} intro={<p>{t('intro')}</p>} back={addressesBelow(basePath).settings}>
      <Stack gap="l">
        {of.problem && <Notice kind="offline" title={t('kept')} next={t('keptNext')} />}
        {of.area?.kind === 'village' && <Address slug={of.page?.slug} />}
        <Announcements of={of} />
        <Contacts of={of} />
        <Info of={of} />
      </Stack>
    </PageFrame>
  );
}

/** The page's address with its code, to be shown to a resident's camera or printed. */
function Address({ slug }: { slug: string | undefined }) {
  const { t } = useTranslation('village');
  const { basePath } = usePhone();
  if (slug === undefined) return <EmptyState title={t('address.none')}>{t('address.noneNext')}</EmptyState>;
  const path = pathIn(languageFromPath(basePath), villagePagePath(slug));
  const url = `${location.origin}${path}`;
  return (
    <Section title={t('address.title')}>
      <Stack>
        <QrCode text={url} label={t('address.qr')} />
        {/* Documents of their own, which the server draws. */}
        <a href={path}>{url.replace(/^https?:\/\//, '')}</a>
        <a href={`${path}/poster`}>{t('address.poster')}</a>
      </Stack>
    </Section>
  );
}

function Contacts({ of: { info, own, keeps, named } }: { of: PageArea }) {
  const { t } = useTranslation('village');
  const { basePath, newId } = usePhone();
  const paths = addressesBelow(basePath);
  const isOwn = (id: string): boolean => own.some(({ part }) => part === id);
  return (
    <Section title={t('people.title')}>
      <Stack>
        {info.people.length === 0 && <p>{t('people.none')}</p>}
        <List label={t('people.title')}>
          {info.people.map(({ id, name, role, phone }) => {
            const words = { title: name, meta: `${t(`role.${role}`)} · ${spokenPhone(phone)}` };
            return keeps && isOwn(id) ? (
              <ListRow key={id} {...words} href={paths.villageContact(id, named)} />
            ) : (
              <ListRow key={id} {...words} />
            );
          })}
        </List>
        {keeps && (
          <LinkButton icon={UserPlus} href={paths.villageContact(newId(), named)}>
            {t('people.add')}
          </LinkButton>
        )}
      </Stack>
    </Section>
  );
}

function Info({ of: { info, own, keeps, named, area } }: { of: PageArea }) {
  const { t } = useTranslation('village');
  const { basePath } = usePhone();
  const isInherited = (part: string): boolean => !own.some((entry) => entry.part === part && entry.value !== null);
  const told = infoParts.flatMap((part) => {
    const value = info.parts[part];
    return value === undefined ? [] : [{ part, value: isPhonePart(part) ? spokenPhone(value) : value }];
  });
  return (
    <Section title={t('info.title')}>
      <Stack>
        {told.length === 0 && <p>{t('info.none')}</p>}
        <Facts
          items={told.map(({ part, value }) => ({
            term: t(`info.part.${part}`),
            detail: isInherited(part) && area?.kind === 'village' ? `${value} (${t('info.ofCommune')})` : value,
          }))}
        />
        {keeps && (
          <LinkButton icon={Pencil} href={addressesBelow(basePath).villageInfo(named)}>
            {t('info.edit')}
          </LinkButton>
        )}
      </Stack>
    </Section>
  );
}
