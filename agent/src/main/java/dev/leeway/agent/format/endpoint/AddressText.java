package dev.leeway.agent.format.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Addresses of version 6 have many spellings; here they meet, without asking a resolver. */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /**
     * One spelling for all of an address: eight groups as {@code 2001:db8:0:0:0:0:0:10}, an address of version 4 inside one of
     * version 6 as what it is. Any other text comes back in lower case.
     */
    public static String canonical(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int zone = lower.indexOf('%');
        String plain = zone < 0 ? lower : lower.substring(0, zone);
        return plain.indexOf(':') < 0
                ? lower
                : groups(plain).map(AddressText::written).orElse(lower);
    }

    private static String written(List<Integer> groups) {
        boolean four = groups.subList(0, 5).stream().allMatch(group -> group == 0) && groups.get(5) == 0xffff;
        if (four) {
            int high = groups.get(6);
            int low = groups.get(7);
            return (high >> 8) + "." + (high & 0xff) + "." + (low >> 8) + "." + (low & 0xff);
        }
        List<String> words = groups.stream().map(Integer::toHexString).toList();
        return String.join(":", words);
    }

    private static Optional<List<Integer>> groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return part(text).filter(groups -> groups.size() == GROUPS);
        }
        Optional<List<Integer>> head = part(text.substring(0, gap));
        Optional<List<Integer>> tail = part(text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty() || head.get().size() + tail.get().size() >= GROUPS) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(head.get());
        while (all.size() + tail.get().size() < GROUPS) {
            all.add(0);
        }
        all.addAll(tail.get());
        return Optional.of(all);
    }

    private static Optional<List<Integer>> part(String text) {
        List<Integer> groups = new ArrayList<>();
        String[] words = text.isEmpty() ? new String[0] : text.split(":", GROUPS + 1);
        for (int i = 0; i < words.length; i++) {
            if (words[i].matches("[0-9a-f]{1,4}")) {
                groups.add(Integer.parseInt(words[i], 16));
            } else if (i == words.length - 1 && words[i].matches("\\d{1,3}(?:\\.\\d{1,3}){3}")) {
                String[] bytes = words[i].split("\\.", 4);
                groups.add(Integer.parseInt(bytes[0]) << 8 | Integer.parseInt(bytes[1]));
                groups.add(Integer.parseInt(bytes[2]) << 8 | Integer.parseInt(bytes[3]));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(groups);
    }
}
