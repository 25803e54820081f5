// Small services for every page: a registry that fills labs with what their script draws,
// and announcements of quiz feedback to screen readers.
(function () {
  "use strict";

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  // A group of radio buttons; `choose(key)` is called at each change.
  function choices(legend, name, options, chosen, choose) {
    const group = element("div", { class: "lab-options" });
    for (const [key, text] of options) {
      const input = element("input", { type: "radio", name: name, value: key });
      input.checked = key === chosen;
      input.addEventListener("change", () => choose(key));
      group.append(element("label", {}, input, text));
    }
    return element("fieldset", {}, element("legend", {}, legend), group);
  }

  const labs = {};
  let count = 0;

  function lab(name, draw) {
    labs[name] = draw;
  }

  function start() {
    for (const place of document.querySelectorAll(".lab[data-lab]")) {
      const draw = labs[place.dataset.lab];
      const source = place.querySelector('script[type="application/json"]');
      if (!draw || !source) continue;
      const data = JSON.parse(source.textContent);
      place.querySelector(".lab-fallback").remove();
      count += 1;
      draw(place, data, "lab" + count);
    }
    const announce = () => {
      for (const feedback of document.querySelectorAll(".Quiz .Feedback:not([aria-live])")) {
        feedback.setAttribute("aria-live", "polite");
      }
    };
    announce();
    setTimeout(announce, 1000); // JupyterQuiz fills its places after the page has loaded
  }

  window.courseLabs = { lab, element, choices };
  document.addEventListener("DOMContentLoaded", start);
})();
