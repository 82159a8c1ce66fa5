package dev.leeway.collector.sbom;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.ReadingLimits;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes from CycloneDX JSON what a comparison needs and passes over all else, licences and vulnerabilities among it. */
final class BillJson {
    private static final Set<String> VERSIONS = Set.of("1.2", "1.3", "1.4", "1.5", "1.6", "1.7");
    private static final String MAKE_AGAIN = "make it again as CycloneDX JSON 1.2 to 1.7";
    /** A name longer than this is none. */
    private static final int LONGEST = 2_000;

    private final JsonIn in;
    private final ComponentJson components;
    private @Nullable String format;
    private @Nullable String version;
    private Optional<Instant> made = Optional.empty();
    private final List<String> tools = new ArrayList<>();
    private Optional<Component> subject = Optional.empty();
    private final List<Component.Property> properties = new ArrayList<>();
    private final Map<String, List<String>> uses = new HashMap<>();
    private final Set<String> incomplete = new HashSet<>();

    private BillJson(JsonIn in) {
        this.in = in;
        this.components = new ComponentJson(in);
    }

    /**
     * Reads one bill.
     *
     * @throws FormatException naming the place, when it is no CycloneDX that this release can read
     */
    static Bill read(InputStream stream, String sourceName) throws FormatException {
        return new BillJson(new JsonIn(stream, sourceName, ReadingLimits.DEFAULT)).bill();
    }

    private Bill bill() throws FormatException {
        in.start();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            member(name);
        }
        in.end();
        if (format == null || version == null) {
            throw in.error((format == null ? "'bomFormat'" : "'specVersion'") + " is missing", MAKE_AGAIN);
        }
        return new Bill(made, tools, subject, properties, components.found(), uses, incomplete);
    }

    private void member(String name) throws FormatException {
        switch (name) {
            case "bomFormat" -> {
                format = in.text();
                if (!format.equals("CycloneDX")) {
                    throw in.error("neither a Leeway snapshot nor a CycloneDX bill of materials", MAKE_AGAIN);
                }
            }
            case "specVersion" -> {
                version = in.text();
                if (!VERSIONS.contains(version)) {
                    throw in.error("CycloneDX of another version than 1.2 to 1.7", "update Leeway, or " + MAKE_AGAIN);
                }
            }
            case "metadata" -> metadata();
            case "components" -> components.all();
            case "dependencies" -> each(this::dependency);
            case "compositions" -> each(this::composition);
            default -> in.skip();
        }
    }

    private void metadata() throws FormatException {
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "timestamp" -> made = instant(text(in));
                case "tools" -> tools();
                case "component" -> subject = Optional.of(components.one());
                case "properties" -> properties.addAll(components.properties());
                default -> in.skip();
            }
        }
    }

    /** Some tools leave out the zone; then nobody knows the time. */
    private static Optional<Instant> instant(Optional<String> text) {
        try {
            return text.map(told -> OffsetDateTime.parse(told).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A list of tools up to 1.4, and from 1.5 on also an object with lists of components and services. */
    private void tools() throws FormatException {
        if (in.next() == JsonIn.Next.ARRAY) {
            each(this::tool);
            return;
        }
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            each(this::tool);
        }
    }

    private void tool() throws FormatException {
        String name = "";
        String release = "";
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "name" -> name = text(in).orElse("");
                case "version" -> release = text(in).orElse("");
                default -> in.skip();
            }
        }
        if (!name.isEmpty()) {
            // One that does not know its own version says so in brackets.
            tools.add(release.isEmpty() || release.startsWith("[") ? name : name + " " + release);
        }
    }

    private void dependency() throws FormatException {
        Optional<String> ref = Optional.empty();
        List<String> used = new ArrayList<>();
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "ref" -> ref = text(in);
                case "dependsOn" -> each(() -> text(in).ifPresent(used::add));
                default -> in.skip();
            }
        }
        ref.ifPresent(known ->
                uses.computeIfAbsent(known, unused -> new ArrayList<>()).addAll(used));
    }

    private void composition() throws FormatException {
        String aggregate = "";
        Set<String> parts = new HashSet<>();
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "aggregate" -> aggregate = text(in).orElse("");
                case "assemblies", "dependencies" -> each(() -> text(in).ifPresent(parts::add));
                default -> in.skip();
            }
        }
        if (aggregate.startsWith("incomplete") || aggregate.equals("unknown")) {
            incomplete.addAll(parts.isEmpty() ? Set.of(Bill.WHOLE) : parts);
        }
    }

    private void each(Item item) throws FormatException {
        each(in, item);
    }

    /** One item of an array, which comes next. */
    interface Item {
        void read() throws FormatException;
    }

    /** Reads every item of the array that comes next; anything but an array is passed over. */
    static void each(JsonIn in, Item item) throws FormatException {
        if (in.next() != JsonIn.Next.ARRAY) {
            in.skip();
            return;
        }
        in.beginArray();
        while (in.nextItem()) {
            item.read();
        }
    }

    /** The text that comes next; empty where it is something else, blank, or too long to be a name. */
    static Optional<String> text(JsonIn in) throws FormatException {
        if (in.next() != JsonIn.Next.TEXT) {
            in.skip();
            return Optional.empty();
        }
        String text = in.text();
        return text.isBlank() || text.length() > LONGEST ? Optional.empty() : Optional.of(text);
    }
}
