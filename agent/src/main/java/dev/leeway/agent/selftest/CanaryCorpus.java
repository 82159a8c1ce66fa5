package dev.leeway.agent.selftest;

import dev.leeway.agent.selftest.Canary.Strength;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringTokenizer;

/** Made-up secrets of every shape known, each different from all others; the same seed makes the same. */
public final class CanaryCorpus {
    private static final String LINE_FEED = "{LF}";
    private static final String[] SYLLABLES = {
        "zor", "vik", "qua", "bel", "tum", "nax", "ril", "dop", "gaf", "jun", "kem", "lov", "mip", "pog", "sut", "wex",
        "yal", "hib"
    };

    private final SplittableRandom random;
    private final List<Canary> canaries = new ArrayList<>(3000);
    private int words;

    private CanaryCorpus(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** All of them: tokens, random keys, words in telling places, under telling names, and in disguise. */
    public static List<Canary> of(long seed) {
        CanaryCorpus corpus = new CanaryCorpus(seed);
        corpus.tokens(TokenKinds.SHAPED, Strength.SHAPE);
        corpus.tokens(TokenKinds.RANDOM, Strength.RANDOM);
        corpus.places();
        corpus.notations();
        corpus.disguises();
        corpus.plainWords();
        return List.copyOf(corpus.canaries);
    }

    private void tokens(String table, Strength strength) {
        table.lines().forEach(line -> {
            String kind = line.substring(0, line.indexOf(' '));
            Template.Filled token = Template.fill(line.substring(kind.length() + 1), random);
            canaries.add(new Canary(kind, token.text().replace(LINE_FEED, "\n"), token.drawn(), strength));
        });
    }

    private void places() {
        ContextKinds.PLACES.lines().forEach(line -> {
            String kind = line.substring(0, line.indexOf(' '));
            String template = line.substring(kind.length() + 1).replace(LINE_FEED, "\n");
            for (String secret : List.of(word(), drawn("{24w}"))) {
                canaries.add(new Canary(kind, template.replace("{S}", secret), List.of(secret), Strength.SHAPE));
            }
        });
    }

    private void notations() {
        StringTokenizer names = new StringTokenizer(ContextKinds.NAMES);
        while (names.hasMoreTokens()) {
            String name = names.nextToken();
            ContextKinds.NOTATIONS.lines().forEach(line -> {
                String notation = line.substring(0, line.indexOf(' '));
                String secret = word();
                String text = line.substring(notation.length() + 1)
                        .replace("{N}", name)
                        .replace("{S}", secret);
                canaries.add(new Canary("name/" + name + "/" + notation, text, List.of(secret), Strength.SHAPE));
            });
        }
    }

    private String drawn(String template) {
        return Template.fill(template, random).text();
    }

    /** Tokens and assignments behind base64, hexadecimal and percent-encoding; the secret is what is behind. */
    private void disguises() {
        for (String kind : List.of(
                "ghp_{36w}", "AKIA{16u}", "xoxb-{12d}-{12d}-{24w}", "password={12w}", "{\"token\":\"{20w}\"}")) {
            String plain = drawn(kind);
            byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
            disguise("base64", Base64.getEncoder().encodeToString(bytes));
            disguise("base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            disguise("hex", HexFormat.of().formatHex(bytes));
            disguise("hex-capitals", HexFormat.of().withUpperCase().formatHex(bytes));
            disguise("percent", percent(bytes));
        }
    }

    private void disguise(String how, String text) {
        if (canaries.get(canaries.size() - 1).text().equals(text)) {
            return;
        }
        canaries.add(new Canary("disguise/" + how, text, List.of(text), Strength.SHAPE));
    }

    private static String percent(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length * 3);
        for (byte b : bytes) {
            out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return out.toString();
    }

    /** What people choose: words with digits and signs, which only the name they stand under betrays. */
    private void plainWords() {
        for (int i = 0; i < 360; i++) {
            String word = word();
            String chosen = switch (i % 6) {
                case 0 -> word;
                case 1 -> Character.toUpperCase(word.charAt(0)) + word.substring(1) + "!";
                case 2 -> word + "#" + word();
                case 3 -> word.replace('a', '@').replace('o', '0').replace('i', '1');
                case 4 -> "my " + word + " secret";
                default -> digits(i);
            };
            canaries.add(
                    new Canary("word/" + i % 6, chosen, List.of(chosen), i % 6 == 5 ? Strength.NUMBER : Strength.WORD));
        }
    }

    /** Numbers too short for chance to keep them out of a snapshot are made of eleven digits. */
    private String digits(int i) {
        return "7" + drawn("{7d}") + (100 + i);
    }

    /** A word of three syllables and a number of its own. */
    private String word() {
        words++;
        StringBuilder word = new StringBuilder(16);
        for (int i = 0; i < 3; i++) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.append(1000 + words).toString();
    }
}
