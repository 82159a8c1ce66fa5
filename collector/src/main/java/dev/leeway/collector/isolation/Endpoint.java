package dev.leeway.collector.isolation;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One endpoint of a service.
 *
 * @param site what the hosts say of the service's connections
 * @param key of the endpoint, decoded: {@code DATABASE_URL}
 */
record Endpoint(SectionSite site, String key) {
    static List<Endpoint> of(List<SectionSite> connections) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (SectionSite site : connections) {
            Set<String> keys = new TreeSet<>();
            Facts facts = site.section().facts();
            for (int i = 0; i < facts.size(); i++) {
                if (facts.path(i).startsWith("endpoint[")) {
                    FactPath.parse(facts.path(i)).segments().get(0).key().ifPresent(keys::add);
                }
            }
            keys.forEach(key -> endpoints.add(new Endpoint(site, key)));
        }
        return endpoints;
    }

    String service() {
        return site.name();
    }

    String path(String name) {
        return FactPath.of("endpoint", key).child(name).text();
    }

    Optional<String> user() {
        return site.text(path("user"));
    }

    /** Whether it leads to the address and port at which the server sees itself. */
    boolean reaches(SectionSite database) {
        Optional<String> address = database.serverAddress();
        SortedSet<String> port = database.texts("server/port");
        return address.isPresent()
                && !port.isEmpty()
                && site.texts(path("address")).contains(address.get())
                && site.texts(path("port")).containsAll(port);
    }

    /** Whether it is of the engine of that database and names it, and nothing says that the server is another one. */
    boolean names(SectionSite database) {
        Optional<String> name = database.text("server/database");
        boolean named = name.isPresent() && site.texts(path("database")).contains(name.get());
        Set<String> addresses = site.texts(path("address"));
        boolean elsewhere = database.serverAddress().isPresent()
                && !addresses.isEmpty()
                && addresses.stream().allMatch(site.whereabouts()::tells)
                && !reaches(database);
        return named && isOf(database) && !elsewhere;
    }

    /** Whether engine, port and database, as far as both tell them, are what that database has. */
    boolean agrees(SectionSite database) {
        boolean engines = site.text(path("engine")).isEmpty()
                || database.text("server/product").isEmpty()
                || isOf(database);
        return engines
                && agree(site.texts(path("port")), database.texts("server/port"))
                && agree(site.texts(path("database")), database.texts("server/database"));
    }

    private static boolean agree(Set<String> one, Set<String> other) {
        return one.isEmpty() || other.isEmpty() || one.stream().anyMatch(other::contains);
    }

    private boolean isOf(SectionSite database) {
        String product = database.text("server/product").orElse("").toLowerCase(Locale.ROOT);
        String engine = site.text(path("engine")).orElse("").toLowerCase(Locale.ROOT);
        return !product.isEmpty()
                && (product.equals(engine) || Set.of(product, engine).equals(Set.of("mariadb", "mysql")));
    }
}
