// Lets a page wait for its widget as long as it takes.
//
// The widget manager looks for a widget for two seconds and then looks again when the kernel has told of all widgets.
// If that happens in its last tenth of a second, it takes the widget for missing and shows an error for good: with
// twenty pages opening at once, in one of ten. Here it looks when the kernel has told, and not before.
"use strict";

const ENOUGH = 60; // seconds; then it may say that there is none

const patience = {
  id: "kccdiag:patience",
  autoStart: true,
  activate: (app) => {
    app.widgetManagerPromise.promise.then((manager) => {
      const told = new Promise((done) => {
        manager.restored.connect(() => done());
        if (manager.restoredStatus) done();
        setTimeout(done, 1000 * ENOUGH);
      });
      const look = manager.get_model.bind(manager);
      manager.get_model = async (name) => {
        if (!manager.has_model(name)) await told;
        return look(name);
      };
    });
  },
};

// What a bundler would make of it: the form in which JupyterLab loads what others add to it.
window._JUPYTERLAB ??= {};
window._JUPYTERLAB.kccdiag = { init: () => {}, get: async () => () => ({ __esModule: true, default: patience }) };
