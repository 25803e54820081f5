// How forecasts are scored: the rules of the chapter on mathematical loss. Pages and tests use it.
(function (root) {
  "use strict";

  // Nats: the log of the probability that was given to what happened. 0 is best.
  function logScore(probabilities, happened) {
    return Math.log(probabilities[happened]);
  }

  // The sum of squared differences to what happened, between 0 (best) and 2.
  function brierScore(probabilities, happened) {
    return probabilities.reduce((sum, p, index) => sum + (p - (index === happened ? 1 : 0)) ** 2, 0);
  }

  // The interval score (a loss) of a central interval that should hold the truth with chance 1 - alpha.
  function intervalScore(low, high, truth, alpha) {
    const missed = Math.max(low - truth, 0) + Math.max(truth - high, 0);
    return high - low + (2 / alpha) * missed;
  }

  // Weights of any size as probabilities with no zero: nobody may be surprised without end.
  function probabilities(weights, least) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const floor = least === undefined ? 0.01 : least;
    const even = 1 / weights.length;
    const shares = weights.map((weight) => (total > 0 ? weight / total : even));
    return shares.map((share) => floor + (1 - weights.length * floor) * share);
  }

  // Whether something that was kept is a forecast: a distribution over choices, or an interval.
  function isDistribution(kept) {
    return Array.isArray(kept) && kept.length > 1 && kept.every((p) => typeof p === "number" && p > 0 && p < 1) &&
      Math.abs(kept.reduce((sum, p) => sum + p, 0) - 1) < 1e-6;
  }

  function isInterval(low, high) {
    return Number.isFinite(low) && Number.isFinite(high) && low <= high;
  }

  // Whole percent that add up to 100 (largest remainders).
  function percents(shares) {
    const exact = shares.map((share) => share * 100);
    const whole = exact.map(Math.floor);
    const missing = 100 - whole.reduce((sum, value) => sum + value, 0);
    const order = exact.map((value, index) => [value - whole[index], index]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    for (const [, index] of order.slice(0, missing)) whole[index] += 1;
    return whole;
  }

  // Forecasts that were committed: each {probabilities, happened}. Means, the uniform forecaster's
  // means over the same questions, and the worst surprise's place.
  function summary(forecasts) {
    if (forecasts.length === 0) return null;
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const logs = forecasts.map((f) => logScore(f.probabilities, f.happened));
    const uniform = forecasts.map((f) => f.probabilities.map(() => 1 / f.probabilities.length));
    return {
      count: forecasts.length,
      log: mean(logs),
      brier: mean(forecasts.map((f) => brierScore(f.probabilities, f.happened))),
      uniformLog: mean(uniform.map((shares, i) => logScore(shares, forecasts[i].happened))),
      uniformBrier: mean(uniform.map((shares, i) => brierScore(shares, forecasts[i].happened))),
      worst: logs.indexOf(Math.min(...logs)),
    };
  }

  // Of all choices that were given about the same probability, which share happened?
  // Bins are given by their upper edges; empty ones are left out.
  function calibration(forecasts, edges) {
    const bins = (edges || [0.1, 0.3, 0.5, 0.7, 0.9, 1]).map((edge) => ({ edge, said: 0, happened: 0, count: 0 }));
    for (const forecast of forecasts) {
      forecast.probabilities.forEach((p, index) => {
        const bin = bins.find((candidate) => p <= candidate.edge) || bins[bins.length - 1];
        bin.said += p;
        bin.happened += index === forecast.happened ? 1 : 0;
        bin.count += 1;
      });
    }
    return bins
      .filter((bin) => bin.count > 0)
      .map((bin) => ({ said: bin.said / bin.count, happened: bin.happened / bin.count, count: bin.count }));
  }

  const scores = { isDistribution, isInterval, logScore, brierScore, intervalScore, probabilities, percents, summary, calibration };
  if (typeof module === "object" && module.exports) module.exports = scores;
  else root.courseScores = scores;
})(typeof window === "undefined" ? globalThis : window);
