// Quizzes and predictions. The page brings each question with its key folded; here it becomes
// answerable, answers are remembered, and what follows a prediction is held back until it is made.
(function () {
  "use strict";
  const { element } = window.courseLabs;
  const scores = window.courseScores;
  const answers = window.courseAnswers;

  const round = (value) => window.courseLabs.minus(value.toFixed(2));

  function button(text, act, attributes) {
    const made = element("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", act);
    return made;
  }

  // What all kinds share: the parts of a question in the page, and what is said of an answer.
  function read(place) {
    const key = place.querySelector(".question-key");
    const said = element("div", { class: "question-said", role: "status" });
    place.insertBefore(said, key);
    return {
      place,
      key,
      said,
      id: place.dataset.id,
      choices: [...place.querySelectorAll(".question-choices > li")],
      items: [...key.querySelectorAll("li")],
    };
  }

  function say(question, ...parts) {
    question.said.replaceChildren(...parts);
  }

  const copied = (node) => {
    const made = document.createElement("p");
    made.append(...[...node.childNodes].map((child) => child.cloneNode(true)));
    return made;
  };

  // The first answer counts; later ones only explain.
  function remember(question, right, chosen) {
    const before = answers.get(question.id);
    answers.set(question.id, { ...before, right: before ? before.right : right, chosen });
  }

  function mark(choice, right) {
    choice.classList.toggle("question-right", right === true);
    choice.classList.toggle("question-wrong", right === false);
  }

  // Choose one or several; arrow keys move, "Check" answers.
  function choose(question) {
    const several = question.place.dataset.type === "many_choice";
    const correct = question.items.map((item) => item.dataset.is === "right");
    const inputs = question.choices.map((choice) => choice.querySelector("input"));
    for (const input of inputs) input.disabled = false;

    function show(chosen) {
      question.choices.forEach((choice, index) => mark(choice, chosen.includes(index) ? correct[index] : null));
      const right = correct.every((is, index) => is === chosen.includes(index));
      const missing = correct.filter((is, index) => is && !chosen.includes(index)).length;
      const said = chosen.map((index) => copied(question.items[index].querySelector("span")));
      const told = said.filter((node, at) => !said.slice(0, at).some((other) => other.isEqualNode(node)));
      const hits = chosen.filter((index) => correct[index]).length;
      const wrong = chosen.length - hits;
      const more = missing ? `, ${missing} more to find` : "";
      const verdict = right ? "Right." : !several || !hits ? "Not this."
        : wrong ? `Not yet: ${hits} right, ${wrong} not${more}.` : `Not yet: ${missing} more to find.`;
      say(question, element("p", { class: "question-verdict" }, verdict), ...told);
      return right;
    }

    const check = button("Check", () => {
      const chosen = inputs.flatMap((input, index) => (input.checked ? [index] : []));
      if (chosen.length === 0) return say(question, element("p", {}, "Choose an answer first."));
      remember(question, show(chosen), chosen);
    });
    question.key.before(check);
    const kept = answers.get(question.id);
    if (kept && Array.isArray(kept.chosen)) {
      for (const index of kept.chosen) if (inputs[index]) inputs[index].checked = true;
      show(kept.chosen.filter((index) => inputs[index]));
    }
  }

  // A number, right within the tolerance.
  function number(question) {
    const truth = Number(question.place.dataset.value);
    const tolerance = Number(question.place.dataset.tolerance);
    const unit = question.place.querySelector(".question-unit");
    const input = element("input", { type: "number", step: "any", inputmode: "decimal" });
    unit.replaceWith(element("label", { class: "question-number" }, "Your answer: ", input, " " + unit.textContent));

    function show(value) {
      const right = Math.abs(value - truth) <= tolerance;
      const verdict = right ? "Right." : value > truth ? "Too high." : "Too low.";
      say(question, element("p", { class: "question-verdict" }, verdict));
      if (right) question.said.append(copied(question.key.querySelector("p")));
      return right;
    }

    const check = button("Check", () => {
      if (input.value === "") return say(question, element("p", {}, "Write a number first."));
      remember(question, show(Number(input.value)), Number(input.value));
    });
    question.key.before(check);
    const kept = answers.get(question.id);
    if (kept && typeof kept.chosen === "number") {
      input.value = kept.chosen;
      show(kept.chosen);
    }
  }

  // Put into order with buttons.
  function order(question) {
    const list = question.choices[0].parentElement;
    const name = (choice) => choice.querySelector("span").textContent;

    function move(choice, up, pressed) {
      const other = up ? choice.previousElementSibling : choice.nextElementSibling;
      if (!other) return;
      if (up) other.before(choice);
      else other.after(choice);
      pressed.focus();
      const at = [...list.children].indexOf(choice) + 1;
      say(question, element("p", { class: "lab-hidden" }, `${name(choice)}: now number ${at}`));
    }

    for (const choice of question.choices) {
      const up = button("↑", () => move(choice, true, up), { "aria-label": `Earlier: ${name(choice)}` });
      const down = button("↓", () => move(choice, false, down), { "aria-label": `Later: ${name(choice)}` });
      choice.prepend(element("span", { class: "question-moves" }, up, down));
    }

    function show() {
      const places = [...list.children].map((choice) => Number(choice.dataset.place));
      const right = places.every((place, index) => place === index);
      const fit = places.filter((place, index) => place === index).length;
      const verdict = right ? "Right." : `${fit} of ${places.length} stand where they belong.`;
      say(question, element("p", { class: "question-verdict" }, verdict));
      if (right) question.said.append(copied(question.key.querySelector("p")));
      return { right, places };
    }

    question.key.before(button("Check", () => {
      const { right, places } = show();
      remember(question, right, places);
    }));
    const kept = answers.get(question.id);
    if (kept && Array.isArray(kept.chosen)) {
      for (const place of kept.chosen) {
        const choice = question.choices.find((each) => Number(each.dataset.place) === place);
        if (choice) list.append(choice);
      }
      show();
    }
  }

  // ---- predictions ----------------------------------------------------------------------

  // A probability for each choice.
  function probabilities(question) {
    const happened = question.items.findIndex((item) => item.dataset.is === "right");
    const sliders = question.choices.map((choice) => {
      const label = choice.querySelector("label");
      label.querySelector("input").remove();
      const slider = element("input", { type: "range", min: 0, max: 100, step: 1, value: 50 });
      // Moving one slider changes all percentages; the slider itself says its own.
      const said = element("output", { "aria-live": "off" });
      label.append(element("span", { class: "question-slider" }, slider, said));
      slider.addEventListener("input", () => update());
      return { slider, said };
    });
    const shares = () => scores.probabilities(sliders.map(({ slider }) => Number(slider.value)));

    function write(given) {
      scores.percents(given).forEach((percent, index) => {
        sliders[index].said.textContent = `${percent}%`;
        sliders[index].slider.setAttribute("aria-valuetext", `${percent}%`);
      });
    }
    const update = () => write(shares());

    function show(given) {
      sliders.forEach(({ slider }, index) => {
        slider.value = Math.round(100 * given[index]);
        slider.disabled = true;
      });
      write(given);
      question.choices.forEach((choice, index) => {
        mark(choice, index === happened ? true : null);
        choice.append(copied(question.items[index].querySelector("span")));
      });
      const mine = scores.logScore(given, happened);
      const even = Math.log(1 / given.length);
      say(question, element("p", { class: "question-verdict" },
        `You gave ${scores.percents(given)[happened]}% to what happened: log score ${round(mine)} nats; ` +
        `equal chances for all would have had ${round(even)}.`));
    }

    update();
    return {
      task: "Move the sliders until the percentages say what you expect; they are shared out to 100%.",
      // What is scored is what was shown.
      given: () => ({ probabilities: scores.percents(shares()).map((percent) => percent / 100), happened }),
      tellsAll: true,
      show: (kept) => show(kept.probabilities),
      fits: (kept) => scores.isDistribution(kept.probabilities) && kept.probabilities.length === sliders.length,
    };
  }

  // An interval that should hold the number four times out of five.
  function interval(question) {
    const truth = Number(question.place.dataset.value);
    const unit = question.place.querySelector(".question-unit");
    const field = (name) => element("input", {
      type: "number", step: "any", inputmode: "decimal", "aria-label": [name, unit.textContent].join(" ").trim(),
    });
    const [low, high] = [field("Between, the lower end:"), field("and, the upper end:")];
    unit.replaceWith(element("p", { class: "question-number" },
      element("label", {}, "Between ", low), " ", element("label", {}, "and ", high), " " + unit.textContent));
    for (const end of [low, high]) {
      end.addEventListener("input", () => say(question));
      end.addEventListener("keydown", (event) => {
        if (event.key === "Enter") question.place.querySelector(".question-commit")?.click();
      });
    }
    return {
      task: "Give an interval that you would expect to hold the number in four cases of five.",
      given() {
        const ends = [Number(low.value), Number(high.value)];
        if (low.value === "" || high.value === "" || ends[0] > ends[1]) {
          (low.value === "" ? low : high).focus();
          return null;
        }
        return { low: ends[0], high: ends[1], value: truth };
      },
      show(kept) {
        [low.value, high.value] = [kept.low, kept.high];
        low.disabled = high.disabled = true;
        const inside = kept.low <= truth && truth <= kept.high;
        const score = scores.intervalScore(kept.low, kept.high, truth, 0.2);
        say(question, element("p", { class: "question-verdict" },
          `${inside ? "The number lies inside" : "The number lies outside"}. Interval score ${round(score)} ` +
          `(smaller is better; the width alone is ${round(kept.high - kept.low)}).`),
        copied(question.key.querySelector("p")));
      },
      fits: (kept) => scores.isInterval(kept.low, kept.high),
    };
  }

  function predict(question) {
    const kind = question.place.dataset.predict === "interval" ? interval(question) : probabilities(question);
    const held = hold(question.place);
    const task = element("p", { class: "question-task" }, kind.task);
    const buttons = element("p", { class: "question-buttons" });
    const open = () => {
      held.open();
      for (const left of [task, buttons]) left.remove();
      question.key.hidden = false;
    };
    // The button that had the focus is gone: what is said now has it.
    const attend = () => {
      question.said.tabIndex = -1;
      question.said.focus({ preventScroll: true });
      question.said.scrollIntoView({ block: "nearest" });
    };
    const close = () => {
      for (const input of question.place.querySelectorAll("input")) input.disabled = true;
    };
    const commit = button("This is my prediction", () => {
      const given = kind.given();
      if (!given) return say(question, element("p", {}, "Write two numbers, the smaller one first."));
      answers.set(question.id, given);
      open();
      kind.show(given);
      question.key.hidden = Boolean(kind.tellsAll);
      attend();
    }, { class: "question-commit" });
    const skip = button("Show me without", () => {
      say(question, element("p", {}, "Shown without a prediction."));
      open();
      close();
      attend();
    });
    // Whoever has seen what happened does not predict it.
    held.found(() => {
      say(question, element("p", {}, "Shown without a prediction, as a link or a search led into what follows."));
      open();
      close();
    });
    buttons.append(commit, skip);
    question.place.querySelector("legend").after(task);
    question.key.before(buttons);
    const kept = answers.get(question.id);
    if (kept && kind.fits(kept)) {
      open();
      kind.show(kept);
      question.key.hidden = Boolean(kind.tellsAll);
    } else {
      question.key.hidden = true;
    }
  }

  // Hide what follows a question up to the next section or question; finding in the page and
  // links into it show it, which is told by `found`, and so does printing.
  function hold(place) {
    const cell = place.closest(".bd-article section > *") || place;
    const hidden = element("div", { class: "held" });
    const last = cell.querySelectorAll(".question");
    let next = cell.nextElementSibling;
    if (last[last.length - 1] === place) cell.after(hidden);
    while (hidden.parentElement && next && !next.matches("section, :has(.quiz)")) {
      const after = next.nextElementSibling;
      hidden.append(next);
      next = after;
    }
    const note = element("p", { class: "held-note" },
      "The page goes on here when you have predicted, or asked to be shown.");
    if (hidden.children.length > 0) hidden.before(note);
    hidden.setAttribute("hidden", "until-found");

    let tell = () => {};
    const held = {
      open() {
        note.remove();
        hidden.removeAttribute("hidden");
        window.dispatchEvent(new Event("resize")); // the contents beside the page look where headings are
      },
      found(act) {
        tell = act;
      },
    };
    const wanted = () => {
      const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && hidden.contains(target) && hidden.hidden) {
        tell();
        target.scrollIntoView();
      }
    };
    hidden.addEventListener("beforematch", () => tell());
    window.addEventListener("hashchange", wanted);
    window.setTimeout(wanted, 0);
    return held;
  }

  // ---- a quiz: its questions, a score, and starting over ----------------------------------

  const KINDS = { multiple_choice: choose, many_choice: choose, numeric: number, order };

  function start(quiz) {
    const questions = [...quiz.querySelectorAll(".question")].map(read);
    for (const question of questions) {
      if (question.place.dataset.predict) predict(question);
      else KINDS[question.place.dataset.type](question);
    }
    const asked = questions.filter((question) => !question.place.dataset.predict);
    if (asked.length < 2) return;
    const score = element("span", { role: "status" });
    const over = button("Start over", () => {
      answers.forget(asked.map((question) => question.id));
      history.replaceState({ ...history.state, over: quiz.dataset.quiz }, "");
      location.reload();
    });
    if (history.state && history.state.over === quiz.dataset.quiz) {
      history.replaceState({ ...history.state, over: undefined }, "");
      window.setTimeout(() => asked[0].place.querySelector("input, button").focus(), 0);
    }
    quiz.append(element("p", { class: "quiz-score" }, score, over));
    const update = () => {
      const kept = asked.map((question) => answers.get(question.id)).filter(Boolean);
      const right = kept.filter((answer) => answer.right).length;
      const now = `${right} of ${asked.length} right at the first try` +
        (kept.length < asked.length ? `, ${asked.length - kept.length} not answered yet.` : ".");
      if (score.textContent !== now) score.textContent = now; // what is written is spoken
      over.hidden = kept.length === 0;
    };
    document.addEventListener("course-answers", update);
    update();
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const quiz of document.querySelectorAll(".quiz")) start(quiz);
  });
})();
