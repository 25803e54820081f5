// The reader's predictions, scored by the rules that the chapter on mathematical loss explains.
(function () {
  "use strict";
  const { lab, element, svg, head, frame, minus } = window.courseLabs;
  const scores = window.courseScores;
  const answers = window.courseAnswers;
  const show = (value) => minus(value.toFixed(2));

  // Share that happened against the probability that was said; a dot's area tells how often.
  function plot(bins) {
    const dots = bins.map((bin) =>
      `of ${bin.count} near ${Math.round(100 * bin.said)}%, ${Math.round(100 * bin.happened)}% happened`);
    const size = 220;
    const pad = { left: 46, right: 10, top: 10, bottom: 38 };
    const { drawing, x, y } = frame(size, size, pad, 0, 1, [0, 0.5, 1], `Share that happened against the probability that you gave: ${dots.join("; ") || "no dot yet"}.`);
    drawing.append(
      svg("text", { x: 9, y: y(0.5), "text-anchor": "middle", transform: `rotate(-90 9 ${y(0.5)})` }, "share that happened"),
      svg("line", { class: "cursor", x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
      ...[0, 0.5, 1].map((tick) => svg("text", { x: x(tick), y: size - 22, "text-anchor": "middle" }, String(tick))),
      svg("text", { x: x(0.5), y: size - 6, "text-anchor": "middle" }, "probability that you gave")
    );
    for (const bin of bins) {
      drawing.append(svg("circle", { class: "lab-bon-dot", cx: x(bin.said), cy: y(bin.happened), r: 2 + 2 * Math.sqrt(bin.count) }));
    }
    return drawing;
  }

  function table(rows) {
    const body = element("tbody");
    for (const [name, ...values] of rows) {
      body.append(element("tr", {}, element("th", { scope: "row" }, name), ...values.map((value) => element("td", {}, value))));
    }
    return element("table", {}, head("", "you", "equal chances"), body);
  }

  function part(title, forecasts) {
    const all = scores.summary(forecasts);
    return element("div", {},
      element("p", { class: "lab-subtitle" }, title),
      table([
        ["predictions", String(all.count), String(all.count)],
        ["mean log score, nats (0 is best)", show(all.log), show(all.uniformLog)],
        ["mean Brier score (0 is best)", show(all.brier), show(all.uniformBrier)],
      ]));
  }

  lab("forecasts", (place, questions) => {
    // No live region: it changes with each prediction, which is made elsewhere in the page.
    const body = element("div");
    const button = (text, act) => {
      const made = element("button", { type: "button" }, text);
      made.addEventListener("click", act);
      return made;
    };
    const save = button("Save to a file", () => {
      const file = URL.createObjectURL(new Blob([answers.text()], { type: "application/json" }));
      const link = element("a", { href: file, download: "predictions.json" });
      link.click();
      URL.revokeObjectURL(file);
    });
    // One press deletes, and nothing is lost by a press too much.
    const remove = button("Delete all my answers", () => {
      const before = answers.all();
      answers.forget();
      const undo = button("Undo", () => {
        answers.restore(before);
        remove.focus();
      });
      body.replaceChildren(element("p", { class: "lab-why" },
        "All your answers are deleted, in every chapter. This page shows them until it is loaded again. ", undo));
      undo.focus();
    });
    place.append(body, element("p", { class: "lab-options" }, save, remove));

    function update() {
      const made = questions.flatMap((question) => {
        const kept = answers.get(question.id);
        return kept ? [{ ...question, ...kept }] : [];
      });
      const chances = made.filter((each) => scores.isDistribution(each.probabilities) && each.happened in each.probabilities);
      const here = chances.filter((each) => each.here);
      const intervals = made.filter((each) => scores.isInterval(each.low, each.high));
      save.disabled = remove.disabled = Object.keys(answers.all()).length === 0;
      if (made.length === 0) {
        body.replaceChildren(element("p", { class: "lab-why" },
          "You have not predicted anything yet. Answers are kept in this browser and sent nowhere."));
        return;
      }
      const parts = [];
      if (here.length > 0 && here.length < chances.length) parts.push(part("This chapter", here));
      if (chances.length > 0) parts.push(part(here.length === chances.length ? "This chapter" : "All chapters so far", chances));
      const blocks = [element("div", { class: "lab-plots" }, element("div", {}, ...parts),
        element("div", {}, element("p", { class: "lab-subtitle" }, "Calibration, over all chapters: well calibrated dots lie on the line"),
          plot(scores.calibration(chances))))];
      if (intervals.length > 0) {
        const held = intervals.filter((each) => each.low <= each.value && each.value <= each.high).length;
        blocks.push(element("p", { class: "lab-why" },
          `${held} of ${intervals.length} intervals held the number; four of five should.`));
      }
      if (here.length > 0) {
        const worst = here[scores.summary(here).worst];
        blocks.push(element("p", { class: "lab-why" },
          `Your greatest surprise here: you gave ${scores.percents(worst.probabilities)[worst.happened]}% to what happened when asked “${worst.text}”`));
      }
      body.replaceChildren(...blocks);
    }

    document.addEventListener("course-answers", update);
    update();
  });
})();
