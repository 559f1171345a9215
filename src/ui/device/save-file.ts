/** Hands a file made here to the browser's downloads; nothing is sent anywhere. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // Revoked later: revoking at once cancels the download in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Web Share of files; Firefox and desktop browsers lack it. */
export const mayShare = (file: File): boolean => 'canShare' in navigator && navigator.canShare({ files: [file] });
