package dev.leeway.collector.report;

/**
 * What a page can do beside being read: search, filters, keys, a choice of light or dark.
 *
 * <p>It only hides, shows, opens and focuses what is there already, makes no markup, asks nobody for anything, and the page says the same
 * without it.
 */
final class HtmlScript {
    static final String TEXT = """

            (function () {
              "use strict";
              var root = document.documentElement;
              var by = function (id) { return document.getElementById(id); };
              var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
              var tools = by("tools"), search = by("search"), told = by("told"), help = by("help"), theme = by("theme");
              var causes = all("details.cause"), rows = all("tr[data-k]"), items = causes.concat(rows);
              var selects = all("select", tools), severities = all("input[type=checkbox]", tools);
              var texts = new Map(), keys = new Map();
              items.forEach(function (item) { keys.set(item, " " + item.dataset.k + " "); });

              function text(item) {
                if (!texts.has(item)) { texts.set(item, item.textContent.toLowerCase()); }
                return texts.get(item);
              }
              function has(item, key) { return keys.get(item).indexOf(" " + key + " ") !== -1; }
              function filter() {
                var words = search.value.toLowerCase().split(" ").filter(Boolean);
                var chosen = selects.map(function (select) { return select.value; }).filter(Boolean);
                var grave = severities.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
                items.forEach(function (item) {
                  item.hidden = !(chosen.every(function (key) { return has(item, key); })
                    && grave.some(function (key) { return has(item, key); })
                    && words.every(function (word) { return text(item).indexOf(word) !== -1; }));
                });
                var shown = causes.filter(function (cause) { return !cause.hidden; }).length;
                var whole = words.length + chosen.length === 0 && grave.length === severities.length;
                told.textContent = (whole ? "" : shown + " of ") + told.dataset.all;
                by("none").hidden = shown > 0 || causes.length === 0;
                by("reset").hidden = whole;
              }
              function reset() {
                search.value = "";
                selects.forEach(function (select) { select.value = ""; });
                severities.forEach(function (box) { box.checked = true; });
                filter();
              }
              function move(step) {
                var shown = causes.filter(function (cause) { return !cause.hidden; });
                var active = document.activeElement, at = -1, i;
                for (i = 0; i !== shown.length; i++) {
                  if (shown[i].contains(active)) { at = i; }
                }
                at = at === -1 ? (step === 1 ? 0 : shown.length - 1) : Math.min(Math.max(at + step, 0), shown.length - 1);
                if (shown[at]) { shown[at].querySelector("summary").focus(); }
              }
              function unfold() {
                var closed = causes.some(function (cause) { return !cause.hidden && !cause.open; });
                causes.forEach(function (cause) { cause.open = closed; });
              }
              var themes = ["system", "light", "dark"];
              function dress(name) {
                if (name === "system") { delete root.dataset.theme; } else { root.dataset.theme = name; }
                theme.textContent = "Theme: " + name;
                theme.dataset.now = name;
              }
              function nextTheme() {
                var name = themes[(themes.indexOf(theme.dataset.now) + 1) % 3];
                dress(name);
                try { localStorage.setItem("leeway-theme", name); } catch (e) { /* kept for this page alone */ }
              }
              function arrive() {
                var id = decodeURIComponent(location.hash.slice(1)), place = id && by(id), at;
                for (at = place; at; at = at.parentElement) {
                  if (at.tagName === "DETAILS") { at.open = true; at.hidden = false; }
                }
                if (place) { place.scrollIntoView(); }
              }
              function showHelp() { if (!help.open) { help.showModal(); } }

              document.addEventListener("keydown", function (event) {
                if (event.ctrlKey || event.metaKey || event.altKey || help.open) { return; }
                var field = event.target.tagName === "SELECT" || event.target.type === "search";
                if (event.key === "Escape") {
                  if (event.target === search) { search.blur(); }
                  reset();
                } else if (!field) {
                  var action = { "/": function () { search.focus(); search.select(); }, "j": function () { move(1); }, "k": function () { move(-1); },
                    "e": unfold, "t": nextTheme, "?": showHelp }[event.key];
                  if (!action) { return; }
                  action();
                } else {
                  return;
                }
                event.preventDefault();
              });
              tools.addEventListener("submit", function (event) { event.preventDefault(); });
              tools.addEventListener("input", filter);
              by("reset").addEventListener("click", reset);
              by("unfold").addEventListener("click", unfold);
              theme.addEventListener("click", nextTheme);
              by("keys").addEventListener("click", showHelp);
              by("shut").addEventListener("click", function () { help.close(); });
              window.addEventListener("hashchange", arrive);
              var closed = [];
              window.addEventListener("beforeprint", function () {
                closed = all("details:not(.rest):not([open])");
                closed.forEach(function (each) { each.open = true; });
              });
              window.addEventListener("afterprint", function () { closed.forEach(function (each) { each.open = false; }); });
              var kept = "system";
              try { kept = localStorage.getItem("leeway-theme") || kept; } catch (e) { /* nothing is kept here */ }
              dress(themes.indexOf(kept) === -1 ? "system" : kept);
              tools.hidden = false;
              filter();
              if (location.hash) { arrive(); }
            })();
            """;

    private HtmlScript() {}
}
