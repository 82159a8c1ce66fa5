package dev.leeway.agent.probe.container;

import dev.leeway.agent.format.compose.PromisedPort;
import dev.leeway.agent.format.compose.PromisedVariable;
import dev.leeway.agent.format.compose.Quantities;
import dev.leeway.agent.format.compose.ServicePart;
import dev.leeway.agent.format.compose.Written;
import dev.leeway.agent.probe.container.ComposeProject.Promises;
import dev.leeway.agent.spi.ContainerLimits;
import dev.leeway.agent.spi.ContainerSettings;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.ImageConfig;
import dev.leeway.agent.spi.ImageName;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Observed.Stretch;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds one container against what its Compose files promise. */
final class ComposeFacts {
    static final String VARIABLE = "variable";
    private static final int NANO = 9;
    private static final Set<String> NETWORK_OF_OTHERS = Set.of("host", "none", "container");

    private final Promises promises;
    private final EngineContainer container;
    private final Optional<EngineImage> image;
    private final Injected injected;
    private final KeptPromises kept;
    private final Secrecy secrecy;
    private final SectionRecorder section;

    /** @param section told what is a secret of what it may tell otherwise */
    ComposeFacts(
            Promises promises,
            EngineContainer container,
            Optional<EngineImage> image,
            Injected injected,
            KeptPromises kept,
            Secrecy secrecy,
            SectionRecorder section) {
        this.promises = promises;
        this.container = container;
        this.image = image;
        this.injected = injected;
        this.kept = kept;
        this.secrecy = secrecy;
        this.section = section;
    }

    void hold() {
        image();
        variables();
        others();
        concealPorts(unreadablePort()
                || promises.part().ports().stream().anyMatch(promised -> secrecy.any(List.of(promised.own()))));
        if (!NETWORK_OF_OTHERS.contains(container.settings().namespaces().network())) {
            ports();
        }
        if (promises.part().clear("limits")) {
            limits();
        }
    }

    private static FactPath path(String name, String key) {
        return ComposeProject.DECLARED.child(name, key);
    }

    private void image() {
        FactPath path = ComposeProject.DECLARED.child("image");
        String has = container.imageReference();
        if (promises.part().image().isEmpty() || has.isEmpty() || has.startsWith("sha256:")) {
            return;
        }
        Written asked = promises.part().image().get();
        List<Stretch> secret = secrecy.in(asked);
        List<Stretch> actual = secrecy.in(asked, has);
        conceal("image", "reference", asked.text(), secret);
        conceal("image", "reference", has, actual);
        boolean pinned = has.indexOf('@') >= 0 && asked.text().indexOf('@') < 0;
        ImageName name = ImageName.of(asked.text());
        boolean same = !name.repository().isEmpty() && name.equals(ImageName.of(has));
        if (same || asked.text().equals(has)) {
            kept.add(path, Kept.kept(asked.place()));
        } else if (asked.certain() && !pinned) {
            kept.add(path, Kept.other(asked.place(), reference(asked.text(), secret), reference(has, actual)));
        } else {
            kept.add(path, Kept.unknown(asked.place()));
        }
    }

    private static Observed reference(String text, List<Stretch> secret) {
        return ImageName.of(text)
                .plain()
                .filter(plain -> secret.isEmpty())
                .map(Observed::text)
                .orElseGet(() -> new Observed.Guarded("image", "reference", text, secret));
    }

    /** Says of a text that others may tell what of it is a secret. */
    private void conceal(String tagClass, String name, String text, List<Stretch> secret) {
        if (!secret.isEmpty()) {
            section.conceal(new Observed.Guarded(tagClass, name, text, secret));
        }
    }

    private void variables() {
        SortedMap<String, String> has = container.config().variables();
        promises.variables().forEach((name, promised) -> variable(name, promised, Optional.ofNullable(has.get(name))));
        if (!promises.everyVariable() || image.isEmpty()) {
            return;
        }
        ImageConfig own = injected.over(image.get().config(), container);
        has.forEach((name, value) -> {
            // Clients of the engine give their own proxies to whatever they make.
            boolean proxy = name.toLowerCase(Locale.ROOT).endsWith("_proxy");
            if (!promises.variables().containsKey(name)
                    && !value.equals(own.variables().get(name))
                    && !proxy) {
                kept.add(path("env", name), Kept.undeclared(new Observed.Guarded(VARIABLE, name, value)));
            }
        });
    }

    /** What nothing is told of here, and the container has all the same: labels, commands, mounts. */
    private void others() {
        SortedMap<String, String> labels = container.config().labels();
        promises.part().labels().forEach((name, written) -> {
            conceal("label", name, written.text(), secrecy.in(written));
            Optional.ofNullable(labels.get(name))
                    .ifPresent(has -> conceal("label", name, has, secrecy.in(written, has)));
        });
        ComposeRest rest = new ComposeRest(
                container, image.map(EngineImage::config).orElse(ImageConfig.EMPTY), secrecy, this::conceal);
        List<ServicePart.Rest> others = promises.part().rest();
        others.forEach(each -> conceal(VARIABLE, "rest", each.written().text(), secrecy.in(each.written())));
        rest.find(others);
        rest.findAssigned(
                VARIABLE, written(others, "environment"), container.config().variables(), certain());
        rest.findAssigned(
                "label",
                written(others, "labels"),
                rest.labels(),
                image.map(own -> own.config().labels()).orElse(new TreeMap<>()));
        if (!promises.part().clear("rest")) {
            rest.findAny(certain());
        }
    }

    private static List<Written> written(List<ServicePart.Rest> rest, String key) {
        return rest.stream()
                .filter(each -> each.key().equals(key))
                .map(ServicePart.Rest::written)
                .toList();
    }

    /** Variables that are the image's or that a file gives by their name. */
    private Map<String, String> certain() {
        Map<String, String> certain = new TreeMap<>();
        image.ifPresent(own -> certain.putAll(own.config().variables()));
        promises.variables()
                .forEach((name, promised) -> promised.value().ifPresent(value -> certain.put(name, value.text())));
        return certain;
    }

    /** Whether a port that could not be read has a secret in it: any that is published may be it. */
    private boolean unreadablePort() {
        return !promises.part().clear("rest")
                || promises.part().rest().stream()
                        .anyMatch(each -> each.key().equals("ports") && secrecy.any(List.of(each.written())));
    }

    private void variable(String name, PromisedVariable promised, Optional<String> has) {
        FactPath path = path("env", name);
        kept.has(path, has.isPresent());
        if (promised.value().isEmpty()) {
            if (secrecy.names(promised.made())) {
                has.ifPresent(actual -> conceal(VARIABLE, name, actual, Stretch.whole(actual)));
            }
            kept.add(path, has.isPresent() ? Kept.unknown(promised.place()) : Kept.unset(promised.place()));
            return;
        }
        Written value = promised.value().get();
        List<Stretch> secret = secrecy.in(value);
        Observed declared = new Observed.Guarded(VARIABLE, name, value.text(), secret);
        conceal(VARIABLE, name, value.text(), secret);
        has.ifPresent(actual -> conceal(VARIABLE, name, actual, secrecy.in(value, actual)));
        if (has.isEmpty()) {
            kept.add(path, Kept.missing(promised.place(), declared));
        } else if (has.get().equals(value.text()) || has.equals(promised.other())) {
            kept.add(path, Kept.kept(promised.place()));
        } else if (value.certain()) {
            Observed actual = new Observed.Guarded(VARIABLE, name, has.get(), secrecy.in(value, has.get()));
            kept.add(path, Kept.other(promised.place(), declared, actual));
        } else {
            kept.add(path, Kept.unknown(promised.place()));
        }
    }

    private void ports() {
        SortedMap<String, PublishedPort> ports = new TreeMap<>();
        boolean hidden = unreadablePort();
        for (PromisedPort promised : promises.part().ports()) {
            // The container's port is what such a fact is called by.
            boolean named = secrecy.any(List.of(promised.own()));
            hidden |= named;
            if (!named) {
                ports.computeIfAbsent(promised.port(), each -> new PublishedPort())
                        .promise(promised, secrecy.any(promised.host()));
            }
        }
        if (hidden) {
            section.uncovered(ComposeProject.DECLARED.text() + "/port[*]/**", Kind.OF_A_SHELL);
        }
        for (ContainerSettings.Published published : container.settings().ports()) {
            ports.computeIfAbsent(published.port(), each -> new PublishedPort()).publish(published);
        }
        Set<String> published = container.settings().ports().stream()
                .map(ContainerSettings.Published::port)
                .collect(Collectors.toSet());
        // What a shell made another port of may be any that is published.
        boolean open = promises.part().ports().stream()
                .anyMatch(promised -> !promised.certain() && !published.contains(promised.port()));
        boolean every = promises.part().clear("ports") && !container.settings().publishAll() && !open && !hidden;
        if (hidden) {
            // Which of the published ones were made of the secret is not told either.
            ports.values().removeIf(port -> !port.promised());
        }
        ports.forEach((port, both) -> both.hold(path("port", port), every, kept));
    }

    /** @param all whether a secret is among the ports of the container itself, so that any of them may be it */
    private void concealPorts(boolean all) {
        for (PromisedPort promised : promises.part().ports()) {
            if (secrecy.any(promised.host())) {
                promised.hostPort().ifPresent(port -> concealed("host-port", port));
                if (secrecy.within(promised.host(), promised.address())) {
                    concealed("address", promised.address());
                }
                container.settings().ports().stream()
                        .filter(published -> published.port().equals(promised.port()))
                        .flatMap(published -> published.hostPort().stream())
                        .forEach(port -> concealed("host-port", port));
            }
            if (secrecy.any(List.of(promised.own()))) {
                concealed("port", promised.port());
            }
        }
        Set<String> told = promises.part().ports().stream()
                .filter(promised -> !secrecy.any(List.of(promised.own())))
                .map(PromisedPort::port)
                .collect(Collectors.toSet());
        if (all) {
            container.settings().ports().stream()
                    .filter(published -> !told.contains(published.port()))
                    .forEach(published -> {
                        concealed("port", published.port());
                        if (unreadablePort()) {
                            published.hostPort().ifPresent(port -> concealed("host-port", port));
                        }
                    });
        }
    }

    private void concealed(String name, String text) {
        conceal("port", name, text, Stretch.whole(text));
        int slash = text.indexOf('/');
        if (slash > 0) {
            concealed(name, text.substring(0, slash));
        }
    }

    private void limits() {
        ContainerLimits limits = container.settings().limits();
        size("memory", limits.memory());
        size("memory-reservation", limits.memoryReservation());
        limit(
                "cpus",
                cpus(limits),
                written -> Quantities.number(written.text()),
                BigDecimal.ZERO,
                number -> new Observed.Plain(new Value.Numeric(number)));
        boolean chosen = promises.part().limits().containsKey("pids") || !injected.pids(limits);
        Optional<BigDecimal> pids = limits.pids().isPresent() && chosen
                ? Optional.of(BigDecimal.valueOf(limits.pids().getAsLong()))
                : Optional.empty();
        limit(
                "pids",
                pids,
                written -> Quantities.number(written.text()),
                BigDecimal.ZERO,
                number -> new Observed.Plain(new Value.Numeric(number)));
    }

    private static Optional<BigDecimal> cpus(ContainerLimits limits) {
        if (limits.nanoCpus().isPresent()) {
            return Optional.of(
                    BigDecimal.valueOf(limits.nanoCpus().getAsLong(), NANO).stripTrailingZeros());
        }
        return Optional.empty();
    }

    private void size(String name, OptionalLong bytes) {
        Optional<BigDecimal> has =
                bytes.isPresent() ? Optional.of(BigDecimal.valueOf(bytes.getAsLong())) : Optional.empty();
        limit(
                name,
                has,
                written -> Quantities.bytes(written.text()).map(BigDecimal::valueOf),
                BigDecimal.ZERO,
                number -> Observed.size(number.longValue()));
    }

    private interface Reads {
        Optional<BigDecimal> read(Written written);
    }

    private interface Tells {
        Observed tell(BigDecimal number);
    }

    private void limit(String name, Optional<BigDecimal> has, Reads reads, BigDecimal none, Tells tells) {
        FactPath path = path("limit", name);
        Map<String, Written> limits = promises.part().limits();
        Written written = limits.get(name);
        if (written == null) {
            has.ifPresent(actual -> kept.add(path, Kept.undeclared(tells.tell(actual))));
            return;
        }
        Optional<BigDecimal> asked = reads.read(written);
        boolean secret = secrecy.any(List.of(written));
        if (secret) {
            conceal("limit", name, written.text(), Stretch.whole(written.text()));
            Stream.of(asked, has).flatMap(Optional::stream).forEach(this::concealed);
        }
        Tells told = secret ? number -> hidden(name, number) : tells;
        boolean unlimited = asked.isPresent() && asked.get().compareTo(none) == 0;
        if (asked.isEmpty()) {
            kept.add(path, Kept.unknown(written.place()));
        } else if (unlimited ? has.isEmpty() : has.isPresent() && has.get().compareTo(asked.get()) == 0) {
            kept.add(path, Kept.kept(written.place()));
        } else if (!written.certain()) {
            kept.add(path, Kept.unknown(written.place()));
        } else if (has.isEmpty()) {
            kept.add(path, Kept.missing(written.place(), told.tell(asked.get())));
        } else {
            kept.add(path, Kept.other(written.place(), told.tell(asked.get()), told.tell(has.get())));
        }
    }

    /** A number, and what the engine makes of it: as much memory again for swapping. */
    private void concealed(BigDecimal number) {
        for (BigDecimal each : List.of(number, number.multiply(BigDecimal.valueOf(2)))) {
            String text = each.toPlainString();
            conceal("limit", "number", text, Stretch.whole(text));
        }
    }

    private static Observed hidden(String name, BigDecimal number) {
        return new Observed.Guarded("limit", name, number.toPlainString(), Stretch.whole(number.toPlainString()));
    }
}
