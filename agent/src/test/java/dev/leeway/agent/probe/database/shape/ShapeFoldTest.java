package dev.leeway.agent.probe.database.shape;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShapeFoldTest {
    private static final ShapeLimits SMALL = new ShapeLimits(5, 6, 4_000, 10_000);

    private static Shape shape(ShapeLimits limits, List<String> documents) {
        ShapeFold fold = new ShapeFold(limits);
        documents.forEach(fold::add);
        return fold.shape();
    }

    private static Shape shape(String... documents) {
        return shape(ShapeLimits.DEFAULT, List.of(documents));
    }

    private static Shape.AtPath at(Shape shape, String path) {
        return requireNonNull(shape.paths().get(path), path);
    }

    /** Each path as {@code path types presence}. */
    private static List<String> lines(Shape shape) {
        return shape.paths().entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + entry.getValue().types().stream().map(JsonType::text).collect(Collectors.joining("|")) + " "
                        + entry.getValue().presence().text())
                .toList();
    }

    @Test
    void tellsPathsWithTypesAndPresence() {
        Shape shape = shape("""
                {"id": 7, "items": [{"price": 1.5}, {"price": 2, "gift": true}], "note": null}""", """
                {"id": 8, "items": []}""");

        assertThat(lines(shape))
                .containsExactly(
                        "$ object always",
                        "$.id integer always",
                        "$.items array always",
                        "$.items[] object often",
                        "$.items[].gift boolean often",
                        "$.items[].price number|integer always",
                        "$.note null often");
        assertThat(shape.documents()).isEqualTo(2);
        assertThat(shape.incomplete()).isFalse();
    }

    @Test
    void neverDropsWhatOneDocumentOfManyHolds() {
        List<String> documents = new ArrayList<>(Collections.nCopies(100_000, "{\"total\": 12.5}"));
        documents.set(77_123, "{\"total\": \"12,50\", \"legacy\": {\"vat\": 3}}");

        Shape shape = shape(ShapeLimits.DEFAULT, documents);

        assertThat(lines(shape))
                .containsExactly(
                        "$ object always",
                        "$.legacy object rare",
                        "$.legacy.vat integer always",
                        "$.total string|number always");
        assertThat(at(shape, "$.total").conflict()).isTrue();
    }

    @Test
    void aloneAnExceptionMakesAlwaysOften() {
        List<String> documents = new ArrayList<>(Collections.nCopies(9_999, "{\"a\": 1}"));
        documents.add("{}");

        assertThat(at(shape(ShapeLimits.DEFAULT, documents), "$.a").presence()).isEqualTo(PresenceBand.OFTEN);
    }

    @Test
    void takesNullAndFractionsForNoConflict() {
        Shape shape = shape("{\"a\": null, \"b\": 1}", "{\"a\": \"x\", \"b\": 1e3}", "{\"a\": \"x\", \"b\": \"x\"}");

        assertThat(at(shape, "$.a").conflict()).isFalse();
        assertThat(at(shape, "$.b").conflict()).isTrue();
    }

    @Test
    void writesKeysThatAreDataAsAny() {
        List<String> keys = List.of(
                "550e8400-e29b-41d4-a716-446655440000",
                "2026-11-20",
                "jane.doe@example.com",
                "4711",
                "+49 170 1234567",
                "d41d8cd98f00b204e9800998ecf8427e",
                "Jane Doe",
                "Jürgen",
                "DE89370400440532013000",
                "cus_NffrFeUfNV2Hib12345",
                "aZ3kPq9LmXy2",
                "AKIAIOSFODNN7EXAMPLE",
                "",
                "x".repeat(65),
                "/etc/shadow",
                "k\u0000y");

        for (String key : keys) {
            String document = "{\"of\": {\"" + key.replace("\u0000", "\\u0000") + "\": 1}}";
            assertThat(lines(shape(document)))
                    .as(key)
                    .containsExactly("$ object always", "$.of object always", "$.of.{any} integer always");
        }
    }

    @Test
    void keepsNamesThatProgramsUse() {
        List<String> keys = List.of(
                "id",
                "customer_id",
                "shippingAddress",
                "line1",
                "iso8601",
                "sha256",
                "$ref",
                "@type",
                "x-request-id",
                "deleted_at",
                "utf8",
                "ID",
                "_links",
                "isFeatureEnabledForCustomerV2",
                "faded",
                "cafe",
                "oauth2");

        for (String key : keys) {
            assertThat(shape("{\"" + key + "\": 1}").paths()).as(key).containsKey("$." + key);
        }
    }

    @Test
    void takesAnObjectWithTooManyKeysForAMap() {
        List<String> documents = IntStream.range(0, 10)
                .mapToObj(i -> "{\"by\": {\"" + (char) ('a' + i) + "name\": {\"n\": " + i + "}}, \"x\": 1}")
                .toList();

        assertThat(lines(shape(SMALL, documents)))
                .containsExactly(
                        "$ object always",
                        "$.by object always",
                        "$.by.{any} object always",
                        "$.by.{any}.n integer always",
                        "$.x integer always");
    }

    @Test
    void takesManySeldomKeysOfOneTypeForAMap() {
        List<String> documents = IntStream.range(0, 40)
                .mapToObj(i -> "{\"" + (char) ('a' + i % 20) + "nna\": " + i + "}")
                .toList();

        assertThat(lines(shape(ShapeLimits.DEFAULT, documents)))
                .containsExactly("$ object always", "$.{any} integer always");
    }

    @Test
    void takesFewSeldomKeysForDataWhereTheObjectHasNoOthers() {
        Shape shape = shape("""
                {"id": 1, "hours": {"anna": 3.5}, "by": {"erika": {"n": 1, "on": true}}}""", """
                {"id": 2, "hours": {"bernd": 4, "carla": null}, "by": {"max": {"n": 2}}}""", """
                {"id": 3, "hours": {"carla": 5}, "by": {"otto": {"n": 3, "on": false}}}""", """
                {"id": 4, "hours": {"dora": 5}, "by": {"paula": {"n": 4, "on": false}}}""");

        assertThat(lines(shape))
                .containsExactly(
                        "$ object always",
                        "$.by object always",
                        "$.by.{any} object always",
                        "$.by.{any}.n integer always",
                        "$.by.{any}.on boolean often",
                        "$.hours object always",
                        "$.hours.{any} number|integer|null always",
                        "$.id integer always");
    }

    @Test
    void keepsSeldomKeysOfVariantsThatAreNotAlike() {
        assertThat(shape(
                                "{\"card\": {\"number\": \"x\", \"holder\": \"y\"}}",
                                "{\"transfer\": {\"iban\": \"x\"}}",
                                "{\"voucher\": \"x\"}")
                        .paths())
                .containsKeys("$.card.holder", "$.transfer.iban", "$.voucher")
                .doesNotContainKey("$.{any}");
    }

    @Test
    void takesACrowdOfSeldomKeysForDataBesideOthersThatAreAlwaysThere() {
        List<String> documents = IntStream.range(0, 200)
                .mapToObj(i -> "{\"total\": 1, \"kind\": \"x\", \"" + (char) ('a' + i % 10) + "nna\": " + i
                        + (i == 7 ? ", \"legacy\": {\"vat\": 19}" : "") + "}")
                .toList();

        assertThat(lines(shape(ShapeLimits.DEFAULT, documents)))
                .containsExactly(
                        "$ object always",
                        "$.kind string always",
                        "$.legacy object rare",
                        "$.legacy.vat integer always",
                        "$.total integer always",
                        "$.{any} integer always");
    }

    @Test
    void keepsAFewSeldomKeysBesideOthersThatAreAlwaysThere() {
        List<String> documents = IntStream.range(0, 200)
                .mapToObj(i -> "{\"total\": 1, \"old" + (char) ('a' + i % 5) + "\": " + i + "}")
                .toList();

        assertThat(shape(ShapeLimits.DEFAULT, documents).paths()).containsKeys("$.olda", "$.olde");
    }

    @Test
    void takesASeldomKeyForDataWhereKeysOfItsKindAre() {
        assertThat(shape("{\"id\": 1, \"Jane Doe\": true}", "{\"id\": 2, \"anna\": false}")
                        .paths())
                .containsOnlyKeys("$", "$.id", "$.{any}");
    }

    @Test
    void anyOrderAndAnyPartsGiveTheSameShape() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> documents = IntStream.range(0, 1 + random.nextInt(60))
                    .mapToObj(i -> value(random, 4 + random.nextInt(4)))
                    .collect(Collectors.toCollection(ArrayList::new));
            documents.add("{ not json");
            Shape whole = shape(SMALL, documents);

            Collections.shuffle(documents, random);
            ShapeFold merged = new ShapeFold(SMALL);
            int at = 0;
            while (at < documents.size()) {
                int next = Math.min(documents.size(), at + 1 + random.nextInt(20));
                ShapeFold part = new ShapeFold(SMALL);
                documents.subList(at, next).forEach(part::add);
                if (random.nextBoolean()) {
                    merged.merge(part);
                } else {
                    part.merge(merged);
                    merged = part;
                }
                at = next;
            }

            assertThat(merged.shape()).as("seed %s", seed).isEqualTo(whole);
            assertThat(whole.narrowed()).as("seed %s", seed).isFalse();
        }
    }

    /** Objects of few and of many keys, some of which are data. */
    private static String value(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 9 : 5);
        return switch (kind) {
            case 0 -> "null";
            case 1 -> Integer.toString(random.nextInt(100));
            case 2 -> "1.5";
            case 3 -> "true";
            case 4 -> "\"text\"";
            case 5 ->
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> value(random, depth - 1))
                        .collect(Collectors.joining(",", "[", "]"));
            default ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> "\"" + key(random) + "\":" + value(random, depth - 1))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String key(Random random) {
        return random.nextInt(5) == 0
                ? Integer.toString(random.nextInt(1000))
                : Character.toString('a' + random.nextInt(random.nextBoolean() ? 4 : 9));
    }

    @Test
    void tellsWhatItCouldNotRead() {
        Shape shape = shape(
                SMALL,
                List.of(
                        "{\"a\": 1",
                        "",
                        "[".repeat(5_000),
                        "\"" + "x".repeat(20_000) + "\"",
                        "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":1}}}}}}"));

        assertThat(shape.documents()).isEqualTo(1);
        assertThat(shape.unreadable()).isEqualTo(3);
        assertThat(shape.tooLarge()).isEqualTo(1);
        assertThat(shape.cut()).isEqualTo(1);
        assertThat(shape.paths()).containsKey("$.a.b.c.d.e").doesNotContainKey("$.a.b.c.d.e.f");
        assertThat(shape.incomplete()).isTrue();
    }

    @Test
    void staysSmallWhateverItIsGiven() {
        ShapeLimits limits = new ShapeLimits(16, 128, 500, 1 << 20);
        ShapeFold fold = new ShapeFold(limits);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            fold.add(wide(random, 4));
        }

        Shape shape = fold.shape();

        assertThat(shape.paths()).hasSizeLessThanOrEqualTo(500);
        assertThat(shape.narrowed()).isTrue();
        assertThat(shape.documents()).isEqualTo(300);
    }

    private static String wide(Random random, int depth) {
        String leaf = depth == 0 ? "1" : "";
        return IntStream.range(0, 4)
                .mapToObj(i -> {
                    String key = "k" + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(2));
                    String below = depth == 0
                            ? leaf
                            : random.nextBoolean() ? wide(random, depth - 1) : "[" + wide(random, depth - 1) + "]";
                    return "\"" + key + "\":" + below;
                })
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void keepsNoValue() {
        Shape shape = shape("{\"card\": \"4111111111111111\", \"n\": 8675309, \"list\": [\"hunter2\"]}");

        assertThat(shape.toString()).doesNotContain("4111", "8675309", "hunter2");
    }
}
