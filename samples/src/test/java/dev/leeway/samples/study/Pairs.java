package dev.leeway.samples.study;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads pairs from a file: {@code ## GROUP}, {@code = NAME}, {@code : KEY VALUE} and {@code : SEVERITY ADDRESS | ADDRESS}, then what
 * is planted; {@code --} begins what is planted later, and {@code -- ENVIRONMENT} what the other environment has.
 */
final class Pairs {
    private static final String PROD = "prod";

    private final List<Pair> pairs = new ArrayList<>();
    private String group = "";
    private String name = "";
    private Optional<Severity> expected = Optional.empty();
    private List<AddressPattern> addresses = List.of();
    private String earlier = "staging";
    private String on = PROD;
    private int hosts = 1;
    private int waits;
    private final StringBuilder[] scripts = {new StringBuilder(), new StringBuilder(), new StringBuilder()};
    private int script;

    private Pairs() {}

    /** Those of the resource {@code /study/NAME.pairs}, in their order. */
    static List<Pair> of(String file) throws IOException {
        String resource = "/study/" + file + ".pairs";
        try (InputStream in = Objects.requireNonNull(Pairs.class.getResourceAsStream(resource), resource)) {
            Pairs reader = new Pairs();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(reader::line);
            reader.end();
            return List.copyOf(reader.pairs);
        }
    }

    private void line(String line) {
        if (line.startsWith("## ")) {
            end();
            group = line.substring(3);
        } else if (line.startsWith("= ")) {
            end();
            name = line.substring(2);
        } else if (line.startsWith(": ")) {
            said(line.substring(2));
        } else if (line.equals("--")) {
            script = 1;
        } else if (line.startsWith("-- ")) {
            script = 2;
        } else if (!name.isEmpty()) {
            scripts[script].append(line).append('\n');
        }
    }

    private void said(String line) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
            case "silent" -> expected = Optional.empty();
            case "between" -> earlier = words[1];
            case "on" -> on = words[1];
            case "hosts" -> hosts = Integer.parseInt(words[1]);
            case "waits" -> waits = Integer.parseInt(words[1]);
            default -> {
                expected = Optional.of(Severity.valueOf(words[0].toUpperCase(Locale.ROOT)));
                addresses = Stream.of(words[1].split("\\|", -1))
                        .map(each -> AddressPattern.parse(each.strip()))
                        .toList();
            }
        }
    }

    private void end() {
        if (!name.isEmpty()) {
            pairs.add(new Pair(
                    group,
                    name,
                    expected,
                    addresses,
                    earlier,
                    on,
                    hosts,
                    waits,
                    scripts[0].toString(),
                    scripts[1].toString(),
                    scripts[2].toString()));
        }
        name = "";
        expected = Optional.empty();
        addresses = List.of();
        earlier = "staging";
        on = PROD;
        hosts = 1;
        waits = 0;
        script = 0;
        for (StringBuilder each : scripts) {
            each.setLength(0);
        }
    }
}
