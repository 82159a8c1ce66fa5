package dev.leeway.agent.format.endpoint;

import dev.leeway.agent.format.endpoint.SettingName.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Every way to put hosts, ports and databases together that settings tell of one owner. */
final class EveryGroup {
    /** Beyond so many values of one part nobody meant them as alternatives. */
    private static final int MAX_VALUES = 12;

    private final SortedMap<String, Map<Part, List<Setting>>> owners = new TreeMap<>();
    private final SortedMap<String, Setting> tooMany = new TreeMap<>();

    void add(String owner, Map<Part, Setting> parts) {
        parts.forEach((part, setting) -> {
            List<Setting> known = owners.computeIfAbsent(owner, unused -> new EnumMap<>(Part.class))
                    .computeIfAbsent(part, unused -> new ArrayList<>());
            if (known.stream().noneMatch(each -> each.value().equals(setting.value()))) {
                if (known.size() < MAX_VALUES) {
                    known.add(setting);
                } else {
                    tooMany.putIfAbsent(owner, setting);
                }
            }
        });
    }

    /** By owner the first setting that is not tried, there being too many. */
    SortedMap<String, Setting> tooMany() {
        return tooMany;
    }

    void each(BiConsumer<String, Map<Part, Setting>> consumer) {
        owners.forEach((owner, parts) -> {
            for (Setting host : parts.getOrDefault(Part.HOST, List.of())) {
                for (@Nullable Setting port : orNone(parts, Part.PORT)) {
                    for (@Nullable Setting database : orNone(parts, Part.DATABASE)) {
                        Map<Part, Setting> group = new EnumMap<>(Part.class);
                        group.put(Part.HOST, host);
                        put(group, Part.PORT, port);
                        put(group, Part.DATABASE, database);
                        List<Setting> engines = parts.getOrDefault(Part.ENGINE, List.of());
                        put(group, Part.ENGINE, engines.size() == 1 ? engines.get(0) : null);
                        consumer.accept(owner, group);
                    }
                }
            }
        });
    }

    private static List<@Nullable Setting> orNone(Map<Part, List<Setting>> parts, Part part) {
        List<@Nullable Setting> values = new ArrayList<>(parts.getOrDefault(part, List.of()));
        if (values.isEmpty()) {
            values.add(null);
        }
        return values;
    }

    private static void put(Map<Part, Setting> group, Part part, @Nullable Setting setting) {
        if (setting != null) {
            group.put(part, setting);
        }
    }
}
