package dev.leeway.collector.sbom;

import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.JsonOut;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Writes bills of materials as CycloneDX JSON: of one snapshot and one request always the same bytes. */
public final class BillWriter {
    private final BillPlan plan;
    private final PartJson parts;

    private BillWriter(BillPlan plan) {
        this.plan = plan;
        this.parts = new PartJson(plan.request.version());
    }

    /**
     * Writes the bill that {@code plan} gathered, as UTF-8; the stream is not closed.
     *
     * @throws IOException when the stream cannot be written
     */
    public static void write(BillPlan plan, OutputStream out) throws IOException {
        JsonOut.writing(out, json -> {
            JsonMembers.object(json, new BillWriter(plan)::bill);
            json.raw('\n');
        });
    }

    private void bill(JsonMembers bill) throws IOException {
        String version = plan.request.version().text();
        bill.text("$schema", "http://cyclonedx.org/schema/bom-" + version + ".schema.json")
                .text("bomFormat", "CycloneDX")
                .text("specVersion", version)
                .text("serialNumber", "urn:uuid:" + serial())
                .number("version", "1")
                .object("metadata", this::metadata)
                .lines("components", components(), Each::write)
                .lines("dependencies", uses().entrySet(), BillWriter::use)
                .lines("compositions", compositions().entrySet(), BillWriter::composition);
    }

    /** One bill has one number, whoever writes it and however often; another choice of content is another bill. */
    private UUID serial() {
        String name = String.join(
                "\n",
                "leeway sbom",
                plan.snapshot.id(),
                plan.request.service().orElse(""),
                Boolean.toString(plan.request.packages()),
                plan.request.version().text());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private void metadata(JsonMembers metadata) throws IOException {
        metadata.text("timestamp", plan.snapshot.capturedAt().toString());
        if (plan.request.version().since(BillVersion.V1_5)) {
            metadata.object("tools", tools -> tools.objects("components", List.of("leeway"), this::tool));
        } else {
            metadata.objects("tools", List.of("leeway"), this::tool);
        }
        List<Component.Property> properties = new ArrayList<>();
        plan.snapshot
                .host()
                .environment()
                .ifPresent(name -> properties.add(new Component.Property(BillReader.ENVIRONMENT, name)));
        properties.add(
                new Component.Property("leeway:host", plan.snapshot.host().name()));
        properties.add(new Component.Property("leeway:snapshot", plan.snapshot.id()));
        metadata.object("component", this::subject).objects("properties", properties, PartJson::property);
    }

    private void tool(JsonMembers tool, String name) throws IOException {
        if (plan.request.version().since(BillVersion.V1_5)) {
            tool.text("type", "application");
        }
        tool.text("name", name).text("version", plan.request.release());
    }

    private void subject(JsonMembers subject) throws IOException {
        Optional<String> service = plan.request.service();
        if (service.isPresent()) {
            service(subject, service.get());
        } else {
            subject.text("type", "device")
                    .text("bom-ref", hostRef())
                    .text("name", plan.snapshot.host().name());
        }
    }

    private static void service(JsonMembers component, String name) throws IOException {
        component
                .text("type", "application")
                .text("bom-ref", serviceRef(name))
                .text("name", name)
                .objects("properties", List.of(new Component.Property(BillReader.SERVICE, name)), PartJson::property);
    }

    private static String serviceRef(String name) {
        return "service:" + name;
    }

    private String hostRef() {
        return "host:" + plan.snapshot.host().name();
    }

    /** One component, whatever it stands for. */
    private interface Each {
        void describe(JsonMembers members) throws IOException;

        static void write(JsonMembers members, Each each) throws IOException {
            each.describe(members);
        }
    }

    private Collection<Each> components() {
        List<Each> components = new ArrayList<>();
        if (plan.request.service().isEmpty()) {
            plan.services.keySet().forEach(name -> components.add(component -> service(component, name)));
        }
        plan.parts.all().forEach(part -> components.add(component -> parts.write(component, part)));
        return components;
    }

    /** What a library uses in turn no snapshot tells, and a bill says so by leaving it out. */
    private SortedMap<String, SortedSet<String>> uses() {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        plan.services.forEach((name, refs) -> uses.put(serviceRef(name), refs));
        if (plan.request.service().isEmpty()) {
            SortedSet<String> all = new TreeSet<>(plan.host);
            plan.services.keySet().forEach(name -> all.add(serviceRef(name)));
            uses.put(hostRef(), all);
        }
        return uses;
    }

    private static void use(JsonMembers use, Map.Entry<String, SortedSet<String>> entry) throws IOException {
        use.text("ref", entry.getKey()).texts("dependsOn", entry.getValue());
    }

    /** By how sure it is that all was listed, of whom. */
    private SortedMap<String, SortedSet<String>> compositions() {
        SortedMap<String, SortedSet<String>> compositions = new TreeMap<>();
        plan.services
                .keySet()
                .forEach(name -> compositions
                        .computeIfAbsent(aggregate(plan.incomplete(name)), unused -> new TreeSet<>())
                        .add(serviceRef(name)));
        if (plan.request.service().isEmpty()) {
            compositions
                    .computeIfAbsent(aggregate(plan.hostIncomplete()), unused -> new TreeSet<>())
                    .add(hostRef());
        }
        return compositions;
    }

    private static String aggregate(boolean incomplete) {
        return incomplete ? "incomplete" : "complete";
    }

    private static void composition(JsonMembers composition, Map.Entry<String, SortedSet<String>> entry)
            throws IOException {
        composition
                .text("aggregate", entry.getKey())
                .texts("assemblies", entry.getValue())
                .texts("dependencies", entry.getValue());
    }
}
