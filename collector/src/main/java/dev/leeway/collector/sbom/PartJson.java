package dev.leeway.collector.sbom;

import dev.leeway.schema.json.JsonMembers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Writes one component of a bill, with the copies of others within it and with what told of it. */
final class PartJson {
    private final BillVersion version;

    PartJson(BillVersion version) {
        this.version = version;
    }

    void write(JsonMembers members, Part part) throws IOException {
        Component component = part.component();
        members.text("type", component.type())
                .text("bom-ref", part.ref)
                .text("group", component.group())
                .text("name", component.name())
                .text("version", component.version())
                .text("purl", component.purl());
        if (!component.properties().isEmpty()) {
            members.objects("properties", component.properties(), PartJson::property);
        }
        if (!part.evidence.isEmpty() && version.since(BillVersion.V1_5)) {
            members.object("evidence", evidence -> evidence(evidence, part));
        }
        if (!part.shaded.isEmpty()) {
            members.objects("components", part.shaded.values(), this::write);
        }
    }

    static void property(JsonMembers members, Component.Property property) throws IOException {
        members.text("name", property.name()).text("value", property.value());
    }

    private void evidence(JsonMembers evidence, Part part) throws IOException {
        Optional<String> confidence = part.url.flatMap(unused -> confidence(part.evidence));
        if (confidence.isPresent()) {
            JsonMembers.Body identity = members -> identity(members, part, confidence.get());
            if (version.since(BillVersion.V1_6)) {
                evidence.objects("identity", List.of(identity), (members, one) -> one.write(members));
            } else {
                evidence.object("identity", identity);
            }
        }
        evidence.objects(
                "occurrences", part.evidence, (occurrence, place) -> occurrence.text("location", location(place)));
    }

    private static void identity(JsonMembers identity, Part part, String confidence) throws IOException {
        identity.text("field", "purl")
                .number("confidence", confidence)
                .objects(
                        "methods",
                        part.evidence,
                        (method, text) -> method.text("technique", technique(text))
                                .number("confidence", confidence)
                                .text("value", text));
    }

    /** How surely the package is known at its least sure place; empty where an agent does not tell it in words. */
    private static Optional<String> confidence(SortedSet<String> evidence) {
        String all = String.join("\n", evidence);
        if (all.contains(", guess)")) {
            return Optional.of("0.4");
        }
        if (all.contains(", strong)")) {
            return Optional.of("0.8");
        }
        return all.contains(", exact)") ? Optional.of("1") : Optional.empty();
    }

    /** What told of it, in the words of the format. */
    private static String technique(String evidence) {
        if (evidence.contains("(file name") || evidence.contains("(repository path")) {
            return "filename";
        }
        boolean content = evidence.contains("(same content") || evidence.contains("(known SHA-1");
        return content ? "hash-comparison" : "manifest-analysis";
    }

    /** The place without what is remarked of it. */
    private static String location(String evidence) {
        int remark = evidence.indexOf(" (");
        return remark <= 0 ? evidence : evidence.substring(0, remark);
    }
}
