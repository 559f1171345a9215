import { Page } from '../index.ts';
import { examples } from './examples.ts';
import styles from './Gallery.module.css';

/** One example by itself, for screenshots and tests: a part on paper, a screen in the whole window. */
export function OneExample({ name }: { name: string }) {
  const example = examples.find((candidate) => candidate.name === name);
  if (!example) return <Page title={`Không có mẫu “${name}”`} />;
  if (example.kind === 'screen') return example.render();
  return (
    <main className={styles.paper}>
      <h1 className={styles.name}>{example.name}</h1>
      {example.render()}
    </main>
  );
}

/** The list of examples, each a page of its own. */
export function Gallery() {
  return (
    <Page title="Các phần của giao diện">
      <ul>
        {examples.map(({ name }) => (
          <li key={name}>
            <a href={`?example=${encodeURIComponent(name)}`}>{name}</a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
