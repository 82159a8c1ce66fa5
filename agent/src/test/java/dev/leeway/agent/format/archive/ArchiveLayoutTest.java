package dev.leeway.agent.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class ArchiveLayoutTest {
    private static final byte[] LIBRARY = new TestArchive()
            .withPom("org.shop", "lib", "1")
            .withClass("org/Lib")
            .deflated();

    @Test
    void aSpringBootArchiveTellsItsLibrariesTheirOrderAndWhichNestedOnesAreNone() {
        Archive archive = read(
                new TestArchive()
                        .withManifest(
                                "Main-Class: org.springframework.boot.loader.launch.JarLauncher",
                                "Spring-Boot-Classes: BOOT-INF/classes/")
                        .with("BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/z-1.jar\"\n- \"BOOT-INF/lib/lib-1.jar\"\n")
                        .with("BOOT-INF/lib/lib-1.jar", LIBRARY)
                        .with("BOOT-INF/classes/agent.jar", LIBRARY)
                        .withClass("BOOT-INF/classes/org/Shop")
                        .stored(),
                "shop.jar");

        assertThat(archive.layout()).isEqualTo(Layout.SPRING_BOOT);
        assertThat(archive.classpathIndex()).containsExactly("BOOT-INF/lib/z-1.jar", "BOOT-INF/lib/lib-1.jar");
        assertThat(archive.nested())
                .extracting(Archive::path, Archive::library)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shop.jar!/BOOT-INF/classes/agent.jar", false),
                        org.assertj.core.groups.Tuple.tuple("shop.jar!/BOOT-INF/lib/lib-1.jar", true));
        assertThat(archive.nested().get(1).identity().coordinates().key()).isEqualTo("org.shop:lib");
    }

    @Test
    void anArchiveBehindAStartScriptIsReadAllTheSame() {
        byte[] jar = new TestArchive()
                .withPom("g", "a", "1")
                .with("lib/lib-1.jar", LIBRARY)
                .stored();
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        script.writeBytes("#!/bin/bash\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.US_ASCII));
        script.writeBytes(jar);
        ArchiveContent read = TestArchive.read(script.toByteArray(), "a-1.jar");

        assertThat(read.skipped()).isEmpty();
        assertThat(read.archive().content()).isEqualTo(read(jar, "a-1.jar").content());
        assertThat(read.archive().nested()).hasSize(1);
    }

    @Test
    void archivesAreReadThroughAsManyLevelsAsAllowedWhetherStoredOrDeflated() {
        byte[] war = new TestArchive().with("WEB-INF/lib/lib-1.jar", LIBRARY).deflated();
        byte[] ear = new TestArchive()
                .with("shop.war", war)
                .with("lib/lib-1.jar", LIBRARY)
                .deflated();
        Archive archive = read(ear, "shop.ear");

        assertThat(archive.layout()).isEqualTo(Layout.EAR);
        Archive web = archive.nested().get(1);
        assertThat(web.layout()).isEqualTo(Layout.WAR);
        assertThat(web.nested().get(0).path()).isEqualTo("shop.ear!/shop.war!/WEB-INF/lib/lib-1.jar");
        assertThat(web.nested().get(0).library()).isTrue();
        assertThat(web.nested().get(0).content())
                .isEqualTo(archive.nested().get(0).content())
                .isPresent();
    }

    @Test
    void manifestFactsAreReadAcrossTheirContinuedLines() {
        Archive archive = read(
                new TestArchive()
                        .withManifest(
                                "Class-Path: lib/a.jar lib/very-",
                                " long.jar  ../b.jar",
                                "multi-release: TRUE",
                                "",
                                "Name: org/",
                                "Class-Path: not-this.jar")
                        .withClass("META-INF/versions/11/A")
                        .withClass("META-INF/versions/21/A")
                        .withClass("A")
                        .deflated(),
                "a.jar");

        assertThat(archive.manifest().classPath()).containsExactly("lib/a.jar", "lib/very-long.jar", "../b.jar");
        assertThat(archive.manifest().isMultiRelease()).isTrue();
        assertThat(archive.releases()).containsExactly(11, 21);
        assertThat(archive.classes()).isEqualTo(3);
    }

    @Test
    void aVisitorIsToldOfEveryFileInEveryArchive() {
        byte[] jar = new TestArchive()
                .with("dir/", "")
                .withClass("META-INF/versions/9/A")
                .with("lib/lib-1.jar", LIBRARY)
                .deflated();
        List<String> seen = new ArrayList<>();
        new ArchiveReader(ArchiveLimits.standard())
                .read(
                        new SeekableInMemoryByteChannel(jar),
                        "/opt/a.jar",
                        (archive, entry) ->
                                seen.add(archive + " " + entry.name() + " " + entry.isClass() + " " + entry.release()));

        assertThat(seen)
                .containsExactly(
                        "a.jar META-INF/versions/9/A.class true 9",
                        "a.jar lib/lib-1.jar false 0",
                        "a.jar!/lib/lib-1.jar META-INF/maven/org.shop/lib/pom.properties false 0",
                        "a.jar!/lib/lib-1.jar org/Lib.class true 0");
    }

    private static Archive read(byte[] archive, String name) {
        return TestArchive.read(archive, name).archive();
    }
}
