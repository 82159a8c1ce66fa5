package dev.leeway.collector.testing;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values of every kind, by chance. */
public final class RandomValues {
    private RandomValues() {}

    /** A value of any kind, with members to this depth; few enough of each kind that many are equal. */
    public static Value value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 10)) {
            case 0 -> new Value.Text(random.nextBoolean() ? "" : "t" + random.nextInt(3));
            case 1 -> Value.Numeric.of(random.nextInt(3));
            case 2 -> new Value.Size(random.nextInt(3));
            case 3 -> new Value.Flag(random.nextBoolean());
            case 4 -> new Value.Withheld("reason " + random.nextInt(2));
            case 5, 6 -> new Value.Secret(tags(random), Presence.TAGGED);
            case 7 ->
                Value.Secret.of(List.of(Presence.EMPTY, Presence.PLACEHOLDER, Presence.UNKEYED, Presence.LOW_ENTROPY)
                        .get(random.nextInt(4)));
            case 8 -> new Value.SetOf(values(random, depth - 1));
            default -> new Value.ListOf(values(random, depth - 1));
        };
    }

    private static List<Value> values(Random random, int depth) {
        List<Value> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Value value = value(random, depth);
            values.add(value instanceof Value.SetOf ? Value.Numeric.of(0) : value);
        }
        return values;
    }

    private static List<SecretTag> tags(Random random) {
        List<SecretTag> tags = new ArrayList<>();
        for (int key = 0; key < 2; key++) {
            if (key == 0 || random.nextBoolean()) {
                tags.add(tag("k-000" + (key + random.nextInt(2) * key), random.nextInt(3)));
            }
        }
        return tags;
    }

    /** A tag of that key, other for each number. */
    public static SecretTag tag(String key, int number) {
        return new SecretTag(key, "%022d".formatted(number));
    }
}
