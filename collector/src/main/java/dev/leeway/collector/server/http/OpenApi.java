package dev.leeway.collector.server.http;

import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.JsonOut;
import dev.leeway.schema.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Describes the routes as OpenAPI 3.1 has it. */
public final class OpenApi {
    private static final String PROBLEM = "#/components/schemas/Problem";

    private OpenApi() {}

    /**
     * The description.
     *
     * @param version of the product
     */
    public static byte[] document(Routes routes, String version) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            JsonOut.writing(document, out -> {
                JsonMembers.object(
                        out,
                        members -> members.text("openapi", "3.1.0")
                                .object(
                                        "info",
                                        info -> info.text("title", "Leeway collector")
                                                .text("version", version)
                                                .text(
                                                        "description",
                                                        "What agents deliver to, and what people and programs ask."))
                                .object("paths", paths -> paths(paths, routes))
                                .object("components", OpenApi::components));
                out.raw('\n');
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return document.toByteArray();
    }

    private static void paths(JsonMembers members, Routes routes) throws IOException {
        SortedMap<String, List<Route>> byPath = new TreeMap<>();
        for (Route route : routes.all()) {
            byPath.computeIfAbsent(route.path(), any -> new ArrayList<>()).add(route);
        }
        for (Map.Entry<String, List<Route>> path : byPath.entrySet()) {
            members.object(path.getKey(), operations -> {
                for (Route route : path.getValue()) {
                    operations.object(
                            route.method().toLowerCase(Locale.ROOT), operation -> operation(operation, route));
                }
            });
        }
    }

    private static void operation(JsonMembers members, Route route) throws IOException {
        members.text("operationId", route.id())
                .text("summary", route.summary())
                .text("description", "For " + route.rule().words() + ".");
        List<String[]> parameters = new ArrayList<>();
        route.variables().forEach(name -> parameters.add(new String[] {name, "path", "part of the address"}));
        route.parameters().forEach((name, text) -> parameters.add(new String[] {name, "query", text}));
        members.objects(
                "parameters",
                parameters,
                (each, parameter) -> each.text("name", parameter[0])
                        .text("in", parameter[1])
                        .text("description", parameter[2])
                        .flag("required", parameter[1].equals("path"))
                        .object("schema", schema -> schema.text("type", "string")));
        if (route.takesBody()) {
            members.object(
                    "requestBody",
                    body -> body.text("description", route.body())
                            .flag("required", true)
                            .object(
                                    "content",
                                    content -> content.object(
                                            Wire.JSON,
                                            json -> json.object("schema", schema -> schema.text("type", "object")))));
        }
        members.object("responses", responses -> responses(responses, route));
        if (route.rule() == Rule.AGENT) {
            members.objects("security", List.of("signature"), (each, scheme) -> each.texts(scheme, List.of()));
        } else if (route.rule().personal()) {
            members.objects("security", List.of("token"), (each, scheme) -> each.texts(scheme, List.of()));
        }
    }

    private static void responses(JsonMembers members, Route route) throws IOException {
        for (Map.Entry<Integer, String> reply : Common.replies(route).entrySet()) {
            int status = reply.getKey();
            boolean own = status < 400 || (status == 409 && route.rule() == Rule.AGENT);
            members.object(Integer.toString(status), each -> {
                each.text("description", reply.getValue());
                if (status != 204) {
                    each.object("content", content -> content(content, own ? route.types() : List.of(Wire.PROBLEM)));
                }
            });
        }
        members.object(
                "default",
                each -> each.text("description", "an error inside the collector")
                        .object("content", content -> content(content, List.of(Wire.PROBLEM))));
    }

    private static void content(JsonMembers members, List<String> types) throws IOException {
        for (String type : types) {
            members.object(
                    type,
                    each -> each.object("schema", schema -> {
                        if (type.equals(Wire.PROBLEM)) {
                            schema.text("$ref", PROBLEM);
                        } else {
                            schema.text("type", type.endsWith("json") ? "object" : "string");
                        }
                    }));
        }
    }

    private static void components(JsonMembers members) throws IOException {
        members.object(
                "schemas",
                schemas -> schemas.object(
                        "Problem",
                        problem -> problem.text("type", "object")
                                .text("description", "RFC 9457, with what to do next")
                                .texts("required", List.of("title", "status", "next"))
                                .object(
                                        "properties",
                                        properties -> properties
                                                .object("title", each -> each.text("type", "string"))
                                                .object("status", each -> each.text("type", "integer"))
                                                .object("detail", each -> each.text("type", "string"))
                                                .object("next", each -> each.text("type", "string")))));
        members.object(
                "securitySchemes",
                schemes -> schemes.object(
                                "token",
                                token -> token.text("type", "http")
                                        .text("scheme", "bearer")
                                        .text("description", "leeway token create --person NAME --as reader"))
                        .object(
                                "signature",
                                signature -> signature
                                        .text("type", "apiKey")
                                        .text("in", "header")
                                        .text("name", Wire.SIGNATURE)
                                        .text("description", "Ed25519 over exact bytes: docs/protocol.md")));
    }
}
