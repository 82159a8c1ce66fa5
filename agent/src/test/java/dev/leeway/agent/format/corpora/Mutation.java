package dev.leeway.agent.format.corpora;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files made from others as hostile or broken programs make them. */
final class Mutation {
    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        ":",
        "=",
        "\n",
        "\r\n",
        "\\",
        "${",
        "${?A}",
        "&a ",
        "*a",
        "<",
        ">",
        "<!--",
        "]]>",
        "&amp;",
        "---\n",
        "\0",
        "\t",
        "#",
        "%",
        "\"\"\"",
        "'''",
        "|\n",
        "? ",
        "!!",
        ",",
        "<<: *a",
        "\u2028",
        "\uFEFF",
        "😀",
        "0x",
        "1e999999999",
        "[[",
        "include \"x\"",
        "export ",
        "\\u",
        "\\uD800"
    };

    private Mutation() {}

    static byte[] of(List<byte[]> seeds, Random random) {
        byte[] content = pick(seeds, random);
        for (int i = random.nextInt(4); i >= 0; i--) {
            content = changed(content, seeds, random);
        }
        return content;
    }

    private static byte[] changed(byte[] content, List<byte[]> seeds, Random random) {
        int at = random.nextInt(content.length + 1);
        switch (random.nextInt(7)) {
            case 0 -> {
                return Arrays.copyOf(content, at);
            }
            case 1 -> {
                byte[] flipped = content.clone();
                if (at < flipped.length) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
            case 2 -> {
                byte[] other = pick(seeds, random);
                return joined(content, at, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
            }
            case 3 -> {
                return joined(content, at, TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8));
            }
            case 4 -> {
                String token = TOKENS[random.nextInt(TOKENS.length)].repeat(1 + random.nextInt(300));
                return joined(content, at, token.getBytes(StandardCharsets.UTF_8));
            }
            case 5 -> {
                byte[] noise = new byte[random.nextInt(12)];
                random.nextBytes(noise);
                return joined(content, at, noise);
            }
            default -> {
                int to = at + random.nextInt(content.length - at + 1);
                return joined(Arrays.copyOf(content, at), at, Arrays.copyOfRange(content, to, content.length));
            }
        }
    }

    private static byte[] pick(List<byte[]> seeds, Random random) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static byte[] joined(byte[] content, int at, byte[] inserted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content, 0, at);
        out.writeBytes(inserted);
        out.write(content, at, content.length - at);
        return out.toByteArray();
    }
}
