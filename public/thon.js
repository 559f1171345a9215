// The public page of a village (src/server/village-page): the phone remembers the village, for the guides, and keeps
// the page for use without a network. Without this script the page is the same to read.
(function () {
  var key = 'thon-so.village';
  var main = document.querySelector('main[data-village]');
  if (!main) return;

  try {
    var village = JSON.parse(main.dataset.village);
    village.at = Date.now();
    localStorage.setItem(key, JSON.stringify(village));
    var memory = main.querySelector('.memory');
    var forget = memory.querySelector('[data-forget]');
    memory.hidden = false;
    forget.addEventListener('click', function () {
      var said = memory.querySelector('[data-said]');
      localStorage.removeItem(key);
      said.textContent = said.dataset.said;
      forget.remove();
    });
  } catch (error) {
    // A browser that keeps nothing (a private window) shows the page as it is.
  }

  if (!('serviceWorker' in navigator)) return;
  var worker = '/sw.js';
  var types = window.trustedTypes;
  var address = types
    ? types
        .createPolicy('thon-so', {
          createScriptURL: function (url) {
            if (url !== worker) throw new TypeError('no script is made from text');
            return url;
          },
        })
        .createScriptURL(worker)
    : worker;
  navigator.serviceWorker
    .register(address, { scope: '/', updateViaCache: 'none' })
    .then(function () {
      // The first visit came before the worker (src/sw/village-pages.ts keeps the later ones).
      return caches.open('thon-so-villages');
    })
    .then(function (cache) {
      return cache.add(location.pathname);
    })
    .catch(function (error) {
      console.warn(error);
    });
})();
