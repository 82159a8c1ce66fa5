package dev.leeway.agent.format.endpoint;

import dev.leeway.agent.format.endpoint.SettingName.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the endpoints that the settings of one program lead to: URLs, and groups of settings that tell host, port, database
 * and user one by one.
 *
 * <p>Of settings that mean the same the one that overrules the others counts, so that a variable and the property it stands
 * for meet under one key.
 */
public final class EndpointSettings {
    private static final int MAX_SETTINGS = 50_000;
    private static final int MAX_VALUE = 8_192;

    private final SortedMap<String, Setting> byName = new TreeMap<>();
    private final SortedMap<String, Found> urls = new TreeMap<>();
    private final SortedMap<String, Map<Part, Setting>> groups = new TreeMap<>();
    private final SortedMap<String, Setting> doubtful = new TreeMap<>();
    private final References references;

    private EndpointSettings() {
        references = new References(name -> value(SettingName.of(name)));
    }

    /** Reads for itself, and takes references from {@code whole}. */
    private EndpointSettings(EndpointSettings whole) {
        references = whole.references;
    }

    /**
     * What was found.
     *
     * @param endpoints sorted by key
     * @param doubtful settings by their keys that lead to a database, broker or relay and could not be taken apart beyond doubt
     */
    public record Result(List<Found> endpoints, SortedMap<String, Setting> doubtful) {
        public Result {
            endpoints = List.copyOf(endpoints);
            doubtful = new TreeMap<>(doubtful);
        }
    }

    /** The endpoints in {@code settings}; of two with one name that of the earlier kind counts, then the first. */
    public static Result read(Collection<Setting> settings) {
        return read(of(byKind(settings)));
    }

    private static Result read(EndpointSettings reader) {
        reader.byName.forEach((name, setting) -> reader.look(new SettingName(name), setting));
        return reader.result();
    }

    /**
     * All that {@code settings} may lead to, whichever of several that mean the same a program takes: programs differ in whether
     * the first or the last counts, and hand settings on to others.
     */
    public static List<Result> readEvery(Collection<Setting> settings) {
        List<Setting> ordered = byKind(settings);
        List<Result> results = new ArrayList<>();
        every(ordered, results);
        Collections.reverse(ordered);
        every(ordered, results);
        return results;
    }

    private static void every(List<Setting> ordered, List<Result> results) {
        EndpointSettings whole = of(ordered);
        results.add(read(whole));
        EveryGroup groups = new EveryGroup();
        for (Setting setting : ordered) {
            EndpointSettings alone = new EndpointSettings(whole);
            alone.look(SettingName.of(setting.name()), setting);
            if (alone.groups.isEmpty()) {
                results.add(alone.result());
            }
            alone.groups.forEach(groups::add);
        }
        groups.each((owner, parts) -> {
            EndpointSettings alone = new EndpointSettings(whole);
            alone.groups.put(owner, parts);
            results.add(alone.result());
        });
        results.add(new Result(List.of(), groups.tooMany()));
    }

    /**
     * Where URLs lead that belong to no database, broker or relay; they are no endpoints of a service, and may be what somebody
     * protects.
     */
    public static Result readOtherUrls(Collection<Setting> settings) {
        List<Setting> ordered = byKind(settings);
        References references = of(ordered).references;
        List<Found> found = new ArrayList<>();
        SortedMap<String, Setting> doubtful = new TreeMap<>();
        for (Setting setting : ordered) {
            SettingName name = SettingName.of(setting.name());
            if (setting.value().length() <= MAX_VALUE && !name.keepsSecrets()) {
                String value = references.resolved(setting.value()).strip();
                OtherUrls.of(value).ifPresent(endpoint -> found.add(new Found(name.text(), endpoint, setting)));
                if (name.isUrl() && References.beginsUnresolved(value)) {
                    doubtful.putIfAbsent(name.text(), setting);
                }
            }
        }
        return new Result(found, doubtful);
    }

    /** The value of a setting with references to others taken up. */
    static String resolved(Setting setting, Collection<Setting> settings) {
        return of(byKind(settings)).references.resolved(setting.value()).strip();
    }

    private static List<Setting> byKind(Collection<Setting> settings) {
        List<Setting> ordered = new ArrayList<>(settings);
        ordered.sort(Comparator.comparing(Setting::kind));
        return ordered;
    }

    private static EndpointSettings of(List<Setting> ordered) {
        EndpointSettings reader = new EndpointSettings();
        ordered.forEach(reader::add);
        return reader;
    }

    private void add(Setting setting) {
        String name = SettingName.of(setting.name()).text();
        if (byName.size() < MAX_SETTINGS && !name.isEmpty()) {
            byName.putIfAbsent(name, setting);
        }
    }

    private Optional<String> value(SettingName name) {
        return Optional.ofNullable(byName.get(name.text())).map(Setting::value);
    }

    private void look(SettingName name, Setting setting) {
        if (name.keepsSecrets()) {
            return;
        }
        if (setting.value().length() > MAX_VALUE) {
            if (EndpointText.looksLike(setting.value())) {
                doubtful.putIfAbsent(name.urlKey(), setting);
            }
            return;
        }
        String value = references.resolved(setting.value()).strip();
        Optional<Endpoint> endpoint = name.speaksOfData() ? EndpointText.any(value) : EndpointText.url(value);
        if (endpoint.isPresent()) {
            urls.putIfAbsent(name.urlKey(), new Found(name.urlKey(), endpoint.get(), setting));
        } else if (EndpointText.looksLike(value) || unresolved(name, value)) {
            doubtful.putIfAbsent(name.urlKey(), setting);
        } else if (!value.isEmpty()) {
            name.split()
                    .ifPresent(split -> groups.computeIfAbsent(split.owner(), owner -> new EnumMap<>(Part.class))
                            .putIfAbsent(
                                    split.part(), new Setting(setting.name(), value, setting.kind(), setting.place())));
        }
    }

    private static boolean unresolved(SettingName name, String value) {
        return References.beginsUnresolved(value)
                && name.leadsToData()
                && name.split().isEmpty();
    }

    private Result result() {
        SortedMap<String, Found> found = new TreeMap<>();
        groups.forEach((owner, parts) -> group(owner, parts).ifPresent(group -> found.put(owner, group)));
        urls.forEach((key, url) -> {
            String owner = new SettingName(key).owner();
            Map<Part, Setting> parts = groups.getOrDefault(owner, groups.getOrDefault(key, Map.of()));
            Found same = found.get(owner);
            Endpoint completed =
                    same == null || key.equals(owner) ? url.endpoint().completedBy(rest(parts)) : url.endpoint();
            found.put(key, new Found(key, completed, url.setting()));
        });
        doubtful.keySet().removeAll(found.keySet());
        return new Result(new ArrayList<>(found.values()), doubtful);
    }

    /** User and database told beside a URL. */
    private static Endpoint rest(Map<Part, Setting> parts) {
        return new Endpoint(
                Optional.empty(), List.of(), text(parts, Part.DATABASE), text(parts, Part.USER), Optional.empty());
    }

    private Optional<Found> group(String owner, Map<Part, Setting> parts) {
        Optional<Engine> engine = text(parts, Part.ENGINE)
                .flatMap(Engine::ofDriver)
                .or(() -> OwnerWords.engine(owner))
                .or(() -> text(parts, Part.PORT).flatMap(EndpointSettings::byPort));
        Setting host = parts.get(Part.HOST);
        if (host == null) {
            return file(owner, parts, engine);
        }
        Optional<List<Server>> servers =
                ServerParts.servers(host.value(), text(parts, Part.PORT).orElse(""));
        if (servers.isEmpty() || servers.get().isEmpty()) {
            doubtful.putIfAbsent(owner, host);
            return Optional.empty();
        }
        Endpoint endpoint = new Endpoint(
                engine, servers.get(), text(parts, Part.DATABASE), text(parts, Part.USER), Optional.empty());
        return Optional.of(new Found(owner, endpoint, host));
    }

    /** A file needs to be named as one or to belong to SQLite by its engine. */
    private static Optional<Found> file(String owner, Map<Part, Setting> parts, Optional<Engine> engine) {
        Setting file = parts.containsKey(Part.FILE) ? parts.get(Part.FILE) : parts.get(Part.DATABASE);
        boolean sqlite = engine.filter(Engine.SQLITE::equals).isPresent();
        boolean named = file != null && FileUrls.namedAsSqlite(file.value());
        return file == null || !(sqlite || (named && engine.isEmpty()))
                ? Optional.empty()
                : Optional.of(new Found(owner, FileUrls.sqlite(file.value(), true), file));
    }

    private static Optional<Engine> byPort(String port) {
        OptionalInt number = Server.port(port);
        return number.isPresent() ? Engine.ofPort(number.getAsInt()) : Optional.empty();
    }

    private static Optional<String> text(Map<Part, Setting> parts, Part part) {
        return Optional.ofNullable(parts.get(part)).map(Setting::value);
    }
}
