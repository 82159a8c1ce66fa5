package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Interiors;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the package managers say is installed, and the tools a shell would find; executes nothing. */
public final class PackageProbe implements Probe {
    private static final int MAX_STATUS_BYTES = 64 << 20;
    private static final int MAX_LIST_BYTES = 8 << 20;
    private static final int MAX_FILES = 20_000;
    /** Several times what the largest installations have; a database is written by whoever owns its container. */
    static final int MAX_PACKAGES = 30_000;

    private static final String DPKG = "/var/lib/dpkg/status";
    private static final String DPKG_PARTS = "/var/lib/dpkg/status.d";
    private static final String DPKG_FOREIGN = "/var/lib/dpkg/arch";
    private static final String APK = "/lib/apk/db/installed";
    private static final String VERSION_LOCK = "/etc/dnf/plugins/versionlock.list";

    @Override
    public ProbeSpec spec() {
        return new ProbeSpec("package", 2, false, true);
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        Interiors.look("package", host, recorder, (view, section) -> look(view, section, view != host));
    }

    private static void look(HostView host, SectionRecorder section, boolean inside)
            throws HostAccessException, InterruptedException {
        List<FoundTool> tools = FoundTool.all(host.files());
        ToolOwners owners = new ToolOwners(tools);
        Set<String> managers = new TreeSet<>();
        observeManager(
                section,
                managers,
                owners,
                InstalledPackage.Manager.DEB,
                () -> dpkg(host.files(), section, owners, inside));
        stopIfTold();
        observeManager(
                section, managers, owners, InstalledPackage.Manager.RPM, () -> rpm(host, section, owners, inside));
        stopIfTold();
        observeManager(
                section,
                managers,
                owners,
                InstalledPackage.Manager.APK,
                () -> apk(host.files(), section, owners, inside));
        stopIfTold();
        observeManager(
                section, managers, owners, InstalledPackage.Manager.BREW, () -> brew(host, section, tools, owners));
        observeManager(section, managers, owners, InstalledPackage.Manager.CASK, () -> casks(host, section));
        section.fact(FactPath.of("manager"), new Observed.Plain(Value.SetOf.texts(managers)));
        new RepositoryFacts(section, host.files()).record();
        stopIfTold();
        new ToolFacts(section, host.files()).record(tools, owners);
        if (inside) {
            Compilers.record(host.files(), section);
        }
    }

    private interface Manager {
        boolean observe() throws HostAccessException;
    }

    /** One manager's database that cannot be read says nothing about another's. */
    private static void observeManager(
            SectionRecorder section,
            Set<String> managers,
            ToolOwners owners,
            InstalledPackage.Manager manager,
            Manager observer) {
        try {
            if (observer.observe()) {
                managers.add(manager.segment());
            }
        } catch (HostAccessException refused) {
            managers.add(manager.segment());
            owners.unread(refused.kind());
            section.uncovered(manager.segment() + "[*]/**", refused.kind());
        }
    }

    private static void stopIfTold() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static boolean dpkg(HostFiles files, SectionRecorder section, ToolOwners owners, boolean inside)
            throws HostAccessException {
        List<InstalledPackage> packages = new ArrayList<>();
        Optional<byte[]> status = files.readIfPresent(DPKG, MAX_STATUS_BYTES);
        if (status.isPresent()) {
            packages.addAll(DpkgStatus.parse(status.get()));
        }
        // Minimal images keep one file for each package instead.
        for (String name : files.listIfPresent(DPKG_PARTS, MAX_FILES)) {
            if (!name.endsWith(".md5sums")) {
                packages.addAll(DpkgStatus.parse(files.read(DPKG_PARTS + "/" + name, MAX_LIST_BYTES)));
            }
        }
        if (status.isEmpty() && packages.isEmpty()) {
            return false;
        }
        new PackageFacts(section, inside).record(packages, DPKG);
        foreignArchitectures(files, section);
        for (InstalledPackage each : packages) {
            if (owners.concerns(each)) {
                owners.owns(each, dpkgFiles(files, each));
            }
        }
        return true;
    }

    private static void foreignArchitectures(HostFiles files, SectionRecorder section) throws HostAccessException {
        Optional<byte[]> architectures = files.readIfPresent(DPKG_FOREIGN, MAX_LIST_BYTES);
        if (architectures.isPresent()) {
            List<String> names = text(architectures.get())
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            section.fact(FactPath.of("architecture"), new Observed.Plain(Value.SetOf.texts(names)), DPKG_FOREIGN);
        }
    }

    private static List<String> dpkgFiles(HostFiles files, InstalledPackage each) throws HostAccessException {
        for (String name : List.of(each.name(), each.name() + ":" + each.architecture())) {
            Optional<byte[]> list = files.readIfPresent("/var/lib/dpkg/info/" + name + ".list", MAX_LIST_BYTES);
            if (list.isPresent()) {
                return Arrays.asList(text(list.get()).split("\n"));
            }
        }
        return List.of();
    }

    private static boolean rpm(HostView host, SectionRecorder section, ToolOwners owners, boolean inside)
            throws HostAccessException {
        Optional<RpmDatabase> database = RpmDatabase.find(host);
        if (database.isEmpty()) {
            return false;
        }
        List<InstalledPackage> packages = new ArrayList<>();
        database.get().read(header -> {
            Optional<InstalledPackage> each = header.installedPackage();
            if (each.isPresent()) {
                packages.add(each.get());
                if (owners.concerns(each.get())) {
                    owners.owns(each.get(), header.files());
                }
            }
        });
        new PackageFacts(section, inside).record(packages, database.get().path());
        versionLocks(host.files(), section);
        return true;
    }

    private static void versionLocks(HostFiles files, SectionRecorder section) throws HostAccessException {
        Optional<byte[]> locks = files.readIfPresent(VERSION_LOCK, MAX_LIST_BYTES);
        if (locks.isPresent()) {
            for (String name : VersionLock.names(text(locks.get()))) {
                FactPath path = FactPath.of("rpm", PackageKey.of(name)).child("hold");
                section.fact(path, Observed.flag(true), VERSION_LOCK);
            }
        }
    }

    private static boolean apk(HostFiles files, SectionRecorder section, ToolOwners owners, boolean inside)
            throws HostAccessException {
        Optional<byte[]> installed = files.readIfPresent(APK, MAX_STATUS_BYTES);
        if (installed.isEmpty()) {
            return false;
        }
        String world = files.readIfPresent("/etc/apk/world", MAX_LIST_BYTES)
                .map(PackageProbe::text)
                .orElse("");
        new PackageFacts(section, inside).record(ApkInstalled.parse(installed.get(), world, owners), APK);
        return true;
    }

    private static boolean brew(HostView host, SectionRecorder section, List<FoundTool> tools, ToolOwners owners)
            throws HostAccessException {
        boolean found = false;
        for (String prefix : Homebrew.PREFIXES) {
            Homebrew homebrew = new Homebrew(host.files(), prefix);
            if (homebrew.there()) {
                found = true;
                new PackageFacts(section, false).record(homebrew.formulae(tools, owners), prefix + "/Cellar");
            }
        }
        return found;
    }

    private static boolean casks(HostView host, SectionRecorder section) throws HostAccessException {
        boolean found = false;
        for (String prefix : Homebrew.PREFIXES) {
            List<InstalledPackage> casks = new Homebrew(host.files(), prefix).casks();
            found |= !casks.isEmpty();
            new PackageFacts(section, false).record(casks, prefix + "/Caskroom");
        }
        return found;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
