// How somebody reads best (src/features/guides/live/local-preferences.ts), set before the page is painted. The policy allows no inline script.
try {
  var comfort = JSON.parse(localStorage.getItem('thon-so.comfort') || '{}');
  if (comfort.size) document.documentElement.dataset.size = comfort.size;
  if (comfort.strong) document.documentElement.dataset.contrast = 'strong';
} catch (error) {
  // A browser that keeps nothing shows the page as it is.
}
