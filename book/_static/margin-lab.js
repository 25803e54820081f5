// The margin lab: formulas that are equal on paper, read at one margin after another.
(function () {
  "use strict";
  const { lab, element, svg, head, frame, challenges, minus, teller } = window.courseLabs;
  const WIDTH = 300;
  const HEIGHT = 170;
  const PAD = { left: 34, right: 6, top: 6, bottom: 22 };

  const finite = (value) => typeof value === "number";

  function show(value) {
    if (value === "nan") return "NaN";
    if (value === "inf") return "∞";
    if (value === "-inf") return "\u2212∞";
    if (value !== 0 && Math.abs(value) < 1e-3) return minus(value.toExponential(1));
    return minus(value.toFixed(3));
  }

  function plot(margins, series, low, high, ticks, label) {
    const last = margins[margins.length - 1];
    const { drawing, x: at, y } = frame(WIDTH, HEIGHT, PAD, low, high, ticks, label);
    const x = (m) => at(m / last);
    for (const tick of [0, 40, 80, 120].filter((m) => m <= last)) {
      drawing.append(svg("text", { x: x(tick), y: HEIGHT - 6, "text-anchor": "middle" }, String(tick)));
    }
    for (const { values, style } of series) {
      let path = "";
      let pen = false;
      values.forEach((value, index) => {
        if (finite(value) && value <= high && value >= low) {
          path += `${pen ? "L" : "M"}${x(margins[index]).toFixed(1)} ${y(value).toFixed(1)}`;
          pen = true;
        } else {
          pen = false;
        }
      });
      drawing.append(svg("path", { class: "curve " + style, d: path }));
    }
    const cursor = svg("line", { class: "cursor", y1: PAD.top, y2: HEIGHT - PAD.bottom });
    drawing.append(cursor);
    return { drawing, move: (m) => { cursor.setAttribute("x1", x(m)); cursor.setAttribute("x2", x(m)); } };
  }

  lab("margin", (place, data, id) => {
    const names = Object.keys(data.formulas);
    const all = [["the ideal", data.ideal, "lab-formula-ideal"]].concat(
      names.map((name, index) => [name, data.formulas[name], "lab-formula-" + index])
    );
    const pick = (key) => all.map(([, curves, style]) => ({ values: curves[key], style }));
    const last = data.margins[data.margins.length - 1];
    const value = plot(data.margins, pick("value"), 0, last, [0, 40, 80, 120], "Value against margin");
    const gradient = plot(
      data.margins, pick("gradient"), -1.1, 0.1, [-1, -0.5, 0], "Gradient against margin"
    );
    const slider = element("input", {
      type: "range", id: id + "-margin", min: 0, max: data.margins.length - 1, step: 1,
      value: data.margins.indexOf(40) >= 0 ? data.margins.indexOf(40) : 0,
    });
    const label = element("label", { for: id + "-margin" });
    const body = element("tbody");
    const tell = teller(place);
    place.append(
      element("div", { class: "lab-plots" },
        element("div", {}, element("p", { class: "lab-subtitle" }, "What the register reads"), value.drawing),
        element("div", {}, element("p", { class: "lab-subtitle" }, "Which gradient is left behind"), gradient.drawing)),
      label, slider, element("table", {}, head("formula", "value", "gradient"), body)
    );

    // Whether a formula's value or gradient is not the ideal's there.
    const wrong = (key, curves, index) => {
      const here = curves[key][index];
      const ideal = data.ideal[key][index];
      return !finite(here) || Math.abs(here - ideal) > 1e-3 * Math.abs(ideal);
    };
    const { clamped, naive } = data.formulas;
    const check = clamped && naive ? challenges(place, [
      {
        text: "The first margin at which the clamped formula reads a plausible number and leaves no gradient.",
        done: (i) => i > 0 && clamped.gradient[i] === 0 && clamped.gradient[i - 1] !== 0,
      },
      {
        text: "The last margin at which the naive formula's gradient is right.",
        done: (i) => !wrong("gradient", naive, i) && i < last && wrong("gradient", naive, i + 1),
      },
    ]) : () => {};

    function update() {
      const index = Number(slider.value);
      const margin = data.margins[index];
      label.textContent = `Margin by which the right class loses: ${margin}`;
      slider.setAttribute("aria-valuetext", `margin ${margin}`);
      value.move(margin);
      gradient.move(margin);
      body.replaceChildren(...all.map(([name, curves, style]) => element(
        "tr", {},
        element("th", { scope: "row" }, element("span", { class: "swatch " + style }), name),
        ...["value", "gradient"].map((key) =>
          element("td", { class: wrong(key, curves, index) ? "bad" : "" }, show(curves[key][index])))
      )));
      tell(`Margin ${margin}: ` + all.map(([name, curves]) =>
        `${name} ${show(curves.value[index])}, gradient ${show(curves.gradient[index])}`).join("; "));
      check(index);
    }

    slider.addEventListener("input", update);
    update();
  });
})();
