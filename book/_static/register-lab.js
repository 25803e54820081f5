// The register lab: choose a loss, an edit and a factor; read what the step did.
(function () {
  "use strict";
  const { lab, element, choices, challenges, minus, teller } = window.courseLabs;

  const digits = (value) => {
    if (typeof value === "string") return value;
    const rounded = Math.abs(value) < 5e-7 ? 0 : value;
    return minus(rounded.toFixed(3));
  };

  lab("register", (place, data, id) => {
    const state = { form: "ce", edit: "no_grad", factor: String(data.factors.indexOf(3)) };
    let check = () => {};
    const controls = element("div");
    const code = element("pre", { class: "lab-code", tabindex: "0", "aria-label": "The program" });
    const result = element("div");
    place.append(controls, code, result);
    const tell = teller(place);

    function reading(kind, value, text) {
      return element(
        "div", { class: "lab-reading " + kind }, element("b", {}, value), element("span", {}, text)
      );
    }

    function show() {
      const entry = data.runs[state.form][state.edit];
      const run = entry.runs[Number(state.factor)];
      code.replaceChildren(
        ...run.lines.map((line, index) =>
          element("span", { class: index === run.edited ? "lab-edited" : "" }, line)
        )
      );
      const register = reading(
        "", digits(run.register), `in the register at the end; without the edit ${digits(run.before)}`
      );
      const effect = run.error
        ? reading("lab-error", run.error.split(":")[0], "instead of a step: " + run.error.split(": ")[1])
        : reading("lab-effect", digits(run.ratio) + " ×", "the step that is taken without the edit");
      result.replaceChildren(
        element("div", { class: "lab-readings" }, register, effect),
        element("p", { class: "lab-why" }, entry.why)
      );
      tell([...result.querySelectorAll(".lab-reading, .lab-why")].map((part) =>
        [...part.childNodes].map((node) => node.textContent).join(" ")).join(". "));
      check(run);
    }

    function build(focus) {
      if (!data.runs[state.form][state.edit]) state.edit = "none";
      const set = (key) => (value) => {
        state[key] = value;
        if (key === "form") build(value);
        else show();
      };
      controls.replaceChildren(
        choices("Loss", id + "-form", Object.entries(data.forms), state.form, set("form")),
        choices(
          "Edit", id + "-edit",
          Object.entries(data.edits).filter(([key]) => data.runs[state.form][key]),
          state.edit, set("edit")
        ),
        choices(
          "Factor", id + "-factor",
          data.factors.map((factor, index) => [String(index), minus(String(factor))]),
          state.factor, set("factor")
        )
      );
      if (focus) controls.querySelector(`input[value="${focus}"]`).focus();
      show();
    }

    build();
    const same = (one, other) => Math.abs(one - other) <= 1e-3 * Math.abs(other);
    check = challenges(place, [
      {
        text: "The step is three times as long, and the register reads what it read without the edit.",
        done: (run) => !run.error && same(run.ratio, 3) && same(run.register, run.before),
      },
      {
        text: "The register reads ten times as much, and the step is what it was.",
        done: (run) => !run.error && same(run.ratio, 1) && same(run.register, 10 * run.before),
      },
      { text: "PyTorch notices the edit and refuses.", done: (run) => Boolean(run.error) },
    ]);
  });
})();
