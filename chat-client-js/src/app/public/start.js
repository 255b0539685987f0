// Marks the page as one that cannot start, so that it says so at once.
// A classic script in old words: it must run where the application itself cannot be loaded or read.
(function () {
  "use strict";
  function failed() {
    document.documentElement.className = "not-started";
  }
  // Capturing, because a file that does not load tells only its own element.
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", failed);
  if (!("noModule" in HTMLScriptElement.prototype)) {
    failed();
  }
})();
