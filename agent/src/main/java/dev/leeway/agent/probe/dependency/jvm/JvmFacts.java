package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.format.archive.Coordinates;
import dev.leeway.agent.format.archive.Identity;
import dev.leeway.agent.format.archive.Skipped;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.manifest.ArtefactFiles;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the virtual machines of a service are made of: every archive of their class paths, module paths and homes, in what
 * order they are searched, and what they still run of archives that were exchanged.
 */
public final class JvmFacts {
    private static final FactPath ARTEFACT = FactPath.of("artefact");
    private static final FactPath ORDER = FactPath.of("classpath").child("order");
    /** One list is one fact; no class path known is longer. */
    private static final int LONGEST_ORDER = 5_000;

    private final Ledger ledger;
    private final JarStore store;
    private final Set<String> told = new HashSet<>();
    private final Set<String> exploded = new TreeSet<>();
    private final List<Deployment> deployments = new ArrayList<>();
    private Twins twins = Twins.among(List.of());
    private Optional<String> base = Optional.empty();

    /** Facts written to {@code ledger}, from files of {@code survey}. */
    public JvmFacts(Ledger ledger, Survey survey, KnownArchives known) {
        this(ledger, new JarStore(survey, JarStore.Limits.STANDARD, known, true));
    }

    private JvmFacts(Ledger ledger, JarStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    /** Facts of archives that lie somewhere and that nothing runs. */
    public static JvmFacts ofLibraries(Ledger ledger, Survey survey, KnownArchives known) {
        return new JvmFacts(ledger, new JarStore(survey, JarStore.Limits.STANDARD, known, false));
    }

    /**
     * Says of a virtual machine what it runs, so that the archive of that is told from libraries however it was started; to be
     * called of all of them before the first is taken.
     */
    public void runs(Program program, Optional<String> workingDirectory) {
        switch (program.kind()) {
            case JAR -> absolute(program.main(), workingDirectory).ifPresent(store::own);
            case CLASS -> store.ownWith(program.main());
            case MODULE -> {
                int slash = program.main().indexOf('/');
                if (slash >= 0) {
                    store.ownWith(program.main().substring(slash + 1));
                }
            }
            case SCRIPT, APPLICATION, COMMAND -> {
                // A source file, or a virtual machine inside another program: no archive is the whole of it.
            }
        }
    }

    /**
     * Takes one virtual machine.
     *
     * @param variables it was started with
     */
    public void machine(Program program, Map<String, String> variables, Optional<String> workingDirectory)
            throws InterruptedException {
        Deployment deployment = new Deployment(store, workingDirectory);
        deployment.follow(ClassPath.of(program, variables));
        base = base.or(() -> deployment.searched().stream().findFirst().map(jar -> PathText.parent(jar.path())))
                .or(() -> workingDirectory);
        deployments.add(deployment);
        Homes homes = Homes.below(store.survey(), program, workingDirectory);
        for (String archive : homes.archives()) {
            store.at(archive);
        }
        exploded.addAll(deployment.directories());
        exploded.addAll(homes.exploded());
    }

    private static Optional<String> absolute(String path, Optional<String> workingDirectory) {
        return path.startsWith("/")
                ? Optional.of(PathText.resolved("/", path))
                : workingDirectory.map(directory -> PathText.resolved(directory, path));
    }

    /** What the service's own artefacts hold beside classes and libraries, by the artefact's file name. */
    public SortedMap<String, List<ArtefactFiles>> files() {
        SortedMap<String, List<ArtefactFiles>> files = new TreeMap<>();
        for (ReadJar jar : store.all()) {
            jar.files()
                    .ifPresent(found -> files.computeIfAbsent(PathText.name(jar.path()), each -> new ArrayList<>())
                            .add(found));
        }
        return files;
    }

    /** Takes one archive that nothing has to run. */
    public void archive(String path) throws InterruptedException {
        store.at(path);
    }

    /** Takes a directory to which an artefact may have been unpacked. */
    public void unpacked(String directory) {
        exploded.add(directory);
    }

    /** The directories that are searched for classes, and those to which artefacts were unpacked. */
    public Set<String> directories() {
        return Collections.unmodifiableSet(exploded);
    }

    /** Where the archives lie that were read, links followed. */
    public Set<String> places() {
        return store.places();
    }

    /** Records everything read; to be called when every machine was taken. */
    public void record() {
        twins = Twins.among(store.all());
        deployments.forEach(this::order);
        store.all().forEach(jar -> {
            String directory = relative(PathText.parent(jar.path()));
            archive(jar.archive(), directory);
            jar.content().skipped().forEach(skipped -> skipped(jar.archive(), skipped));
        });
        exploded.forEach(this::exploded);
        commits();
        store.leftOut().ifPresent(kind -> {
            ledger.uncovered("maven[*]/**", kind);
            ledger.uncovered("archive[*]/**", kind);
            ledger.uncovered("classpath/**", kind);
        });
    }

    /** What the artefacts were built from: of a service that has one, told of the service, else of each. */
    private void commits() {
        List<ReadJar> own =
                store.all().stream().filter(jar -> jar.commit().isPresent()).toList();
        for (ReadJar jar : own) {
            FactPath path = own.size() == 1 ? ARTEFACT : FactPath.of("artefact", key(jar.archive()));
            jar.commit().ifPresent(commit -> {
                String evidence = relative(PathText.parent(jar.path()))
                        + PathText.name(jar.path())
                        + Archive.SEPARATOR
                        + commit.place();
                ledger.fact(path.child("commit"), Observed.text(commit.commit()), evidence);
                if (commit.dirty()) {
                    ledger.fact(path.child("dirty"), Observed.flag(true), evidence);
                }
            });
        }
    }

    JarStore store() {
        return store;
    }

    Ledger ledger() {
        return ledger;
    }

    private void archive(Archive archive, String directory) {
        Identity identity = twins.identity(archive);
        String key = key(archive);
        String evidence = directory + archive.path() + remark(identity);
        boolean fresh = told.add(key + " " + identity.coordinates().version().orElse("") + " "
                + archive.content().orElse(archive.path()));
        if (fresh) {
            FactPath path = path(identity);
            identity.coordinates()
                    .version()
                    .ifPresent(version -> ledger.installed(Ecosystem.MAVEN, key, version, evidence));
            archive.content()
                    .ifPresent(content -> ledger.fact(path.child("content"), Observed.text(content), evidence));
            if (identity.coordinates().version().isEmpty()) {
                ledger.fact(path.child("classes"), Observed.number(archive.classes()), evidence);
            }
            archive.shaded().forEach(shaded -> shaded(shaded, key, evidence));
        }
        archive.nested().forEach(nested -> archive(nested, directory));
    }

    private void exploded(String directory) {
        Optional<Archive> read = ExplodedArtefact.read(store.survey(), directory);
        if (read.isPresent()) {
            Archive archive = read.get();
            Identity identity = archive.identity();
            String key = identity.coordinates().key();
            String evidence = relative(directory) + remark(identity) + ", unpacked";
            identity.coordinates()
                    .version()
                    .ifPresent(version -> ledger.installed(Ecosystem.MAVEN, key, version, evidence));
            archive.shaded().forEach(shaded -> shaded(shaded, key, evidence));
            ledger.uncovered(path(identity).child("content").text(), Kind.NOT_A_FILE);
        }
    }

    private void shaded(Identity shaded, String within, String evidence) {
        Coordinates coordinates = shaded.coordinates();
        coordinates
                .version()
                .ifPresent(version -> ledger.fact(
                        Ledger.of(Ecosystem.MAVEN, coordinates.key()).child("shaded-in", within),
                        Observed.version(version, VersionScheme.MAVEN),
                        evidence + ": " + shaded.evidence().text()));
    }

    private static String remark(Identity identity) {
        return " (" + identity.evidence().text() + ", " + identity.confidence().text() + ")";
    }

    /** Without a version there is nothing but a file's name. */
    static FactPath path(Identity identity) {
        Coordinates coordinates = identity.coordinates();
        return coordinates.version().isPresent()
                ? Ledger.of(Ecosystem.MAVEN, coordinates.key())
                : FactPath.of("archive", coordinates.key());
    }

    /** What {@code archive} is, once everything was recorded. */
    Identity identity(Archive archive) {
        return twins.identity(archive);
    }

    private String key(Archive archive) {
        return twins.identity(archive).coordinates().key();
    }

    /** What was not looked into could hold copies of anything, and of the archive itself only its name is sure. */
    private void skipped(Archive file, Skipped skipped) {
        Kind kind = switch (skipped.reason()) {
            case LIMIT -> Kind.TOO_LARGE;
            case MALFORMED -> Kind.MALFORMED;
            case UNREADABLE -> Kind.UNREADABLE;
        };
        Archive found = find(file, skipped.archive()).orElse(file);
        String key = key(found);
        if (found.content().isEmpty()) {
            ledger.uncovered(path(twins.identity(found)).text() + "/**", kind);
        }
        ledger.uncovered(
                FactPath.of("maven").text() + "[*]/"
                        + FactPath.of("shaded-in", key).text(),
                kind);
        boolean carries = !found.nested().isEmpty() || (skipped.archive().equals(file.path()) && !isLibrary(file));
        if (skipped.hidden() || (carries && (found.content().isEmpty() || kind != Kind.MALFORMED))) {
            ledger.uncovered("maven[*]/version", kind);
            ledger.uncovered("maven[*]/content", kind);
        }
    }

    private static boolean isLibrary(Archive file) {
        return ArchiveName.isArchive(file.path()) && file.path().endsWith(".jar");
    }

    private static Optional<Archive> find(Archive in, String path) {
        if (in.path().equals(path)) {
            return Optional.of(in);
        }
        return in.nested().stream()
                .flatMap(each -> path.startsWith(each.path()) ? find(each, path).stream() : Stream.empty())
                .findFirst();
    }

    private void order(Deployment deployment) {
        List<Archive> order = deployment.order();
        if (order.isEmpty()) {
            return;
        }
        if (order.size() > LONGEST_ORDER) {
            ledger.uncovered(ORDER.text(), Kind.TOO_LARGE);
        } else {
            List<Value> names = order.stream()
                    .map(archive -> (Value) new Value.Text(key(archive)))
                    .toList();
            String remark = deployment.unordered() ? ", archives of a wildcard by name" : "";
            ledger.fact(ORDER, new Observed.Plain(new Value.ListOf(names)), "command line and manifests" + remark);
        }
        ClassOwners owners = new ClassOwners();
        for (ReadJar jar : deployment.searched()) {
            jar.searched().forEach(archive -> owners.add(key(archive), jar.classesOf(archive)));
        }
        owners.duplicates()
                .forEach((pair, count) -> ledger.fact(
                        FactPath.of("classpath").child("duplicate", pair),
                        Observed.number(count),
                        deployment.unordered()
                                ? "which is searched first is the file system's choice"
                                : "the first is searched first"));
        if (owners.full()) {
            ledger.uncovered("classpath/duplicate[*]", Kind.TOO_LARGE);
        }
    }

    /** The directory as evidence tells it: from the deployment's own on, and then ending in a slash. */
    String relative(String directory) {
        String own = base.orElse("/");
        if (directory.equals(own)) {
            return "";
        }
        boolean below = !own.equals("/") && directory.startsWith(own + "/");
        return StablePath.of(below ? directory.substring(own.length() + 1) : directory) + "/";
    }
}
