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

  // What stands around the first place that has one of the terms.
  function excerpt(text, terms) {
    const at = text.search(pattern(terms));
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
    note.append(`${places}: ${terms.join(" ")}. `, remove);
    article.prepend(note);
    if (!location.hash) marks[0].scrollIntoView({ block: "center" });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const results = document.getElementById("search-results");
    if (results) return onResults(results);
    const terms = words(new URLSearchParams(location.search).get("highlight") || "");
    if (terms.length) onPage(terms);
  });
})();
