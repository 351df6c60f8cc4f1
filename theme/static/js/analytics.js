/** Tells Matomo or Plausible what their snippets would, which a strict policy keeps out of pages. */

const { matomo, site, plausible } = document.querySelector("script[data-matomo], script[data-plausible]").dataset;

// https://matomo.org/faq/general/faq_20904/
if (matomo) {
  const calls = (window._paq ??= []);
  calls.push(["disableCookies"], ["setTrackerUrl", matomo], ["setSiteId", site], ["trackPageView"], ["enableLinkTracking"]);
}

// https://plausible.io/docs/plausible-script: whichever of the two scripts comes first, the other finds what it left.
if (plausible !== undefined) {
  const queue = (window.plausible ??= (...call) => (queue.q ??= []).push(call));
  queue.init ??= (options = {}) => { queue.o = options; };
  queue.init();
}
