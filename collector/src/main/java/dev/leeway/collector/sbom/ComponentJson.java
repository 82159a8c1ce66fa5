package dev.leeway.collector.sbom;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the components of a bill, those within others included, in the order in which they begin. */
final class ComponentJson {
    /** The tools whose remarks mean something here. */
    private static final String[] KNOWN = {"leeway:", "syft:package:foundBy"};

    private final JsonIn in;
    private final List<Component> found = new ArrayList<>();

    ComponentJson(JsonIn in) {
        this.in = in;
    }

    /** Everything read so far, subjects apart. */
    List<Component> found() {
        return found;
    }

    /** Reads the list that comes next. */
    void all() throws FormatException {
        BillJson.each(in, () -> found.add(one()));
    }

    /** The component that comes next; those within it are among the {@link #found}. */
    Component one() throws FormatException {
        String type = "";
        Optional<String> group = Optional.empty();
        Optional<String> name = Optional.empty();
        Optional<String> version = Optional.empty();
        Optional<String> purl = Optional.empty();
        Optional<String> ref = Optional.empty();
        boolean excluded = false;
        List<Component.Property> properties = List.of();
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "type" -> type = BillJson.text(in).orElse("");
                case "group" -> group = BillJson.text(in);
                case "name" -> name = BillJson.text(in);
                case "version" -> version = BillJson.text(in);
                case "purl" -> purl = BillJson.text(in);
                case "bom-ref" -> ref = BillJson.text(in);
                case "scope" -> excluded = BillJson.text(in).orElse("").equals("excluded");
                case "properties" -> properties = properties();
                case "components" -> all();
                default -> in.skip();
            }
        }
        return new Component(type, group, name.orElse(""), version, purl, ref, excluded, properties);
    }

    /** The properties that come next, as far as they mean something here. */
    List<Component.Property> properties() throws FormatException {
        List<Component.Property> properties = new ArrayList<>();
        BillJson.each(in, () -> property().ifPresent(properties::add));
        return properties;
    }

    private Optional<Component.Property> property() throws FormatException {
        Optional<String> name = Optional.empty();
        Optional<String> value = Optional.empty();
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "name" -> name = BillJson.text(in);
                case "value" -> value = BillJson.text(in);
                default -> in.skip();
            }
        }
        return name.isPresent() && value.isPresent() && known(name.get())
                ? Optional.of(new Component.Property(name.get(), value.get()))
                : Optional.empty();
    }

    private static boolean known(String name) {
        for (String opening : KNOWN) {
            if (name.startsWith(opening)) {
                return true;
            }
        }
        return false;
    }
}
