// What a reader has answered, kept in this browser alone; in memory where the browser keeps nothing.
(function (root) {
  "use strict";
  const KEY = "loss-precisely.answers";
  let memory = {};

  function all() {
    try {
      const kept = JSON.parse(root.localStorage.getItem(KEY) || "{}");
      return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
    } catch {
      return memory;
    }
  }

  function write(answers) {
    memory = answers;
    try {
      root.localStorage.setItem(KEY, JSON.stringify(answers));
    } catch {
      // private windows and full stores: the answers last as long as the page
    }
    if (root.document) root.document.dispatchEvent(new root.CustomEvent("course-answers"));
  }

  const answers = {
    all,
    get: (id) => all()[id],
    set(id, answer) {
      write({ ...all(), [id]: answer });
    },
    // Forget the answers with these ids; all of them without ids.
    forget(ids) {
      const kept = ids ? all() : {};
      for (const id of ids || []) delete kept[id];
      write(kept);
    },
    // Put back what `all` has given, beside what has come since.
    restore(before) {
      write({ ...before, ...all() });
    },
    // Everything that is kept, as text for a file.
    text: () => JSON.stringify(all(), null, 2),
  };
  if (typeof module === "object" && module.exports) module.exports = answers;
  else root.courseAnswers = answers;
})(typeof window === "undefined" ? globalThis : window);
