// Small services for every page: folds say what they hold, and what is folded is printed; a thumb
// that scrolls moves no slider; and the keyboard stays where it was.
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

  // A touch sets a slider at once, and may turn out to be the beginning of scrolling.
  let held = null;
  document.addEventListener("pointerdown", (event) => {
    const slider = event.target.closest && event.target.closest('input[type="range"]');
    held = slider && event.pointerType !== "mouse" ? { slider, value: slider.value } : null;
  }, true);
  document.addEventListener("pointercancel", () => {
    if (!held || held.slider.value === held.value) return;
    held.slider.value = held.value;
    for (const kind of ["input", "change"]) held.slider.dispatchEvent(new Event(kind, { bubbles: true }));
  });

  // The copying script takes the focus from its button.
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".copybtn");
    if (button) window.setTimeout(() => button.focus({ preventScroll: true }), 0);
  });

  // Whoever followed a link within the page and comes back, comes back to the link.
  const left = [];
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('.bd-article a[href^="#"]');
    if (link && link.hash !== location.hash) left.push({ link, hash: location.hash });
  });
  window.addEventListener("popstate", () => {
    const last = left[left.length - 1];
    if (!last || last.hash !== location.hash) return;
    left.pop();
    window.setTimeout(() => last.link.focus({ preventScroll: true }), 0);
  });

  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".bd-article details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
})();
