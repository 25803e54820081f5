// The table of all exercises: filtered by chapter, difficulty and minutes, and marked with what a
// file of progress says is done. The file is read in the page and sent nowhere.
(function () {
  "use strict";
  const { element } = window.courseLabs;

  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();

  function select(text, options, update) {
    const made = element("select", {}, ...options.map(([value, name]) => element("option", { value }, name)));
    made.addEventListener("change", update);
    return { made, label: element("label", {}, text, " ", made) };
  }

  // The share of its points that each exercise has earned so far. A line of the file is one result;
  // a result with fresh inputs counts more than one on the public cases.
  function done(text) {
    const found = new Map();
    for (const line of text.split("\n").filter((each) => each.trim())) {
      let event;
      try {
        event = JSON.parse(line);
      } catch {
        continue; // a line that was cut when its writer was stopped
      }
      if (!event.exercise) continue;
      if (event.forget) {
        found.delete(event.exercise);
        continue;
      }
      const before = found.get(event.exercise) || { share: 0, fresh: false };
      const share = event.score / event.points;
      if (event.fresh && !before.fresh) found.set(event.exercise, { share, fresh: true });
      else if (event.fresh || !before.fresh) found.set(event.exercise, { ...before, share: Math.max(share, before.share) });
    }
    return found;
  }

  function start(table) {
    const rows = [...table.tBodies[0].rows].map((row) => ({
      row,
      id: words(row.cells[0].querySelector("code") || row.cells[0]),
      chapter: words(row.cells[1]),
      level: words(row.cells[3]),
      minutes: Number(words(row.cells[4])),
    }));
    const any = [["", "any"]];
    const values = (key) => [...new Set(rows.map((each) => each[key]))];
    const chapter = select("Chapter", any.concat(values("chapter").map((name) => [name, name])), update);
    const level = select("Difficulty", any.concat(values("level").sort().map((name) => [name, name])), update);
    const minutes = select("At most", any.concat([10, 20, 30, 45].map((most) => [most, `${most} minutes`])), update);
    const count = element("p", { role: "status", class: "exercise-count" });
    const file = element("input", { type: "file", accept: ".jsonl" });
    const told = element("span", { role: "status" });
    file.addEventListener("change", async () => {
      const shares = done(await file.files[0].text());
      if (shares.size > 0) mark(shares);
      else told.textContent = "There is no result in this file. `lossbook progress` says where yours is.";
    });

    function mark(shares) {
      let known = 0;
      for (const { row, id } of rows) {
        const { share } = shares.get(id) || { share: 0 };
        row.classList.toggle("exercise-done", share >= 1);
        row.classList.toggle("exercise-begun", share > 0 && share < 1);
        known += share >= 1 ? 1 : 0;
      }
      told.textContent = `${known} of ${rows.length} done.`;
    }

    function update() {
      let points = 0;
      let shown = 0;
      for (const each of rows) {
        const fits = (!chapter.made.value || each.chapter === chapter.made.value) &&
          (!level.made.value || each.level === level.made.value) &&
          (!minutes.made.value || each.minutes <= Number(minutes.made.value));
        each.row.hidden = !fits;
        if (!fits) continue;
        shown += 1;
        points += Number(words(each.row.cells[2]));
      }
      count.textContent = `${shown} of ${rows.length} exercises, ${points} ${points === 1 ? "point" : "points"}.`;
    }

    const place = table.closest(".pst-scrollable-table-container") || table;
    place.before(
      element("div", { class: "exercise-filter" }, chapter.label, level.label, minutes.label),
      count,
      element("p", { class: "exercise-progress" },
        element("label", {}, "Show what is done: your file of progress ", file), " ", told)
    );
    update();
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll("table.exercise-index")) start(table);
  });
})();
