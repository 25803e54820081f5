// Hover cards: what a term, a work or an exercise is, shown beside the link that leads there. Where
// nothing can be pointed at, the first tap on a term or a work shows its card, and the second goes there.
(function () {
  "use strict";
  const { element } = window.courseLabs;
  const WAIT = 250;
  const DATA = new URL("cards-data.js", document.currentScript.src);

  document.addEventListener("DOMContentLoaded", () => {
    let known = null; // fetched when the first link is pointed at
    const card = element("div", { class: "hover-card mathjax_process", role: "tooltip", id: "hover-card", hidden: "" });
    document.body.append(card);
    let timer = 0;
    let link = null;
    let touching = false;

    function fetchCards(then) {
      known = {};
      const script = element("script", { src: DATA.href });
      script.addEventListener("load", () => {
        known = window.courseCards;
        then();
      });
      document.head.append(script);
    }

    // "../book/glossary.html#term-x" and "exercises/a/b.html#label" as the keys of the cards.
    function said(target) {
      const url = new URL(target.getAttribute("href"), location.href);
      if (!url.pathname.includes("/book/")) return null;
      const page = url.pathname.split("/book/").pop();
      return known[page + url.hash] || (page.startsWith("exercises/") && known[page]) || null;
    }

    function hide() {
      window.clearTimeout(timer);
      card.hidden = true;
      if (link) link.removeAttribute("aria-describedby");
      link = null;
    }

    function show(target, [title, text], ...more) {
      link = target;
      card.replaceChildren(element("b", {}, title), ": ", text, ...more);
      card.hidden = false;
      if (window.MathJax && window.MathJax.typesetPromise) window.MathJax.typesetPromise([card]);
      target.setAttribute("aria-describedby", "hover-card");
      const box = target.getBoundingClientRect();
      const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8);
      const below = box.bottom + 6;
      const fits = below + card.offsetHeight < window.innerHeight;
      card.style.left = `${Math.max(8, left) + window.scrollX}px`;
      card.style.top = `${(fits ? below : box.top - card.offsetHeight - 6) + window.scrollY}px`;
    }

    function come(event) {
      if (touching) return;
      const target = event.target.closest && event.target.closest(".bd-article a[href]");
      if (!target || target === link) return;
      if (known === null) return fetchCards(() => come(event));
      const found = said(target);
      if (!found) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => show(target, found), event.type === "focusin" ? 0 : WAIT);
    }

    function tap(event) {
      const target = event.target.closest && event.target.closest(".bd-article a[href]");
      const again = target && target === link;
      if (!touching || !target || again || event.ctrlKey || event.metaKey) return hide();
      const to = target.getAttribute("href");
      if (!/(glossary|bibliography)\.html#/.test(to)) return hide();
      event.preventDefault();
      const open = () => {
        const found = said(target);
        hide();
        if (!found) location.assign(target.href);
        else show(target, [found[0], found[1] + " "], element("a", { href: target.href }, "Go there"));
      };
      if (known === null) fetchCards(open);
      else open();
    }

    document.addEventListener("pointerdown", (event) => { touching = event.pointerType === "touch"; }, true);
    document.addEventListener("click", tap);
    window.addEventListener("pagehide", hide);
    document.addEventListener("mouseover", come);
    document.addEventListener("focusin", come);
    document.addEventListener("focusout", () => { if (!touching) hide(); });
    document.addEventListener("mouseout", (event) => {
      const to = event.relatedTarget;
      if (to && (card.contains(to) || (link && link.contains(to)))) return;
      hide();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
    });
  });
})();
