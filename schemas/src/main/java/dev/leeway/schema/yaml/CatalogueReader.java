package dev.leeway.schema.yaml;

import dev.leeway.schema.fact.Access;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code facts.yaml}, the published vocabulary. */
public final class CatalogueReader {
    private static final String SOURCE = "/dev/leeway/schema/fact/facts.yaml";
    private static final String COMPILED = "/dev/leeway/schema/fact/facts.tsv";
    private static final String HOST = "host";

    private CatalogueReader() {}

    /**
     * The catalogue this release ships: its compiled form, or {@code facts.yaml} where that was not built.
     *
     * @throws IllegalStateException when the resource is damaged, which a test of this module rules out
     */
    public static Catalogue builtIn() {
        try {
            Optional<String> compiled = resource(COMPILED);
            return compiled.isPresent() ? CatalogueText.read(compiled.get()) : source();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("resource " + COMPILED + " is damaged", e);
        }
    }

    /** The catalogue as {@code facts.yaml} says, which takes many times as long as {@link #builtIn}. */
    static Catalogue source() {
        try {
            String yaml =
                    resource(SOURCE).orElseThrow(() -> new IllegalStateException("resource " + SOURCE + " is missing"));
            return read(yaml, "facts.yaml");
        } catch (FormatException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = CatalogueReader.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a catalogue.
     *
     * @throws FormatException naming the place of the first entry that is not as the head of {@code facts.yaml} says
     */
    public static Catalogue read(String yaml, String sourceName) throws FormatException {
        YamlMap root = YamlReader.read(yaml, sourceName).map();
        root.allowOnly("probes");
        List<ProbeEntry> probes = new ArrayList<>();
        for (YamlMap.Entry probe : root.require("probes").map().entries()) {
            probes.add(probe(probe.key(), probe.value().map()));
        }
        return new Catalogue(probes);
    }

    private static ProbeEntry probe(String name, YamlMap probe) throws FormatException {
        probe.allowOnly("summary", "subjects", "access", "inside", "index", "facts");
        String subjects = probe.require("subjects").text();
        boolean ofHost = subjects.equals(HOST);
        List<FactEntry> facts = new ArrayList<>();
        if (probe.has("index")) {
            if (ofHost) {
                throw probe.require("index")
                        .place()
                        .error("an index for a probe about the host", "put it under 'facts'");
            }
            addAll(facts, name, probe.require("index").map());
        }
        if (probe.has("facts")) {
            addAll(facts, ofHost ? name : name + "[*]", probe.require("facts").map());
        }
        if (probe.has("inside")) {
            if (!ofHost) {
                throw probe.require("inside")
                        .place()
                        .error("'inside' for a probe that is not about the host", "leave it out");
            }
            int since = (int) probe.require("inside").integer(1, Integer.MAX_VALUE);
            inside(facts, name, since, probe.require("facts").map());
        }
        return new ProbeEntry(name, probe.require("summary").text(), subjects, facts, access(probe));
    }

    private static Access access(YamlMap probe) throws FormatException {
        if (!probe.has("access")) {
            return Access.UNSAID;
        }
        YamlMap access = probe.require("access").map();
        access.allowOnly("reads", "without", "lost", "permission", "exceptions");
        List<Access.Permission> exceptions = new ArrayList<>();
        if (access.has("exceptions")) {
            for (YamlMap.Entry each : access.require("exceptions").map().entries()) {
                exceptions.add(new Access.Permission(
                        pattern(each.key(), each.keyPlace()), each.value().text()));
            }
        }
        return new Access(
                access.require("reads").text(),
                access.require("without").text(),
                access.require("lost").text(),
                access.require("permission").text(),
                exceptions);
    }

    /** What a host is told by its containers are told by, too. */
    private static void inside(List<FactEntry> facts, String name, int since, YamlMap entries) throws FormatException {
        List<FactEntry> ofContainers = new ArrayList<>();
        addAll(ofContainers, name + "[*]", entries);
        ofContainers.forEach(fact -> facts.add(fact.notBefore(since)));
    }

    private static void addAll(List<FactEntry> facts, String prefix, YamlMap entries) throws FormatException {
        for (YamlMap.Entry entry : entries.entries()) {
            facts.add(fact(prefix, entry));
        }
    }

    private static FactEntry fact(String prefix, YamlMap.Entry entry) throws FormatException {
        YamlMap fact = entry.value().map();
        fact.allowOnly(
                "type",
                "meaning",
                "unit",
                "severity",
                "since",
                "why",
                "align",
                "unproven",
                "guarded",
                "hostTokens",
                "byText");
        return new FactEntry(
                pattern(prefix + "/" + entry.key(), entry.keyPlace()),
                type(fact.require("type")),
                fact.require("meaning").text(),
                fact.text("unit"),
                severity(fact.require("severity")),
                (int) fact.require("since").integer(1, Integer.MAX_VALUE),
                fact.require("why").text(),
                fact.require("align").text(),
                fact.require("unproven").text(),
                fact.flag("guarded", false),
                fact.flag("hostTokens", false),
                fact.flag("byText", false));
    }

    private static AddressPattern pattern(String text, YamlPlace place) throws FormatException {
        try {
            return AddressPattern.parse(text);
        } catch (IllegalArgumentException e) {
            throw place.error(String.valueOf(e.getMessage()), "write a path below the section, such as deb[*]/version");
        }
    }

    private static Value.Kind type(YamlNode node) throws FormatException {
        String text = node.text();
        for (Value.Kind kind : Value.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return kind;
            }
        }
        throw unknown(
                node,
                "type",
                Arrays.stream(Value.Kind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static Severity severity(YamlNode node) throws FormatException {
        Optional<Severity> severity = Severity.of(node.text());
        if (severity.isEmpty()) {
            throw unknown(
                    node,
                    "severity",
                    Arrays.stream(Severity.values()).map(Severity::text).toList());
        }
        return severity.get();
    }

    private static FormatException unknown(YamlNode node, String what, List<String> known) throws FormatException {
        String word = node.text();
        return node.place()
                .error("unknown " + what + " '" + FormatException.shown(word) + "'", Suggestion.nextStep(word, known));
    }
}
