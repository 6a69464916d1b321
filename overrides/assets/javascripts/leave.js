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

  links.forEach((link) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    leave(link.href);
  }));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = 0; // a capital letter or a way back is no wish to leave
      clearTimeout(timer);
      return;
    }
    if (event.repeat) return;
    clearTimeout(timer);
    presses += 1;
    if (presses === 3) {
      presses = 0;
      leave(links[0].href);
      return;
    }
    status.textContent = presses === 1 ? words.two : words.one;
    timer = setTimeout(() => {
      presses = 0;
      status.textContent = words.late;
    }, WAIT);
  });

  // The way back shows the page again, not the cover.
  addEventListener("pageshow", () => {
    document.querySelectorAll(".o-cover").forEach((sheet) => sheet.remove());
    document.documentElement.classList.remove("o-left");
    document.title = title;
    status.textContent = "";
  });
})();
