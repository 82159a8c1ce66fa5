package dev.leeway.agent.format.compose;

import dev.leeway.agent.format.compose.ServicePart.Base;
import dev.leeway.agent.format.compose.ServicePart.Rest;
import dev.leeway.agent.format.compose.ServicePart.VariableFile;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.tree.TreeNode.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what one file says of one service. */
final class ServiceReader {
    private static final int MAX_ITEMS = 2_000;
    /** Of what nothing is promised by. */
    private static final int MAX_NODES = 20_000;
    /** Numbers that every release of Compose writes the same way. */
    private static final Pattern PLAIN_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,14}");

    private static final Set<String> GATHERED = Set.of("image", "environment", "env_file", "ports");
    private static final Set<String> LIMITING = Set.of("deploy", "mem_limit", "mem_reservation", "cpus", "pids_limit");
    private static final Set<String> NOT_REST = Set.of("labels", "extends");
    private static final Pattern NAME = Pattern.compile("[^=\\s\\p{Cntrl}]{1,200}");

    private final String file;
    private final String directory;
    private final Interpolation interpolation;
    private final SortedSet<String> instead = new TreeSet<>();
    private final SortedSet<String> unclear = new TreeSet<>();
    private final List<Rest> rest = new ArrayList<>();
    private int looked;

    /** For the file at that path, whose relative paths begin at {@code directory}. */
    ServiceReader(String file, String directory, Interpolation interpolation) {
        this.file = file;
        this.directory = directory;
        this.interpolation = interpolation;
    }

    /** @param top of the file, beside its services */
    ServicePart read(TreeNode node, Map<String, TreeNode> top) {
        Map<String, TreeNode> service = Tagged.replaces(node) || Tagged.removes(node) ? whole(node) : entries(node);
        Optional<Written> image = Tables.scalar(service, "image").map(this::filled);
        SortedMap<String, PromisedVariable> variables = variables(service);
        List<PromisedPort> ports = ports(service);
        List<VariableFile> files = files(service);
        SortedMap<String, Written> limits = limits(service);
        Optional<Base> base = base(service);
        // Last, so that what nothing is promised by leaves room for what counts.
        SortedMap<String, Written> labels = labels(service);
        rest(service, top);
        return new ServicePart(
                image,
                service.containsKey("build"),
                variables,
                files,
                ports,
                limits,
                labels,
                rest,
                base,
                instead,
                unclear);
    }

    /** What stands for the whole service, whatever lies beneath. */
    private Map<String, TreeNode> whole(TreeNode node) {
        instead.add("*");
        if (Tagged.removes(node)) {
            unclear.add("*");
        }
        return entries(node);
    }

    /** The entries, those left out that take away what lies beneath. */
    private Map<String, TreeNode> entries(TreeNode node) {
        Map<String, TreeNode> entries = new LinkedHashMap<>(Tables.entries(node));
        entries.forEach((name, entry) -> {
            boolean tagged = Tagged.anywhere(entry);
            if (tagged && GATHERED.contains(name)) {
                if (Tagged.replaces(entry) || Tagged.removes(entry)) {
                    instead.add(name);
                } else if (!name.equals("environment")) {
                    unclear.add(name.equals("ports") ? name : "environment");
                }
            } else if (tagged && LIMITING.contains(name)) {
                // Two places may tell of one limit, and only one of them was taken away.
                unclear.add("limits");
            } else if (tagged && name.equals("extends")) {
                unclear.add("*");
            }
        });
        entries.values().removeIf(Tagged::removes);
        return entries;
    }

    private String place(TreeNode node) {
        return file + ":" + node.line();
    }

    private Written filled(Scalar scalar) {
        Written filled = interpolation.fill(scalar.text(), place(scalar));
        boolean plain = switch (scalar.kind()) {
            case TEXT, NOTHING -> true;
            case NUMBER -> PLAIN_NUMBER.matcher(scalar.text()).matches();
            case FLAG -> scalar.text().equals("true") || scalar.text().equals("false");
        };
        return plain ? filled : filled.uncertain();
    }

    private SortedMap<String, PromisedVariable> variables(Map<String, TreeNode> service) {
        SortedMap<String, PromisedVariable> variables = new TreeMap<>();
        TreeNode node = service.get("environment");
        if (node instanceof TreeNode.Items items) {
            for (TreeNode item : items.items()) {
                if (item instanceof Scalar scalar && !Tagged.anywhere(item) && variables.size() < MAX_ITEMS) {
                    assigned(scalar, variables);
                } else {
                    unclear.add("environment");
                    lost("environment", item);
                }
            }
        } else if (node != null) {
            Tables.entries(node).forEach((name, value) -> {
                if (Tagged.removes(value) && instead.size() < MAX_ITEMS) {
                    instead.add("environment/" + name);
                } else if (value instanceof Scalar scalar && variables.size() < MAX_ITEMS && isName(name)) {
                    boolean handed = scalar.kind() == Scalar.Kind.NOTHING;
                    variables.put(name, handed ? handedThrough(name, place(scalar)) : promised(filled(scalar)));
                } else {
                    unclear.add("environment");
                    if (value instanceof Scalar scalar) {
                        // Names that stand by themselves have no variables filled in.
                        String item = name.replace("$", "$$") + "=" + scalar.text();
                        lost("environment", interpolation.fill(item, place(value)));
                    }
                }
            });
        }
        return variables;
    }

    /** Of what is promised nothing; what went into it may still stand in the container. */
    private void lost(String key, TreeNode item) {
        if (item instanceof Scalar scalar) {
            lost(key, interpolation.fill(scalar.text(), place(scalar)));
        }
    }

    private void lost(String key, Written written) {
        if (!written.made().isEmpty()) {
            if (rest.size() < MAX_ITEMS) {
                rest.add(new Rest(key, written));
            } else {
                unclear.add("rest");
            }
        }
    }

    /** Variables are filled in before the item is taken apart, so that its name may be made of some as well. */
    private void assigned(Scalar scalar, SortedMap<String, PromisedVariable> variables) {
        Written item = interpolation.fill(scalar.text(), place(scalar));
        int equals = item.text().indexOf('=');
        String name = equals < 0 ? item.text() : item.text().substring(0, equals);
        if (isMade(item, equals) || !isName(name)) {
            unclear.add("environment");
            lost("environment", item);
        } else if (equals < 0) {
            variables.put(name, handedThrough(name, place(scalar)));
        } else {
            variables.put(name, promised(item.between(equals + 1, item.text().length())));
        }
    }

    /** Whether the name of an item is made of variables, a shell's perhaps, which gave it another one. */
    private static boolean isMade(Written item, int equals) {
        return !(equals < 0 ? item : item.between(0, equals)).made().isEmpty();
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && name.indexOf('$') < 0;
    }

    private PromisedVariable handedThrough(String name, String place) {
        return new PromisedVariable(
                interpolation.variable(name, place), Optional.empty(), place, interpolation.made(name));
    }

    private static PromisedVariable promised(Written value) {
        return new PromisedVariable(Optional.of(value), Optional.empty(), value.place());
    }

    private List<VariableFile> files(Map<String, TreeNode> service) {
        List<VariableFile> files = new ArrayList<>();
        for (TreeNode item : Tables.items(service, "env_file")) {
            Map<String, TreeNode> table = Tables.entries(item);
            Optional<Scalar> path = item instanceof Scalar scalar ? Optional.of(scalar) : Tables.scalar(table, "path");
            boolean required = Tables.scalar(table, "required")
                    .map(each -> !each.text().equals("false"))
                    .orElse(true);
            boolean raw = table.containsKey("format");
            if (path.isEmpty() || raw || files.size() >= MAX_ITEMS) {
                unclear.add("environment");
            } else {
                files.add(new VariableFile(filled(path.get()), directory, required));
            }
        }
        return files;
    }

    private List<PromisedPort> ports(Map<String, TreeNode> service) {
        List<PromisedPort> ports = new ArrayList<>();
        for (TreeNode item : Tables.items(service, "ports")) {
            Optional<List<PromisedPort>> read =
                    item instanceof Scalar scalar ? PortText.read(filledPort(scalar)) : longForm(item);
            if (read.isPresent() && ports.size() < MAX_ITEMS) {
                ports.addAll(read.get());
            } else {
                unclear.add("ports");
                lost("ports", item);
                Tables.entries(item).values().forEach(value -> lost("ports", value));
            }
        }
        return ports;
    }

    /** A port is a number whatever else it may be. */
    private Written filledPort(Scalar scalar) {
        return interpolation.fill(scalar.text(), place(scalar));
    }

    private Optional<List<PromisedPort>> longForm(TreeNode item) {
        Map<String, TreeNode> table = Tables.entries(item);
        Optional<Written> target = inLongForm(table, "target", item);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        Optional<Written> published = inLongForm(table, "published", item);
        Optional<Written> address = inLongForm(table, "host_ip", item);
        String protocol = Tables.scalar(table, "protocol").map(Scalar::text).orElse("tcp");
        List<Written> host = Stream.concat(published.stream(), address.stream()).toList();
        return PortText.spread(
                target.get().text(),
                published.map(Written::text).filter(text -> !text.isEmpty()),
                address.map(Written::text).orElse(""),
                protocol,
                target.get(),
                host);
    }

    private Optional<Written> inLongForm(Map<String, TreeNode> table, String name, TreeNode item) {
        return Tables.scalar(table, name).map(scalar -> interpolation.fill(scalar.text(), place(item)));
    }

    private SortedMap<String, Written> limits(Map<String, TreeNode> service) {
        SortedMap<String, Written> limits = new TreeMap<>();
        Map<String, TreeNode> resources = Tables.entries(Tables.entries(service, "deploy"), "resources");
        Map<String, TreeNode> most = Tables.entries(resources, "limits");
        limit("memory", most, "memory", limits);
        limit("cpus", most, "cpus", limits);
        limit("pids", most, "pids", limits);
        limit("memory-reservation", Tables.entries(resources, "reservations"), "memory", limits);
        limit("memory", service, "mem_limit", limits);
        limit("memory-reservation", service, "mem_reservation", limits);
        limit("cpus", service, "cpus", limits);
        limit("pids", service, "pids_limit", limits);
        return limits;
    }

    private void limit(String name, Map<String, TreeNode> table, String key, SortedMap<String, Written> limits) {
        Tables.scalar(table, key)
                .ifPresent(scalar -> limits.put(name, interpolation.fill(scalar.text(), place(scalar))));
    }

    private SortedMap<String, Written> labels(Map<String, TreeNode> service) {
        SortedMap<String, Written> labels = new TreeMap<>();
        TreeNode node = service.get("labels");
        if (node instanceof TreeNode.Items items) {
            for (TreeNode item : items.items()) {
                if (item instanceof Scalar scalar) {
                    label(interpolation.fill(scalar.text(), place(scalar)), labels);
                }
            }
        } else if (node != null) {
            Tables.entries(node).forEach((name, value) -> {
                if (value instanceof Scalar scalar) {
                    filledIn(scalar.text(), place(value), written -> labels.put(name, written));
                }
            });
        }
        return labels;
    }

    private void label(Written item, SortedMap<String, Written> labels) {
        int equals = item.text().indexOf('=');
        if (isMade(item, equals)) {
            lost("labels", item);
        } else if (equals > 0) {
            Written value = item.between(equals + 1, item.text().length());
            if (!value.made().isEmpty()) {
                labels.put(item.text().substring(0, equals), value);
            }
        }
    }

    private void filledIn(String text, String place, Consumer<Written> use) {
        Written written = interpolation.fill(text, place);
        if (!written.made().isEmpty()) {
            use.accept(written);
        }
    }

    /** With what stands besides in the same file under {@code networks} and {@code volumes}, which has names that containers show. */
    private void rest(Map<String, TreeNode> service, Map<String, TreeNode> top) {
        List<Rest> clear = new ArrayList<>();
        service.forEach((key, node) -> {
            if (!GATHERED.contains(key) && !LIMITING.contains(key) && !NOT_REST.contains(key)) {
                rest(key, node, clear);
            }
        });
        for (String key : List.of("networks", "volumes")) {
            Optional.ofNullable(top.get(key)).ifPresent(node -> rest(key, node, clear));
        }
        // Those beyond are only taken for what may have been made of a secret.
        rest.addAll(clear.subList(0, Math.min(clear.size(), Math.max(0, MAX_ITEMS - rest.size()))));
    }

    private void rest(String key, TreeNode entry, List<Rest> clear) {
        Deque<TreeNode> open = new ArrayDeque<>(List.of(entry));
        for (; looked < MAX_NODES && !open.isEmpty(); looked++) {
            TreeNode node = open.remove();
            if (node instanceof Scalar scalar) {
                Written written = interpolation.fill(scalar.text(), place(scalar));
                if (written.made().isEmpty()) {
                    clear.add(new Rest(key, written));
                }
                lost(key, written);
            }
            node.entriesAt().forEach((name, value) -> {
                clear.add(new Rest(key, new Written(name, true, place(value))));
                open.add(value);
            });
            open.addAll(node.itemsAt());
        }
        if (!open.isEmpty()) {
            unclear.add("rest");
        }
    }

    private Optional<Base> base(Map<String, TreeNode> service) {
        TreeNode extended = service.get("extends");
        if (extended instanceof Scalar scalar) {
            return Optional.of(new Base(Optional.empty(), filled(scalar)));
        }
        Map<String, TreeNode> table = extended == null ? Map.of() : Tables.entries(extended);
        Optional<Written> file = Tables.scalar(table, "file").map(this::filled);
        return Tables.scalar(table, "service").map(name -> new Base(file, filled(name)));
    }
}
