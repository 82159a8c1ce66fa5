package dev.leeway.schema.yaml;

import dev.leeway.schema.fact.Access;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue in a form that is read in a few milliseconds: one line for each probe, exception and entry, fields between tabs.
 *
 * <p>Made from {@code facts.yaml} when this module is built, because every command reads the catalogue when it starts.
 */
final class CatalogueText {
    private static final String PROBE = "probe";
    private static final String EXCEPTION = "exception";
    private static final int PROBE_FIELDS = 8;
    private static final int EXCEPTION_FIELDS = 3;
    private static final int FACT_FIELDS = 12;

    private CatalogueText() {}

    static String write(Catalogue catalogue) {
        StringBuilder text = new StringBuilder();
        for (ProbeEntry probe : catalogue.probes()) {
            Access access = probe.access();
            line(
                    text,
                    PROBE,
                    probe.name(),
                    probe.subjects(),
                    probe.summary(),
                    access.reads(),
                    access.without(),
                    access.lost(),
                    access.permission());
            access.exceptions()
                    .forEach(each -> line(text, EXCEPTION, each.pattern().text(), each.text()));
            for (FactEntry fact : probe.facts()) {
                line(
                        text,
                        fact.pattern().text(),
                        fact.type().name(),
                        fact.severity().text(),
                        Integer.toString(fact.since()),
                        fact.guarded() ? "guarded" : "",
                        fact.hostTokens() ? "hostTokens" : "",
                        fact.byText() ? "byText" : "",
                        fact.unit().orElse(""),
                        fact.meaning(),
                        fact.why(),
                        fact.align(),
                        fact.unproven());
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String... fields) {
        for (String field : fields) {
            if (field.indexOf('\t') >= 0 || field.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a tab or line break in '" + field + "'");
            }
        }
        text.append(String.join("\t", fields)).append('\n');
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Catalogue read(String text) {
        List<ProbeEntry> probes = new ArrayList<>();
        String[] probe = {};
        List<FactEntry> facts = new ArrayList<>();
        List<Access.Permission> exceptions = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            String[] fields = text.substring(start, end).split("\t", -1);
            start = end + 1;
            if (fields[0].equals(PROBE)) {
                close(probe, exceptions, facts, probes);
                probe = checked(fields, PROBE_FIELDS);
            } else if (fields[0].equals(EXCEPTION)) {
                checked(fields, EXCEPTION_FIELDS);
                exceptions.add(new Access.Permission(AddressPattern.parse(fields[1]), fields[2]));
            } else {
                facts.add(fact(checked(fields, FACT_FIELDS)));
            }
        }
        close(probe, exceptions, facts, probes);
        return new Catalogue(probes);
    }

    private static String[] checked(String[] fields, int count) {
        if (fields.length != count) {
            throw new IllegalArgumentException("expected " + count + " fields, found " + fields.length);
        }
        return fields;
    }

    private static void close(
            String[] probe, List<Access.Permission> exceptions, List<FactEntry> facts, List<ProbeEntry> probes) {
        if (probe.length > 0) {
            Access access = new Access(probe[4], probe[5], probe[6], probe[7], exceptions);
            probes.add(new ProbeEntry(probe[1], probe[3], probe[2], facts, access));
            facts.clear();
            exceptions.clear();
        }
    }

    private static FactEntry fact(String[] fields) {
        return new FactEntry(
                AddressPattern.parse(fields[0]),
                Value.Kind.valueOf(fields[1]),
                fields[8],
                fields[7].isEmpty() ? Optional.empty() : Optional.of(fields[7]),
                Severity.of(fields[2]).orElseThrow(() -> new IllegalArgumentException("severity " + fields[2])),
                Integer.parseInt(fields[3]),
                fields[9],
                fields[10],
                fields[11],
                !fields[4].isEmpty(),
                !fields[5].isEmpty(),
                !fields[6].isEmpty());
    }
}
