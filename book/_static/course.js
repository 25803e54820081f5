// Small services for every page: folds say what they hold, and what is folded is printed.
(function () {
  "use strict";
  let opened = [];

  // The theme gives every folded cell one and the same name.
  document.addEventListener("DOMContentLoaded", () => {
    for (const fold of document.querySelectorAll(".cell summary[aria-label]")) {
      fold.removeAttribute("aria-label");
      const number = fold.closest(".cell").querySelector(".caption-number");
      const of = document.createElement("span");
      of.className = "lab-hidden";
      of.textContent = number ? ` of ${number.textContent.trim()}` : " of the result below";
      fold.append(of);
    }
  });

  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".bd-article details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
})();
