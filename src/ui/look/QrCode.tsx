import { useEffect, useState } from 'react';
import styles from './QrCode.module.css';

/** Dark squares of the code, row by row, as one path of unit squares. */
const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');

/**
 * A QR code, always dark on white, also in the dark theme: many cameras read no other. The maker is fetched when first
 * needed.
 */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const [code, setCode] = useState<{ readonly size: number; readonly path: string }>();
  useEffect(() => {
    let left = false;
    void import('uqr').then(({ encode }) => {
      const { size, data } = encode(text, { ecc: 'M', border: 3 });
      if (!left) setCode({ size, path: pathOf(data) });
    });
    return () => {
      left = true;
    };
  }, [text]);
  return (
    <div className={styles.qr}>
      {code && (
        <svg role="img" aria-label={label} viewBox={`0 0 ${code.size} ${code.size}`} shapeRendering="crispEdges">
          <path d={code.path} />
        </svg>
      )}
    </div>
  );
}
