package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one or several files say of a service.
 *
 * @param image it is made from; empty where nothing says
 * @param built whether it is made from a directory rather than asked for by name
 * @param variables by name; those of {@code environment} alone
 * @param files of variables, in order: a later one counts
 * @param ports to be published
 * @param limits by {@code memory}, {@code memory-reservation}, {@code cpus}, {@code pids}
 * @param labels by name, as far as they are values for which variables were filled in
 * @param rest names and values of all other entries. Of these nothing is promised, but what went into them is known; among them are items
 *     of {@code environment}, {@code labels} and {@code ports} of which the name or the number was made of variables or could not be read
 * @param base the service this one extends; empty where it stands for itself
 * @param instead which parts count instead of those beneath, by their names in the file, {@code environment/NAME} for one variable;
 *     {@code *} for all
 * @param unclear which parts say more than could be read, by their names in the file: {@code environment}, {@code ports}, {@code
 *     limits}; {@code rest} where there is more than was kept of it; {@code *} for the whole service
 */
public record ServicePart(
        Optional<Written> image,
        boolean built,
        SortedMap<String, PromisedVariable> variables,
        List<VariableFile> files,
        List<PromisedPort> ports,
        SortedMap<String, Written> limits,
        SortedMap<String, Written> labels,
        List<Rest> rest,
        Optional<Base> base,
        SortedSet<String> instead,
        SortedSet<String> unclear) {
    public ServicePart {
        requireNonNull(image, "image is null");
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
        files = List.copyOf(files);
        ports = List.copyOf(ports);
        limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        rest = List.copyOf(rest);
        requireNonNull(base, "base is null");
        instead = Collections.unmodifiableSortedSet(new TreeSet<>(instead));
        unclear = Collections.unmodifiableSortedSet(new TreeSet<>(unclear));
    }

    /**
     * A file of variables.
     *
     * @param path as written, its variables filled in
     * @param directory relative to which it is written
     * @param required whether Compose stops without it
     */
    public record VariableFile(Written path, String directory, boolean required) {
        public VariableFile {
            requireNonNull(path, "path is null");
            requireNonNull(directory, "directory is null");
        }
    }

    /**
     * A service whose promises count where this one makes none.
     *
     * @param file it is in; empty for the same
     * @param service its name
     */
    public record Base(Optional<Written> file, Written service) {
        public Base {
            requireNonNull(file, "file is null");
            requireNonNull(service, "service is null");
        }
    }

    /**
     * Something of which nothing is promised.
     *
     * @param key under which entry of the service it stands: {@code command}, {@code volumes}; networks and volumes of the file count as
     *     the service's
     * @param written one value, name or item of it
     */
    public record Rest(String key, Written written) {
        public Rest {
            requireNonNull(key, "key is null");
            requireNonNull(written, "written is null");
        }
    }

    /** This part laid over {@code lower}: values of one name count once, ports and files of variables are gathered. */
    public ServicePart over(ServicePart lower) {
        if (instead.contains("*")) {
            return this;
        }
        SortedMap<String, PromisedVariable> allVariables = new TreeMap<>();
        SortedMap<String, Written> allLimits = new TreeMap<>(lower.limits);
        List<VariableFile> allFiles = new ArrayList<>();
        List<PromisedPort> allPorts = new ArrayList<>();
        SortedSet<String> allUnclear = new TreeSet<>(lower.unclear);
        if (instead.contains("ports")) {
            allUnclear.remove("ports");
        }
        allUnclear.addAll(unclear);
        if (!instead.contains("environment")) {
            allVariables.putAll(lower.variables);
            allVariables.keySet().removeIf(name -> instead.contains("environment/" + name));
        }
        if (!instead.contains("env_file")) {
            allFiles.addAll(lower.files);
        }
        if (!instead.contains("ports")) {
            allPorts.addAll(lower.ports);
        }
        allVariables.putAll(variables);
        allFiles.addAll(files);
        allPorts.addAll(ports);
        allLimits.putAll(limits);
        SortedMap<String, Written> allLabels = new TreeMap<>(lower.labels);
        allLabels.putAll(labels);
        List<Rest> allRest = new ArrayList<>(lower.rest);
        allRest.removeIf(each -> instead.contains(each.key()));
        allRest.addAll(rest);
        return new ServicePart(
                instead.contains("image") ? image : image.or(lower::image),
                built || lower.built,
                allVariables,
                allFiles,
                allPorts,
                allLimits,
                allLabels,
                allRest,
                base,
                instead,
                allUnclear);
    }

    /** Whether everything it says of {@code thing} could be read. */
    public boolean clear(String thing) {
        return !unclear.contains(thing) && !unclear.contains("*");
    }

    /** Never the values. */
    @Override
    public String toString() {
        return "ServicePart[" + variables.size() + " variables, " + ports.size() + " ports]";
    }
}
