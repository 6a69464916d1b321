// The reader's country, as the address has it (help/fr/ or ?country=fr): the strip of help leads to its page, and
// it goes along to the next page in that page's address. Nothing is stored.
(() => {
  const link = document.querySelector("[data-countries]");
  if (!link) return;
  const known = link.dataset.countries.split(" ");
  const here = location.pathname.match(/\/help\/([a-z]{2})\/$/)?.[1];
  const asked = new URLSearchParams(location.search).get("country");
  const country = [here, asked].find((code) => known.includes(code));
  if (!country) return;

  link.href = new URL(`../help/${country}/`, link.href);
  const { lang } = document.documentElement;
  const { named } = link.dataset;
  if (named && Intl.DisplayNames?.supportedLocalesOf(lang).length) {
    const name = new Intl.DisplayNames(lang, { type: "region" }).of(country.toUpperCase());
    link.textContent = named.replace("{country}", name);
  }

  function takeAlong({ target }) {
    const to = target.closest?.("a[href]");
    if (to?.origin !== location.origin || !to.pathname.endsWith("/") || to.pathname === location.pathname) return;
    to.search = new URLSearchParams({ country });
  }
  document.addEventListener("click", takeAlong, true);
  document.addEventListener("auxclick", takeAlong, true);
})();
