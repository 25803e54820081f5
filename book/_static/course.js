// A small service for every page: quiz feedback is announced to screen readers.
(function () {
  "use strict";

  function announce() {
    for (const feedback of document.querySelectorAll(".Quiz .Feedback:not([aria-live])")) {
      feedback.setAttribute("aria-live", "polite");
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    announce();
    setTimeout(announce, 1000); // JupyterQuiz fills its places after the page has loaded
  });
})();
