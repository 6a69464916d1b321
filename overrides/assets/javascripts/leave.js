// "Leave this site": covers the page at once and opens a neutral one in its place; three presses of Shift do the
// same. Nothing is stored. Without this script the link is a plain link.
(() => {
  const links = document.querySelectorAll("[data-leave]");
  const status = document.querySelector("[data-leave-status]");
  if (!links.length || !status) return;
  const words = status.dataset;
  const WAIT = 5000; // milliseconds between two presses, as GOV.UK found long enough
  const title = document.title;
  let presses = 0;
  let alone = true; // Shift goes with no other key and no click
  let timer;

  function cover() {
    const sheet = document.createElement("div");
    sheet.className = "o-cover";
    sheet.setAttribute("role", "alert");
    sheet.textContent = words.cover;
    document.body.append(sheet);
    document.documentElement.classList.add("o-left");
    document.title = words.cover;
  }

  function leave(url) {
    cover();
    location.replace(url);
  }

  function count(number, said) {
    clearTimeout(timer);
    presses = number;
    status.textContent = said;
    for (const link of links) link.dataset.presses = number;
  }

  function press() {
    if (presses === 2) {
      count(0, "");
      leave(links[0].href);
      return;
    }
    count(presses + 1, presses ? words.one : words.two);
    timer = setTimeout(count, WAIT, 0, words.late);
  }

  links.forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  }));

  // A press counts when the key comes up: before that nobody knows whether it is a capital letter or a way back.
  document.addEventListener("keydown", ({ key, repeat }) => {
    if (repeat) return;
    alone = key === "Shift";
    if (!alone && presses) count(0, "");
  }, true);
  document.addEventListener("pointerdown", () => { alone = false; }, true);
  document.addEventListener("keyup", ({ key }) => {
    if (key !== "Shift") return;
    if (alone) press();
    alone = true;
  }, true);

  // The way back shows the page again, not the cover.
  addEventListener("pageshow", () => {
    document.querySelectorAll(".o-cover").forEach((sheet) => sheet.remove());
    document.documentElement.classList.remove("o-left");
    document.title = title;
    count(0, "");
  });
})();
