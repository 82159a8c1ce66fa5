package dev.leeway.samples.secret;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.redact.Disclosed;
import dev.leeway.agent.redact.FleetKey;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.Observed;
import dev.leeway.collector.identity.TokenHash;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever steals a collector's store and has a list with every planted secret on it still learns none of them. */
class StolenStoreTest {
    private static final String SCALE = System.getProperty("leeway.scale", "short");
    private static final int EACH = 40;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    /** Fewer would be no list. */
    private static final long FEWEST_WORDS = switch (SCALE) {
        case "full" -> 10_000_000;
        case "slow" -> 2_000_000;
        default -> 15_000;
    };

    @TempDir
    private Path folder;

    private final FleetKey key = FleetKey.generate(new SecureRandom());
    private final List<String> salts = List.of("prod-01", "prod", key.id());
    private final List<String> words = new ArrayList<>();
    private final Set<String> planted = new TreeSet<>();
    private final Map<String, String> variables = new TreeMap<>();

    @BeforeEach
    void plant() {
        WordLists.words(1, words::add);
        for (int i = 0; i < EACH; i++) {
            String word = words.get(i * (words.size() / EACH) + i * 7 % 97);
            String number = String.format(Locale.ROOT, "%08d", 17_000L + i * 2_400_000L);
            variables.put("DB_PASSWORD_" + i, word);
            variables.put("BADGE_" + i, words.get(i * 131 + 5));
            variables.put("ADMIN_PIN_" + i, number);
            variables.put("ACCESS_" + i, "pin:" + number);
            planted.addAll(List.of(word, words.get(i * 131 + 5), number));
        }
    }

    /** What an agent with the fleet's key says of the variables. */
    private Map<FactPath, Value> told(String more) {
        Redactor redactor = Redactor.keyed(List.of(key), RedactionRules.published());
        Map<FactPath, Value> facts = new HashMap<>();
        variables.forEach((name, text) -> {
            for (Disclosed each : redactor.disclose(
                    Address.parse("env[shop-web]/" + name), new Observed.Guarded("variable", name, text + more))) {
                facts.put(each.path(), each.value());
            }
        });
        return facts;
    }

    private Path keyed(RobbedStore store) throws Exception {
        Map<FactPath, Value> told = told("");
        assertThat(told.values().stream()
                        .filter(value -> value instanceof Value.Secret secret
                                && !secret.tags().isEmpty()))
                .as("tags there are")
                .hasSizeGreaterThan(EACH / 2);
        Snapshot before = RobbedStore.snapshot("prod", 1, told("x"), Map.of());
        Snapshot prod = RobbedStore.snapshot("prod", 2, told, Map.of());
        Snapshot dev = RobbedStore.snapshot("dev", 1, told("y"), Map.of());
        store.keeps(before, prod)
                .admits()
                .knows("ada")
                .reports(DAY, report(prod, dev))
                .restarts()
                .keeps(dev)
                .logs(List.of("a count that was used"))
                .mirrors(before, prod, dev);
        return store.stolen();
    }

    /** What {@code leeway diff} writes of the two: what a night keeps. */
    private byte[] report(Snapshot... sides) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("-cp", classPath(), "dev.leeway.collector.cli.Main", "diff", "--format", "json"));
        for (Snapshot each : sides) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            SnapshotJson.write(each, bytes);
            command.add(Files.write(folder.resolve(each.host().name() + ".json"), bytes.toByteArray())
                    .toString());
        }
        byte[] report = java(command, 1).getBytes(StandardCharsets.UTF_8);
        assertThat(report).hasSizeGreaterThan(10_000);
        return report;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** What a Java process of its own prints. */
    private String java(List<String> arguments, int exit) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Xmx1g"));
        command.addAll(arguments);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.HOURS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(exit);
        return Files.readString(out);
    }

    /** One for each recipe in each writing, all over a store. */
    private List<Giveaway> giveaways() throws Exception {
        List<Recipe> recipes = new ArrayList<>(Recipe.general(salts));
        for (String name : List.of("DB_PASSWORD_7", "ADMIN_PIN_31")) {
            recipes.addAll(Recipe.named(name, salts));
        }
        List<Giveaway> all = new ArrayList<>();
        Giveaway.Place[] places = Giveaway.Place.values();
        for (Recipe recipe : recipes) {
            int begin = all.size() / Giveaway.Writing.values().length;
            int place = begin;
            for (Giveaway.Writing writing : Giveaway.Writing.values()) {
                String word = words.get((all.size() + 1) * 97 % words.size());
                Giveaway each = new Giveaway(word, recipe, writing, places[place++ % places.length]);
                all.add(each.fits() ? each : new Giveaway(word, recipe, writing, Giveaway.Place.HANDOVER));
            }
        }
        return all;
    }

    private Path unkeyed(RobbedStore store, List<Giveaway> all, String token) throws Exception {
        Map<Giveaway.Place, List<Giveaway>> placed = new EnumMap<>(Giveaway.Place.class);
        all.forEach(each -> placed.computeIfAbsent(each.place(), unused -> new ArrayList<>())
                .add(each));
        Map<FactPath, Value> facts = new HashMap<>(told(""));
        facts.putAll(facts(at(placed, Giveaway.Place.FACT), "fact-"));
        Map<String, String> evidence = new HashMap<>();
        for (Giveaway each : at(placed, Giveaway.Place.EVIDENCE)) {
            String name = "seen-" + evidence.size();
            facts.put(FactPath.of(name), new Value.Text("x"));
            evidence.put(FactPath.of(name).toString(), each.text());
        }
        TokenHash hash = new TokenHash(
                HexFormat.of().formatHex(Recipe.general(salts).get(0).of(token)));
        store.admits()
                .keepsToken(hash)
                .keeps(RobbedStore.snapshot("prod", 1, facts, evidence))
                .mirrors(RobbedStore.snapshot("prod", 1, facts(at(placed, Giveaway.Place.MIRROR), "fact-"), Map.of()))
                .logs(texts(at(placed, Giveaway.Place.AUDIT)))
                .claims(texts(at(placed, Giveaway.Place.NOTICE)))
                .knows(String.join(" ", texts(at(placed, Giveaway.Place.PERSON))))
                .reports(DAY, bytes(at(placed, Giveaway.Place.REPORT)))
                .handsOver("to the next", bytes(at(placed, Giveaway.Place.HANDOVER)))
                .restarts();
        List<Giveaway> forgotten = at(placed, Giveaway.Place.WRITE_AHEAD_LOG);
        // So few at a time that none lies across two pages.
        for (int i = 0; i < forgotten.size(); i += 8) {
            store.forgets(bytes(forgotten.subList(i, Math.min(i + 8, forgotten.size()))));
        }
        return store.stolen();
    }

    private static List<Giveaway> at(Map<Giveaway.Place, List<Giveaway>> placed, Giveaway.Place place) {
        return requireNonNull(placed.get(place), "something lies everywhere");
    }

    private static Map<FactPath, Value> facts(List<Giveaway> all, String name) {
        Map<FactPath, Value> facts = new HashMap<>();
        all.forEach(each -> facts.put(FactPath.of(name + facts.size()), new Value.Text(each.text())));
        return facts;
    }

    private static List<String> texts(List<Giveaway> all) {
        return all.stream().map(Giveaway::text).toList();
    }

    private static byte[] bytes(List<Giveaway> all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        all.forEach(each -> bytes.writeBytes(each.bytes()));
        return bytes.toByteArray();
    }

    /**
     * One attack on two stores. In the second are the same secrets, and hashes that were made without a key in every way the thief tries: of
     * those it finds each, by the way in which it was made, so that finding none in the first means something.
     */
    @Test
    void tellsNothingToWhoeverStealsItAndAllWhereThereIsNoKey() throws Exception {
        List<Giveaway> giveaways = giveaways();
        String token = "lwp_" + words.get(0);
        try (RobbedStore keyed = new RobbedStore(folder.resolve("keyed"));
                RobbedStore unkeyed = new RobbedStore(folder.resolve("unkeyed"))) {
            Path first = keyed(keyed);
            Path second = unkeyed(unkeyed, giveaways, token);
            for (byte[] bytes : Loot.of(first, folder)) {
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                assertThat(planted).noneMatch(text::contains);
                assertThat(text).doesNotContain(keyed.texts()).doesNotContain(key.text());
            }
            Set<String> near = new TreeSet<>(planted);
            giveaways.forEach(each -> near.add(each.word()));
            Files.write(folder.resolve("list"), near);
            List<String> arguments = new ArrayList<>(List.of(
                    "-cp", classPath(), Thief.class.getName(), SCALE, folder.resolve("list") + "", folder + ""));
            arguments.addAll(salts);
            arguments.addAll(List.of("--", first.toString(), second.toString()));
            List<String[]> said =
                    java(arguments, 0).lines().map(line -> line.split("\t", -1)).toList();
            assertThat(found(said, "0")).isEmpty();
            assertThat(found(said, "1"))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(giveaways.stream().map(Giveaway::told), Stream.of("SHA-256\t" + token))
                                    .toList());
            String[] tried = said.get(said.size() - 1);
            assertThat(Long.parseLong(tried[1])).as("words").isGreaterThan(FEWEST_WORDS);
        }
    }

    private static List<String> found(List<String[]> said, String store) {
        return said.stream()
                .filter(each -> each[0].equals("found") && each[1].equals(store))
                .map(each -> String.join("\t", Arrays.asList(each).subList(2, 4)))
                .toList();
    }

    /** A token that somebody left where an agent looks is taken for the secret it is, whatever the name it goes by. */
    @Test
    void takesTokensForSecretsWhereverTheyLie() {
        Redactor redactor = Redactor.keyed(List.of(key), RedactionRules.published());
        for (TokenKind kind : TokenKind.values()) {
            for (int i = 0; i < 50; i++) {
                String text = new Tokens(new SecureRandom()).create(kind);
                assertThat(redactor.secret("NOTE", text)).isTrue();
            }
        }
    }

    /** As RFC 7693 has it. */
    @Test
    void hashesAsOthersDo() {
        assertThat(HexFormat.of().formatHex(Blake2b.of("abc".getBytes(StandardCharsets.US_ASCII), 64)))
                .isEqualTo("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    }
}
