// The search: what Sphinx finds gets an excerpt, also from a disk, and the page that is opened marks the words.
(function () {
  "use strict";
  const AROUND = 110;
  const words = (text) => text.toLowerCase().split(/\s+/).filter((word) => word.length > 1);
  const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = (terms) => new RegExp(`(${terms.map(escaped).join("|")})`, "gi");

  // A text with its terms in <mark>, as nodes.
  function marked(text, terms) {
    return text.split(pattern(terms)).map((part, at) => {
      if (at % 2 === 0) return part;
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    });
  }

  // Where a text has the terms: as they were written, else most of them near each other. The index
  // knows words by their stems, so that a text may have none of them as written.
  function place(text, terms) {
    const whole = text.search(new RegExp(terms.map(escaped).join("\\s+"), "i"));
    if (whole >= 0) return whole;
    const stems = terms.map((term) => (term.length > 4 ? term.replace(/(?:ing|ed|es|s|e)$/, "") : term));
    let best = { at: -1, count: 0 };
    for (const match of text.matchAll(pattern(stems))) {
      const near = text.slice(match.index, match.index + AROUND).toLowerCase();
      const count = stems.filter((stem) => near.includes(stem)).length;
      if (count > best.count) best = { at: match.index, count };
    }
    return best.at;
  }

  // What stands around that place.
  function excerpt(text, terms) {
    const at = place(text, terms);
    if (at < 0) return text.slice(0, 2 * AROUND);
    const from = Math.max(0, at - AROUND);
    return (from ? "…" : "") + text.slice(from, at + AROUND) + (at + AROUND < text.length ? "…" : "");
  }

  function onResults(results) {
    const script = document.currentScript || document.querySelector('script[src*="search.js"]');
    const terms = words(new URLSearchParams(location.search).get("q") || "");
    if (!terms.length) return;

    function complete() {
      for (const item of results.querySelectorAll("li:not([data-complete])")) {
        const link = item.querySelector("a");
        const root = new URL(".", location.href).href;
        const name = decodeURIComponent(link.href.slice(root.length).split(/[?#]/)[0]).replace(/\.html$/, "");
        item.dataset.complete = "";
        const target = new URL(link.href);
        target.searchParams.set("highlight", terms.join(" "));
        link.href = target.href;
        const text = (window.courseTexts || {})[name];
        if (!text) continue;
        const shown = document.createElement("p");
        shown.className = "context";
        shown.append(...marked(excerpt(text, terms), terms));
        item.append(shown);
      }
    }

    const texts = document.createElement("script");
    texts.src = new URL("search-texts.js", script.src).href;
    texts.addEventListener("load", () => {
      new MutationObserver(complete).observe(results, { childList: true, subtree: true });
      complete();
    });
    document.head.append(texts);
  }

  // Mark the terms in the article, and come to the first of them.
  function onPage(terms) {
    const article = document.querySelector(".bd-article");
    if (!article) return;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("script, style, svg, .math, mjx-container, .question, .lab, button")
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (walker.nextNode()) {
      if (pattern(terms).test(walker.currentNode.nodeValue)) found.push(walker.currentNode);
    }
    for (const node of found) node.replaceWith(...marked(node.nodeValue, terms));
    const marks = article.querySelectorAll("mark");
    if (!marks.length) return;
    const note = document.createElement("p");
    note.className = "search-note";
    note.setAttribute("role", "status");
    const places = marks.length === 1 ? "1 place is marked" : `${marks.length} places are marked`;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "Remove the marks";
    remove.addEventListener("click", () => {
      for (const mark of marks) mark.replaceWith(mark.textContent);
      note.remove();
      const heading = article.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus();
    });
    // What lies behind a prediction is not shown by a search; the note says that it is there.
    const shown = [...marks].filter((mark) => mark.checkVisibility());
    const away = marks.length - shown.length;
    const folded = away ? `, ${away} of them in what is folded or stands behind a prediction` : "";
    note.append(`${places}${folded}: ${terms.join(" ")}. `, remove);
    article.prepend(note);
    if (location.hash || !shown.length) return;
    const first = shown[0];
    first.tabIndex = -1; // the keyboard goes on from there
    let left = false; // the reader has gone on
    for (const kind of ["wheel", "touchstart", "keydown", "mousedown"]) {
      window.addEventListener(kind, () => { left = true; }, { once: true, passive: true });
    }
    const come = () => {
      if (left) return;
      first.scrollIntoView({ block: "center" });
      first.focus({ preventScroll: true });
    };
    come();
    // Figures and formulas take their room later.
    window.addEventListener("load", come);
    window.MathJax?.startup?.promise?.then(come);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const results = document.getElementById("search-results");
    if (results) return onResults(results);
    const terms = words(new URLSearchParams(location.search).get("highlight") || "");
    if (terms.length) onPage(terms);
  });
})();
