package dev.leeway.collector.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;

/** The schema of CycloneDX as its makers publish it. */
public final class BillSchema {
    private static final String PUBLISHED = "http://cyclonedx.org/schema/";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Schema schema;

    private BillSchema(Schema schema) {
        this.schema = schema;
    }

    /** The schema of one version, as {@code 1.6}; nothing is taken from the network. */
    public static BillSchema of(String version) {
        return new BillSchema(SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7,
                        registry -> registry.schemaIdResolvers(ids -> ids.mapPrefix(PUBLISHED, "classpath:")))
                .getSchema(SchemaLocation.of(PUBLISHED + "bom-" + version + ".schema.json")));
    }

    /** A document as a tree. */
    public static JsonNode tree(String json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** What is wrong with a document, nothing when it is valid. */
    public List<String> complaints(String json) throws IOException {
        return schema.validate(tree(json)).stream().map(Error::toString).toList();
    }
}
