// The scoring rules and the store of answers, run by node's own test runner.
"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const scores = require("../../book/_static/scores.js");

const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 1e-9, `${value} is not ${wanted}`);

test("the log score is the log of what was given to what happened", () => {
  near(scores.logScore([0.25, 0.75], 1), Math.log(0.75));
});

test("the Brier score lies between 0 and 2", () => {
  near(scores.brierScore([0, 1, 0], 1), 0);
  near(scores.brierScore([1, 0, 0], 1), 2);
  near(scores.brierScore([0.25, 0.25, 0.25, 0.25], 2), 0.75);
});

test("both rules are proper: no other report has a better expectation", () => {
  const truth = [0.2, 0.5, 0.3];
  const expected = (rule, report) => truth.reduce((sum, p, i) => sum + p * rule(report, i), 0);
  for (let a = 1; a < 20; a += 1) {
    for (let b = 1; a + b < 20; b += 1) {
      const report = [a / 20, b / 20, 1 - (a + b) / 20];
      assert.ok(expected(scores.logScore, truth) >= expected(scores.logScore, report) - 1e-12);
      assert.ok(expected(scores.brierScore, truth) <= expected(scores.brierScore, report) + 1e-12);
    }
  }
});

test("the interval score charges width and misses", () => {
  near(scores.intervalScore(2, 5, 3, 0.2), 3);
  near(scores.intervalScore(2, 5, 1, 0.2), 3 + 10);
  near(scores.intervalScore(2, 5, 6.5, 0.2), 3 + 15);
});

test("no probability is zero, and they add up to one", () => {
  const given = scores.probabilities([0, 0, 100, 0]);
  near(given.reduce((a, b) => a + b), 1);
  near(given[0], 0.01);
  near(given[2], 0.97);
  assert.deepEqual(scores.probabilities([0, 0]), [0.5, 0.5]);
});

test("only distributions and intervals are forecasts", () => {
  assert.ok(scores.isDistribution([0.25, 0.75]));
  for (const junk of [undefined, [], [1], ["0.5", 0.5], [NaN, 0.5], [0.9, 0.9], [0, 1]]) {
    assert.ok(!scores.isDistribution(junk), String(junk));
  }
  assert.ok(scores.isInterval(-1, 3));
  for (const [low, high] of [[3, 1], [null, 1], ["0", 1], [0, Infinity]]) assert.ok(!scores.isInterval(low, high));
});

test("percents are whole and add up to 100", () => {
  for (const shares of [[1 / 3, 1 / 3, 1 / 3], [0.005, 0.995], [0.125, 0.125, 0.25, 0.5]]) {
    const whole = scores.percents(shares);
    assert.equal(whole.reduce((a, b) => a + b), 100);
    whole.forEach((value, i) => assert.ok(Math.abs(value - 100 * shares[i]) < 1));
  }
});

test("a summary compares with equal chances and names the worst surprise", () => {
  const made = [
    { probabilities: [0.5, 0.5], happened: 0 },
    { probabilities: [0.9, 0.1], happened: 1 },
    { probabilities: [0.25, 0.25, 0.25, 0.25], happened: 3 },
  ];
  const all = scores.summary(made);
  assert.equal(all.count, 3);
  assert.equal(all.worst, 1);
  near(all.log, (Math.log(0.5) + Math.log(0.1) + Math.log(0.25)) / 3);
  near(all.uniformLog, (Math.log(0.5) + Math.log(0.5) + Math.log(0.25)) / 3);
  near(all.uniformBrier, (0.5 + 0.5 + 0.75) / 3);
  assert.equal(scores.summary([]), null);
});

test("a calibration bin holds what was said and how often it happened", () => {
  const bins = scores.calibration([
    { probabilities: [0.8, 0.2], happened: 0 },
    { probabilities: [0.8, 0.2], happened: 1 },
  ]);
  assert.equal(bins.length, 2);
  for (const bin of bins) near(bin.happened, 0.5);
  near(bins[1].said, 0.8);
  assert.equal(bins.reduce((sum, bin) => sum + bin.count, 0), 4);
});

test("answers are kept, forgotten, and survive a store that refuses or holds rubbish", () => {
  const kept = {};
  global.window = {
    localStorage: { getItem: (key) => kept[key] ?? null, setItem: (key, value) => { kept[key] = value; } },
  };
  const answers = require("../../book/_static/answers.js");
  // the module takes the window that exists when it is loaded
  window.localStorage.setItem("loss-precisely.answers", "rubbish");
  assert.equal(answers.get("a"), undefined);
  answers.set("a", { right: true });
  answers.set("b", { right: false });
  assert.deepEqual(answers.get("a"), { right: true });
  answers.forget(["a"]);
  assert.equal(answers.get("a"), undefined);
  assert.deepEqual(JSON.parse(answers.text()), { b: { right: false } });
  window.localStorage.setItem = () => { throw new Error("full"); };
  window.localStorage.getItem = () => { throw new Error("refused"); };
  answers.set("c", { right: true });
  assert.deepEqual(answers.get("c"), { right: true });
  answers.forget();
  assert.equal(answers.text(), "{}");
});
