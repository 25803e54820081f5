// The token lab: forecast a language model's next token by advice or on one's own, and read the regret.
(function () {
  "use strict";
  const { lab, element, head, choices, challenges, teller } = window.courseLabs;
  const OWN = "own";
  const NETWORK = "network";

  const percent = (p) => (p < 0.005 ? "under 1%" : Math.round(100 * p) + "%");
  const regret = (model, forecast) =>
    model.reduce((sum, p, at) => (p > 0 ? sum + p * Math.log(p / forecast[at]) : sum), 0);

  lab("tokens", (place, data, id) => {
    const names = data.advice;
    let kind = data.kinds[0];
    let advice = names[0];
    let at = 0;
    let shown = false;
    let favorite = 0;
    let seen = {};
    let check = () => {};

    const pool = () => data.contexts.filter((context) => context.kind === kind);
    const now = () => pool()[at % pool().length];

    const sure = element("input", { type: "range", id: id + "-sure", min: 10, max: 99, step: 1, value: 50 });
    const sureLabel = element("label", { for: id + "-sure" });
    const pick = element("div", { class: "lab-options" });
    const own = element("div", {}, element("fieldset", {}, element("legend", {}, "Your token"), pick), sureLabel, sure);

    function mine() {
      const { tokens } = now();
      const share = Number(sure.value) / 100;
      return tokens.map((_, token) => (token === favorite ? share : (1 - share) / (tokens.length - 1)));
    }

    const forecast = (name) => (name === OWN ? mine() : now().forecasts[names.indexOf(name)]);

    const before = element("pre", { class: "lab-tokens-text", role: "group", "aria-label": "The text so far" });
    const verdict = element("p", { class: "lab-why" });
    const tell = teller(place);
    const bars = element("table", { class: "lab-tokens-bars" });
    const step = element("button", { type: "button" });
    const again = element("button", { type: "button" }, "Start over");
    const cells = {};
    const body = element("tbody", {}, ...[OWN, ...names].map((name) => {
      const one = element("td");
      const mean = element("td");
      cells[name] = { one, mean };
      return element("tr", {}, element("th", { scope: "row" }, name === OWN ? "you" : name), one, mean);
    }));

    place.append(
      choices("Text", id + "-kind", data.kinds.map((each) => [each, each]), kind, (key) => { kind = key; restart(); }),
      choices("The advice that you follow", id + "-advice",
        [...names.map((name) => [name, name]), [OWN, "none: my own forecast"]], advice,
        (key) => { advice = key; refresh(); }),
      before, own,
      bars, verdict, element("div", { class: "lab-options" }, step, again),
      element("table", {}, head("regret, nats", "here", "mean so far"), body)
    );

    function bar(style, p) {
      return element("span", { class: `lab-tokens-bar ${style}`, style: `width:${(60 * p).toFixed(1)}%` });
    }

    function refresh() {
      const { tokens, model, text } = now();
      own.hidden = advice !== OWN;
      sureLabel.textContent = `Probability of ${tokens[favorite]}: ${sure.value}%; the other rows share the rest`;
      sure.setAttribute("aria-valuetext", `${sure.value}%`);
      before.textContent = text;
      const p = forecast(advice);
      bars.replaceChildren(
        head("next token", "forecast", "the model"),
        element("tbody", {}, ...tokens.map((token, row) => element("tr", {},
          element("th", { scope: "row" }, row < tokens.length - 1 ? element("code", {}, token) : token),
          element("td", {}, bar("lab-tokens-mine", p[row]), percent(p[row])),
          shown ? element("td", {}, bar("lab-tokens-model", model[row]), percent(model[row])) : element("td", {}, "?"))))
      );
      step.textContent = shown ? "Next place" : "Show what the model says";
      for (const name of [OWN, ...names]) {
        const paid = seen[name] || [];
        cells[name].mean.textContent = paid.length ? (paid.reduce((a, b) => a + b, 0) / paid.length).toFixed(2) : "\u2013";
        cells[name].one.textContent = shown ? paid[paid.length - 1].toFixed(2) : "\u2013";
      }
      if (shown) return;
      verdict.textContent = `Place ${(at % pool().length) + 1} of ${pool().length}. Choose a forecast, then look.`;
      const mine = tokens.map((token, row) => `${token} ${percent(p[row])}`).join(", ");
      tell(`Place ${(at % pool().length) + 1}, after “${text.slice(-40)}”. The forecast: ${mine}.`);
    }

    function offer() {
      favorite = 0;
      pick.replaceChildren(...now().tokens.map((token, row) => {
        const input = element("input", { type: "radio", name: `${id}-own`, value: String(row) });
        input.checked = row === favorite;
        input.addEventListener("change", () => { favorite = row; refresh(); });
        return element("label", {}, input, row < now().tokens.length - 1 ? element("code", {}, token) : token);
      }));
    }

    function look() {
      const { model } = now();
      for (const name of names) (seen[name] = seen[name] || []).push(regret(model, forecast(name)));
      const paid = regret(model, forecast(advice));
      (seen[OWN] = seen[OWN] || []).push(paid);
      shown = true;
      refresh();
      const best = names.reduce((a, b) => (seen[a].at(-1) <= seen[b].at(-1) ? a : b));
      verdict.textContent = `You pay ${paid.toFixed(2)} nats. The best advice here: ${best}, ${seen[best].at(-1).toFixed(2)}. The text goes on with “${now().next}”.`;
      tell(verdict.textContent);
      check();
    }

    function next() {
      at += 1;
      shown = false;
      offer();
      refresh();
    }

    step.addEventListener("click", () => (shown ? next() : look()));
    again.addEventListener("click", () => restart());
    sure.addEventListener("input", refresh);

    function restart() {
      at = 0;
      shown = false;
      seen = {};
      offer();
      refresh();
    }

    const last = (name) => seen[name].at(-1);
    check = challenges(place, [
      {
        text: "In the far text, a forecast of your own pays less than every listed advice.",
        done: () => kind === data.kinds[data.kinds.length - 1] && advice === OWN && names.every((name) => last(OWN) < last(name)),
      },
      {
        text: "A place where another training of the same model is not the best advice.",
        done: () => names.some((name) => name !== data.sibling && last(name) < last(data.sibling)),
      },
    ]);
    restart();
  });
})();
