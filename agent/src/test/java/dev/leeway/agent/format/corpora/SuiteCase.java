package dev.leeway.agent.format.corpora;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case of a suite that others made: {@code corpora/README.md} says which and how they lie there.
 *
 * @param name as the suite has it
 * @param input what is to be read
 * @param expected what it holds, where the suite says so
 * @param invalid whether the suite says outright that it must be refused
 */
public record SuiteCase(String name, byte[] input, Optional<Object> expected, boolean invalid) {
    private static final JsonFactory JSON = new JsonFactory();

    /** All cases of the suite in {@code file}, in its order. */
    public static List<SuiteCase> of(String file) throws IOException {
        List<SuiteCase> cases = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                requireNonNull(SuiteCase.class.getResourceAsStream("/corpora/" + file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try (JsonParser parser = JSON.createParser(line)) {
                    cases.add(of((Map<?, ?>) requireNonNull(PlainTree.next(parser))));
                }
            }
        }
        return cases;
    }

    private static SuiteCase of(Map<?, ?> line) {
        Map<Object, Object> fields = new HashMap<>(line);
        return new SuiteCase(
                text(fields, "name"),
                input(fields),
                Optional.ofNullable(fields.get("expected")),
                Boolean.TRUE.equals(fields.get("invalid")));
    }

    private static byte[] input(Map<Object, Object> fields) {
        if (fields.containsKey("base64")) {
            return Base64.getDecoder().decode(text(fields, "base64"));
        }
        String text = fields.containsKey("repeated")
                ? text(fields, "repeated").repeat(((BigDecimal) requireNonNull(fields.get("times"))).intValueExact())
                : text(fields, "input");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Map<Object, Object> fields, String name) {
        return (String) requireNonNull(fields.get(name), name);
    }

    /** The documents of JSON that {@code text} holds, one after the other. */
    static List<Object> documents(String text) throws IOException {
        List<Object> documents = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            for (Object next = PlainTree.next(parser); next != null; next = PlainTree.next(parser)) {
                documents.add(next);
            }
        }
        return documents;
    }

    @Override
    public String toString() {
        return name;
    }
}
