package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What drifts can be filtered by, and the bar a reader does it with.
 *
 * <p>Elements carry keys of a letter and a number, so that nothing from a host stands where a script looks.
 */
final class HtmlFilters {
    private static final int MOST_CHOICES = 200;
    private static final int NAME_LIMIT = 60;

    private final Map<String, String> environments = new LinkedHashMap<>();
    private final Map<String, String> probes = new LinkedHashMap<>();
    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<String, String> scopes = new LinkedHashMap<>();
    private final Map<String, String> statuses = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();
    private final Set<Severity> severities = EnumSet.noneOf(Severity.class);

    HtmlFilters(Report report) {
        Set<String> probeNames = new TreeSet<>();
        Set<String> stateNames = new TreeSet<>();
        Set<String> scopeNames = new TreeSet<>();
        Set<String> ownerNames = new TreeSet<>();
        Set<Status> statusNames = EnumSet.noneOf(Status.class);
        for (Drift drift : report.drifts()) {
            probeNames.add(probe(drift));
            stateNames.add(Phrases.state(drift));
            scopeNames.add(Phrases.scope(drift.scope()));
            drift.owner().ifPresent(ownerNames::add);
            statusNames.add(drift.status());
            severities.add(drift.severity());
        }
        report.causes().forEach(cause -> severities.add(cause.severity()));
        report.environments().forEach(environment -> number(environments, "e", environment.name()));
        probeNames.forEach(name -> number(probes, "p", name));
        stateNames.forEach(name -> number(states, "t", name));
        scopeNames.forEach(name -> number(scopes, "w", name));
        ownerNames.forEach(name -> number(owners, "o", name));
        statusNames.forEach(status -> number(statuses, "l", status.text()));
    }

    private static void number(Map<String, String> keys, String letter, String name) {
        keys.put(name, letter + keys.size());
    }

    private static String probe(Drift drift) {
        return drift.address().section().probe();
    }

    /** The keys of a cause of that severity, whichever of its drifts they are of. */
    String keys(CauseView view) {
        return keys(view.cause().severity(), view.drifts());
    }

    /** The keys of one drift. */
    String keys(Drift drift) {
        return keys(drift.severity(), List.of(drift));
    }

    private String keys(Severity severity, Collection<Drift> drifts) {
        Set<String> keys = new TreeSet<>();
        keys.add(key(severity));
        for (Drift drift : drifts) {
            keys.add(probes.getOrDefault(probe(drift), ""));
            keys.add(states.getOrDefault(Phrases.state(drift), ""));
            keys.add(scopes.getOrDefault(Phrases.scope(drift.scope()), ""));
            keys.add(statuses.getOrDefault(drift.status().text(), ""));
            drift.owner().ifPresent(owner -> keys.add(owners.getOrDefault(owner, "")));
            drift.between().forEach(environment -> keys.add(environments.getOrDefault(environment, "")));
        }
        keys.remove("");
        return String.join(" ", keys);
    }

    private static String key(Severity severity) {
        return "s-" + severity.text();
    }

    /** The bar, hidden until the script of the page shows it; {@code told} says what there is to filter. */
    void bar(HtmlWriter html, String told) {
        html.open(Tag.FORM, "tools").attribute(Attribute.ID, "tools").attribute(Attribute.ROLE, "search");
        html.attribute(Attribute.LABEL, "Search and filter").attribute(Attribute.HIDDEN, "");
        html.open(Tag.LABEL, "wide").text("Search ");
        html.open(Tag.INPUT).attribute(Attribute.TYPE, "search").attribute(Attribute.ID, "search");
        html.attribute(Attribute.NAME, "q")
                .close()
                .open(Tag.KBD)
                .text("/")
                .close()
                .close();
        choices(html);
        for (List<String> button : List.of(
                List.of("unfold", "Unfold all"),
                List.of("theme", "Theme: system"),
                List.of("keys", "Keys"),
                List.of("reset", "Clear filters"))) {
            html.open(Tag.BUTTON).attribute(Attribute.TYPE, "button").attribute(Attribute.ID, button.get(0));
            html.text(button.get(1)).close();
        }
        html.open(Tag.P).attribute(Attribute.ID, "told").attribute(Attribute.ROLE, "status");
        html.attribute(Attribute.ALL, told).close().close();
        help(html);
    }

    /** What to choose from; nothing where nothing drifts. */
    private void choices(HtmlWriter html) {
        if (severities.isEmpty()) {
            return;
        }
        html.open(Tag.FIELDSET).element(Tag.LEGEND, "Severity");
        for (Severity severity : severities) {
            html.open(Tag.LABEL).open(Tag.INPUT).attribute(Attribute.TYPE, "checkbox");
            html.attribute(Attribute.VALUE, key(severity))
                    .attribute(Attribute.CHECKED, "")
                    .close();
            html.text(severity.text()).close();
        }
        html.close();
        select(html, "environment", environments);
        select(html, "state", states);
        select(html, "status", statuses);
        select(html, "probe", probes);
        select(html, "whose", scopes);
        select(html, "owner", owners);
    }

    private static void select(HtmlWriter html, String name, Map<String, String> keys) {
        if (keys.size() < 2) {
            return;
        }
        html.open(Tag.SELECT).attribute(Attribute.NAME, name).attribute(Attribute.LABEL, "Filter by " + name);
        html.open(Tag.OPTION)
                .attribute(Attribute.VALUE, "")
                .text("any " + (name.equals("whose") ? "service" : name))
                .close();
        keys.entrySet().stream()
                .limit(MOST_CHOICES)
                .forEach(entry -> html.open(Tag.OPTION)
                        .attribute(Attribute.VALUE, entry.getValue())
                        .text(ValueText.shortened(VisibleText.of(entry.getKey()), NAME_LIMIT))
                        .close());
        if (keys.size() > MOST_CHOICES) {
            html.open(Tag.OPTION).attribute(Attribute.VALUE, "");
            html.text("and " + Quantity.grouped(keys.size() - MOST_CHOICES) + " more: search for them")
                    .close();
        }
        html.close();
    }

    private static void help(HtmlWriter html) {
        html.open(Tag.DIALOG).attribute(Attribute.ID, "help").attribute(Attribute.LABELLED_BY, "help-title");
        html.open(Tag.H2).attribute(Attribute.ID, "help-title").text("Keys").close();
        html.open(Tag.DL);
        for (List<String> key : List.of(
                List.of("/", "search"),
                List.of("j", "next cause"),
                List.of("k", "previous cause"),
                List.of("Enter", "unfold or fold it"),
                List.of("e", "unfold or fold all"),
                List.of("t", "theme: the system's, light or dark"),
                List.of("Esc", "clear search and filters, or close this"),
                List.of("?", "these keys"))) {
            html.open(Tag.DT).element(Tag.KBD, key.get(0)).close().element(Tag.DD, key.get(1));
        }
        html.close().open(Tag.P).open(Tag.BUTTON).attribute(Attribute.TYPE, "button");
        html.attribute(Attribute.ID, "shut").text("Close").close().close().close();
    }

    /** Names of the environments in their order, each as short as a column takes it. */
    static List<String> names(Report report) {
        List<String> names = new ArrayList<>();
        for (ReportEnvironment environment : report.environments()) {
            names.add(ValueText.shortened(VisibleText.of(environment.name()), NAME_LIMIT));
        }
        return names;
    }
}
